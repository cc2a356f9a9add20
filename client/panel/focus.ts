/** Keeps the keyboard's place: drawing moves elements that are sorted anew, and takes away buttons that have nothing left to do. */

/**
 * Draws, then gives the focus back. An element with `data-focus` is found again by it; where it is gone, the focus goes to the
 * nearest `data-focus` that was around or before it, and to the heading where none is left.
 */
export function keepingFocus(root: HTMLElement, draw: () => void): void {
  const before = document.activeElement;
  const keys = before instanceof HTMLElement && root.contains(before) ? keysAround(before) : [];
  draw();
  if (keys.length === 0 || document.activeElement !== document.body) return;
  const marked = [...root.querySelectorAll<HTMLElement>("[data-focus]")];
  const next = keys.map((key) => marked.find((element) => element.dataset.focus === key)).find((element) => element !== undefined);
  (next ?? root.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
}

/** Its own key, then those of the places it is in, from the inside out. */
function keysAround(element: HTMLElement): string[] {
  const own = element.dataset.focus;
  const keys = own === undefined ? [] : [own];
  for (let place = element.closest<HTMLElement>("[data-place]"); place; place = parentPlace(place)) keys.push(place.dataset.place ?? "");
  return keys;
}

function parentPlace(place: HTMLElement): HTMLElement | null {
  return place.parentElement?.closest<HTMLElement>("[data-place]") ?? null;
}
