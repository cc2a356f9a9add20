/** A series as a line of text, and in words for those who do not see it. */
const steps = "▁▂▃▄▅▆▇█";
/** As wide as a step, and empty: no data is a gap and not the lowest step. */
const gap = "\u2002";
const columns = 24;

/** From zero to the highest value; of several values that share a column the highest. Empty where there is no data at all. */
export function sparkline(values: readonly (number | null)[]): string {
  const shown = toColumns(values);
  const highest = Math.max(...shown.map((value) => value ?? 0));
  if (shown.every((value) => value === null)) return "";
  return shown.map((value) => (value === null ? gap : step(value, highest))).join("");
}

/** The lowest, highest and latest value; undefined without data. */
export function extremes(values: readonly (number | null)[]): { lowest: number; highest: number; latest: number } | undefined {
  const known = values.filter((value) => value !== null);
  const latest = known.at(-1);
  if (latest === undefined) return undefined;
  return { lowest: Math.min(...known), highest: Math.max(...known), latest };
}

function step(value: number, highest: number): string {
  const index = highest === 0 ? 0 : Math.round((value / highest) * (steps.length - 1));
  return steps[index] ?? gap;
}

function toColumns(values: readonly (number | null)[]): (number | null)[] {
  if (values.length <= columns) return [...values];
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    const known = values.slice(from, to).filter((value) => value !== null);
    return known.length > 0 ? Math.max(...known) : null;
  });
}
