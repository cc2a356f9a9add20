/** What a benchmark says, and how it is shown. */

export interface Row {
  readonly what: string;
  /** Compared with the budget. */
  readonly value: number;
  readonly median: number;
  readonly p95: number;
  /** Absent: measured to be seen, nothing was promised. */
  readonly budget?: number;
  readonly unit: string;
  readonly note: string;
}

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A row whose budget is for the median, or for the value a twentieth of the measurements exceeds. */
export function row(
  what: string,
  values: readonly number[],
  options: { by: "median" | "p95"; budget?: number; unit: string; note: string },
): Row {
  const { by, ...rest } = options;
  const [middle, high] = [median(values), quantile(values, 0.95)];
  return { what, value: by === "median" ? middle : high, median: middle, p95: high, ...rest };
}

export function isMissed({ value, budget }: Row): boolean {
  return budget !== undefined && !(value <= budget);
}

export function table(rows: readonly Row[]): string {
  const header = ["what", "median", "p95", "budget", "", "measured on"];
  const lines = rows.map((each) => [
    each.what,
    amount(each.median, each.unit),
    amount(each.p95, each.unit),
    each.budget === undefined ? "none" : amount(each.budget, each.unit),
    each.budget === undefined ? "" : isMissed(each) ? `FALLS SHORT ${(each.value / each.budget).toFixed(2)} x` : "pass",
    each.note,
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...lines].map((line) => (line[column] as string).length)));
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 || column > 3 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function amount(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}
