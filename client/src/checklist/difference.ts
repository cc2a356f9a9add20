/** The part in which two texts differ: an edit of that part leaves cursors and folds elsewhere alone. */
export interface Difference {
  /** Offsets in the old text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function difference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Whether two texts are the same but for line ends and a byte order mark, which the editor keeps to itself. */
export function isSameText(one: string | null, other: string | null): boolean {
  return plain(one) === plain(other);
}

function plain(text: string | null): string | null {
  return text === null ? null : text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}
