/** New values as HCL. */
import type { NewReference, NewValue } from "../template.ts";

/** How a reference is written; undefined where it cannot be named from here. */
export type NameReference = (reference: NewReference) => string | undefined;

export function isReference(value: NewValue): value is NewReference {
  return typeof value === "object" && !Array.isArray(value) && "$id" in value;
}

export function isMap(value: NewValue): value is { readonly [key: string]: NewValue } {
  return typeof value === "object" && !Array.isArray(value) && !isReference(value);
}

export function isList(value: NewValue): value is readonly NewValue[] {
  return Array.isArray(value);
}

/** A value as an expression; lines after the first have the indentation. */
export function renderValue(value: NewValue, indent: string, name: NameReference): string | undefined {
  if (typeof value === "string") return renderString(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isList(value)) return renderList(value, indent, name);
  if (isReference(value)) return name(value);
  return renderMap(value as { readonly [key: string]: NewValue }, indent, name);
}

/** A quoted string; what would begin an interpolation is escaped. */
export function renderString(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");
}

function renderList(items: readonly NewValue[], indent: string, name: NameReference): string | undefined {
  const isLong = items.some((item) => isMap(item));
  const inner = isLong ? `${indent}  ` : indent;
  const rendered = items.map((item) => renderValue(item, inner, name));
  if (rendered.some((item) => item === undefined)) return undefined;
  if (!isLong) return `[${rendered.join(", ")}]`;
  // The way most write `jsonencode({ Statement = [{ … }] })`.
  return `[\n${rendered.map((item) => `${inner}${item}`).join(",\n")}\n${indent}]`;
}

function renderMap(value: { readonly [key: string]: NewValue }, indent: string, name: NameReference): string | undefined {
  const keys = Object.keys(value);
  if (keys.length === 0) return "{}";
  const lines: [string, string][] = [];
  for (const key of keys) {
    const rendered = renderValue(value[key] as NewValue, `${indent}  `, name);
    if (rendered === undefined) return undefined;
    lines.push([renderKey(key), rendered]);
  }
  return `{\n${alignLines(lines)
    .map((line) => `${indent}  ${line}`)
    .join("\n")}\n${indent}}`;
}

export function renderKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : renderString(key);
}

/** `terraform fmt` lines up the `=` of lines that follow one another; what goes on over several lines stands alone. */
export function alignLines(lines: readonly (readonly [name: string, value: string])[]): string[] {
  const result: string[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length && !(lines[end]?.[1] ?? "").includes("\n")) end++;
    const group = lines.slice(start, Math.max(end, start + 1));
    const width = group.length > 1 ? Math.max(...group.map(([name]) => name.length)) : 0;
    for (const [name, value] of group) result.push(`${name.padEnd(width)} = ${value}`);
    start += group.length;
  }
  return result;
}
