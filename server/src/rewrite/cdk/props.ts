/** Props of a call: setting and taking away entries of an object literal or keyword arguments, in the layout they have. */
import type { Call, MapEntry, Module, Range, Value } from "../../model/code.ts";
import { camelCase, snakeCase } from "../../vocabulary/dialects/cdk.ts";
import { styleOf } from "../javascript/style.ts";
import type { Edit } from "../rewriter.ts";
import { edit, indentAt, isFirstOnLine, lineEnd, newlineOf } from "../text.ts";

/** An entry as it stands in the source. */
export interface Entry extends Range {
  /** Camel case. */
  readonly name: string;
  readonly value: Value;
  readonly isShorthand: boolean;
}

/** Entries between brackets. */
interface Holder {
  readonly entries: readonly (Range & { readonly name: string | null; readonly value: Value; readonly isSpread: boolean })[];
  /** Behind the opening and before the closing bracket. */
  readonly inside: Range;
  readonly separator: ": " | "=";
  /** Entries of a map have names as they are; arguments are snake case in Python. */
  readonly rename: (name: string) => string;
  readonly first: number;
}

export type Written = ReadonlyMap<string, string>;

/** The entry of a prop that is written in the call itself. */
export function entryOf(module: Module, call: Call, index: number, prop: string): Entry | undefined {
  const found = holderOf(module, call, index)?.entries.find((one) => one.name !== null && camelCase(one.name) === prop && !one.isSpread);
  if (found === undefined) return undefined;
  const { start, end, value } = found;
  return { start, end, value, name: prop, isShorthand: start === value.start && end === value.end };
}

/**
 * Edits that give props these values.
 * @returns undefined where the call takes its props from elsewhere in a way that cannot be extended
 */
export function setProps(module: Module, call: Call, index: number, props: Written): readonly Edit[] | undefined {
  const holder = holderOf(module, call, index);
  if (holder === undefined) return wrapProps(module, call, index, props);
  const edits: Edit[] = [];
  const added = new Map<string, string>();
  for (const [prop, text] of props) {
    const entry = entryOf(module, call, index, prop);
    if (entry === undefined) added.set(prop, text);
    else if (entry.isShorthand) edits.push(edit(module, entry.start, entry.end, `${holder.rename(prop)}${holder.separator}${text}`));
    else edits.push(edit(module, entry.value.start, entry.value.end, text));
  }
  if (added.size === 0) return edits;
  if (module.language === "python" && holder.entries.some((one) => one.isSpread)) return undefined; // would be given twice
  return [...edits, ...addEntries(module, holder, added)];
}

/** Takes an entry away, with its comma. */
export function removeProp(module: Module, call: Call, index: number, prop: string): readonly Edit[] | undefined {
  const entry = entryOf(module, call, index, prop);
  if (entry === undefined) return undefined;
  const { text } = module;
  let { start, end } = entry;
  const comma = /^\s*,/.exec(text.slice(end));
  if (comma !== null) end += comma[0].length;
  else start -= /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const isAlone = isFirstOnLine(text, start) && text.slice(end, lineEnd(text, end)).trim() === "";
  if (isAlone) {
    start -= /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
    end = Math.min(text.length, lineEnd(text, end) + newlineOf(text).length);
  } else if (comma !== null) end += /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return [edit(module, start, end, "")];
}

// --- where they stand ------------------------------------------------------------------------------------------------

function holderOf(module: Module, call: Call, index: number): Holder | undefined {
  return module.language === "python" ? argumentsOf(module, call) : objectOf(module, call, index);
}

function argumentsOf(module: Module, call: Call): Holder | undefined {
  const { text } = module;
  const open = text.indexOf("(", call.callee.end);
  if (open < 0 || text[call.end - 1] !== ")") return undefined;
  const entries = call.args.map(({ start, end, name, value, isSpread }) => ({ start, end, name, value, isSpread }));
  return { entries, inside: { start: open + 1, end: call.end - 1 }, separator: "=", rename: snakeCase, first: 0 };
}

