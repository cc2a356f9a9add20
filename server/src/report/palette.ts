/** How a terminal is painted. */
import { stripVTControlCharacters } from "node:util";
import type { Severity } from "../rules/rule.ts";

export type Paint = (text: string) => string;

export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly good: Paint;
}

export function paletteOf(color: boolean): Palette {
  const sgr = (code: number, end: number): Paint => (color ? (text) => `\u001b[${code}m${text}\u001b[${end}m` : (text) => text);
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    severity: { error: sgr(31, 39), warning: sgr(33, 39), info: sgr(36, 39), hint: sgr(90, 39) },
    good: sgr(32, 39),
  };
}

/** A message or path cannot move the cursor, change colours, or turn the direction of what follows. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ");
}
