/** The theme's colours for canvases, which know no CSS variables: read once, and anew when the theme is another. */
import type { Colour } from "./plan.ts";

export interface Palette {
  readonly lines: Readonly<Record<Colour, string>>;
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly background: string;
  /** Family only. */
  readonly font: string;
}

let known: Palette | undefined;
const listeners = new Set<() => void>();

export function palette(): Palette {
  known ??= readPalette();
  return known;
}

/** Calls back when colours are others; returns what ends it. */
export function onPaletteChange(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) watch();
  return () => listeners.delete(listener);
}

let isWatched = false;

/** VS Code sets the variables of another theme in the `style` of the root element, and its kind as a class of `body`. */
function watch(): void {
  if (isWatched) return;
  isWatched = true;
  const changed = () => {
    known = undefined;
    for (const listener of listeners) listener();
  };
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["style"] });
  observer.observe(document.body, { attributeFilter: ["class"] });
}

function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const read = (name: string, otherwise: string) => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const text = read("charts-foreground", style.color);
  const colour = (name: Colour) => read(`charts-${name}`, text);
  return {
    lines: { blue: colour("blue"), green: colour("green"), purple: colour("purple"), yellow: colour("yellow"), red: colour("red") },
    text,
    quiet: read("descriptionForeground", text),
    grid: read("contrastBorder", "") ? read("charts-lines", text) : read("widget-border", read("panel-border", text)),
    background: read("editor-background", "transparent"),
    font: style.fontFamily,
  };
}