function objectOf(module: Module, call: Call, index: number): Holder | undefined {
  const value = call.args[index]?.value;
  if (value?.kind !== "map" || module.text[value.start] !== "{" || module.text[value.end - 1] !== "}") return undefined;
  return mapHolder(value);
}

/** An object or dictionary literal. */
function mapHolder(map: Value & { kind: "map" }): Holder {
  const entries = map.entries.map((entry: MapEntry) => ({
    start: entry.start,
    end: entry.end,
    name: entry.key,
    value: entry.value,
    isSpread: entry.isSpread,
  }));
  return { entries, inside: { start: map.start + 1, end: map.end - 1 }, separator: ": ", rename: (name) => name, first: 0 };
}

/** Adds entries to a literal map of the user: names stay as they are and are quoted where they have to be. */
export function addToMap(module: Module, map: Value & { kind: "map" }, entries: Written): readonly Edit[] {
  const { quote } = styleOf(module);
  const isQuoted = module.language === "python" || map.entries.some((one) => /["']/.test(module.text[one.start] ?? ""));
  const rename = (name: string): string => (isQuoted || !/^[A-Za-z_$][\w$]*$/.test(name) ? `${quote}${name}${quote}` : name);
  return addEntries(module, { ...mapHolder(map), rename }, entries);
}

function addEntries(module: Module, holder: Holder, added: Written): readonly Edit[] {
  const { text } = module;
  const newline = newlineOf(text);
  const lines = [...added].map(([name, value]) => `${holder.rename(name)}${holder.separator}${value}`);
  const last = holder.entries.at(-1);
  if (last === undefined) {
    const isBraces = text[holder.inside.start - 1] === "{";
    const inner = lines.join(", ");
    return [edit(module, holder.inside.start, holder.inside.end, isBraces && module.language !== "python" ? ` ${inner} ` : inner)];
  }
  const comma = /^\s*,/.exec(text.slice(last.end, holder.inside.end));
  const behind = last.end + (comma?.[0].length ?? 0);
  if (!isFirstOnLine(text, last.start)) {
    if (comma !== null) return [edit(module, behind, behind, ` ${lines.join(", ")},`)];
    return [edit(module, last.end, last.end, `, ${lines.join(", ")}`)];
  }
  const indent = indentAt(text, last.start);
  const end = restOfLine(module, behind, holder.inside.end);
  const block = lines.map((line) => `${newline}${indent}${line}`).join(",");
  if (comma !== null) return [edit(module, end, end, `${block},`)];
  return end === last.end ? [edit(module, end, end, `,${block}`)] : [edit(module, last.end, last.end, ","), edit(module, end, end, block)];
}

/** Behind a comment that belongs to what stands before it on the line. */
function restOfLine(module: Module, offset: number, limit: number): number {
  const end = Math.min(lineEnd(module.text, offset), limit);
  const comment = module.comments.find(
    (one) => one.start >= offset && one.start < end && module.text.slice(offset, one.start).trim() === "",
  );
  return comment !== undefined && comment.end <= end ? comment.end : offset;
}

/** `new Function(this, "x")` and `new Function(this, "x", props)`: JavaScript alone. */
function wrapProps(module: Module, call: Call, index: number, props: Written): readonly Edit[] | undefined {
  if (module.language === "python" || call.args.some((one) => one.isSpread)) return undefined;
  const entries = [...props].map(([name, text]) => `${name}: ${text}`).join(", ");
  const given = call.args[index];
  if (given === undefined) {
    if (call.args.length !== index || module.text[call.end - 1] !== ")") return undefined;
    const last = call.args.at(-1);
    return [
      last === undefined
        ? edit(module, call.end - 1, call.end - 1, `{ ${entries} }`)
        : edit(module, last.end, last.end, `, { ${entries} }`),
    ];
  }
  const isPlain = given.value.kind === "name" || given.value.kind === "member";
  if (!isPlain || given.value.start !== given.start || given.value.end !== given.end) return undefined;
  return [edit(module, given.start, given.end, `{ ...${module.text.slice(given.start, given.end)}, ${entries} }`)];
}
