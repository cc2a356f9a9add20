/** Scalars as YAML and JSON write them. */
import type { DataStyle } from "./style.ts";

/** Words and figures that YAML 1.1 or 1.2 take for something else than text; template engines read either. */
const notText = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|[-+.]?[\d.][\d_.,:eExXoOa-fA-F+\-TtZz ]*)$/i;
const plainStart = /^[\p{L}\d_/.$(]/u;
const unprintable = /[^\x20-\x7E\u{A0}-\u{D7FF}\u{E000}-\u{FEFE}\u{FF00}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Does a text mean itself without quotes? */
export function isPlain(text: string, isInFlow: boolean): boolean {
  if (!plainStart.test(text) || notText.test(text) || unprintable.test(text)) return false;
  return !/: |:$| #| $/.test(text) && !(isInFlow && /[,[\]{}]|:(?=["'])/.test(text));
}

/** Text with quotes only where they are needed, of the kind the file uses. */
export function yamlText(text: string, style: Pick<DataStyle, "quote">, isInFlow: boolean): string {
  return isPlain(text, isInFlow) ? text : quoted(text, style.quote);
}

/** Text in quotes; what cannot stand in single ones gets double ones. */
export function quoted(text: string, quote: '"' | "'"): string {
  return quote === '"' || unprintable.test(text) ? jsonText(text) : `'${text.replaceAll("'", "''")}'`;
}

/** Text for JSON, and for YAML's double quotes, of which JSON's are a part. */
export function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
