/** Every item of an answer that comes in pages. */
export async function everyPage<Item>(
  read: (marker: string | undefined) => Promise<{ readonly items: readonly Item[] | undefined; readonly next: string | undefined }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let marker: string | undefined;
  do {
    const page = await read(marker);
    items.push(...(page.items ?? []));
    // Some services end with an empty marker.
    marker = page.next || undefined;
  } while (marker !== undefined);
  return items;
}
