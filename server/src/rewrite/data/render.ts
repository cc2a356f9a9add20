/** Data as text: in YAML's block style, and in the flow style that is JSON's too. Lines end in `\n`; the editor puts in the file's. */
import { jsonText, yamlText } from "./scalars.ts";
import type { DataStyle } from "./style.ts";
import { type DataMap, type DataValue, isList, isMap, isScalar, isTagged } from "./values.ts";

/** How a flow collection is written. */
export interface FlowStyle {
  /** Keys and text in double quotes, as JSON has them. */
  readonly isQuoted: boolean;
  /** Entries on lines of their own; the indentation of the line on which the collection begins. */
  readonly indent: string | null;
  readonly unit: string;
  readonly padsBraces: boolean;
  readonly quote: '"' | "'";
}

const inline = { isQuoted: false, indent: null, unit: "" };

/** What follows `key:`; a space and a value, or lines of their own further in than `indent`, the indentation of the key. */
export function afterKey(value: DataValue, indent: string, style: DataStyle): string {
  if (isScalar(value) || isEmpty(value)) return ` ${scalar(value, style)}`;
  if (isTagged(value)) return ` ${value.$tag} ${flow(value.$value, { ...inline, ...braces(style) })}`;
  const inner = isList(value) && !style.indentsSequences ? indent : indent + style.unit;
  return `\n${inner}${blockLines(value, inner, style)}`;
}

/** `key: value` of a block map whose entries have this indentation; the first line goes without it. */
export function blockEntry(key: string, value: DataValue, indent: string, style: DataStyle): string {
  return `${yamlText(key, style, false)}:${afterKey(value, indent, style)}`;
}

/** A collection in block style; the first line goes without its indentation. */
export function blockLines(value: DataValue, indent: string, style: DataStyle): string {
  if (isList(value)) return value.map((item) => `- ${blockItem(item, `${indent}  `, style)}`).join(`\n${indent}`);
  if (!isMap(value)) return scalar(value, style);
  return entriesOf(value)
    .map(([key, inner]) => blockEntry(key, inner, indent, style))
    .join(`\n${indent}`);
}

/** What follows `- `; `indent` is that of the lines after it. */
export function blockItem(value: DataValue, indent: string, style: DataStyle): string {
  if (isScalar(value) || isEmpty(value)) return scalar(value, style);
  if (isTagged(value)) return `${value.$tag} ${flow(value.$value, { ...inline, ...braces(style) })}`;
  return blockLines(value, indent, style);
}

/** A value in flow style or JSON. */
export function flow(value: DataValue, style: FlowStyle): string {
  if (isTagged(value)) return `${value.$tag} ${flow(value.$value, style)}`;
  if (typeof value === "string") return style.isQuoted ? jsonText(value) : yamlText(value, style, true);
  if (!isList(value) && !isMap(value)) return String(value);
  // Short things of one kind, and functions of CloudFormation, read best on one line.
  const indent = staysOnLine(value) ? null : style.indent;
  const inner = { ...style, indent: indent === null ? null : indent + style.unit };
  const parts = isList(value)
    ? value.map((item) => flow(item, inner))
    : entriesOf(value).map(([key, one]) => `${flow(key, inner)}: ${flow(one, inner)}`);
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  if (indent !== null) return `${open}\n${inner.indent}${parts.join(`,\n${inner.indent}`)}\n${indent}${close}`;
  const pad = style.padsBraces && !isList(value) ? " " : "";
  return open + pad + parts.join(", ") + pad + close;
}

function staysOnLine(value: readonly DataValue[] | DataMap): boolean {
  if (isList(value)) return value.every(isScalar) && value.join(", ").length <= 80;
  const [first, ...others] = Object.keys(value);
  return others.length === 0 && first !== undefined && /^(?:Ref|Fn::\w+)$/.test(first);
}

function scalar(value: DataValue, style: DataStyle): string {
  if (isTagged(value)) return `${value.$tag} ${scalar(value.$value, style)}`;
  if (typeof value === "string") return yamlText(value, style, false);
  if (isList(value)) return "[]";
  return isMap(value) ? "{}" : String(value);
}

function braces(style: DataStyle): Pick<FlowStyle, "padsBraces" | "quote"> {
  return { padsBraces: style.padsBraces, quote: style.quote };
}

export function isEmpty(value: DataValue): boolean {
  return isList(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

function entriesOf(value: DataMap): [string, DataValue][] {
  return Object.entries(value);
}
