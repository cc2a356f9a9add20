/** Puts arguments and blocks into a body the way `terraform fmt` lays them out. */
import type { HclAttribute, HclBody } from "../../parse/hcl.ts";
import type { Edit } from "../rewriter.ts";
import { indentAt, lineEnd, lineStart, newlineOf, nextLine, withLineEnds } from "../text.ts";
import { alignLines } from "./render.ts";

export interface Additions {
  /** Name and value. */
  readonly attributes: (readonly [string, string])[];
  /** Whole blocks; their lines after the first are indented for the body. */
  readonly blocks: string[];
}

interface Source {
  readonly path: string;
  readonly text: string;
}

/** The indentation of what stands in a body. */
export function innerIndent(text: string, body: HclBody): string {
  const first = [...body.attributes, ...body.blocks].sort((a, b) => a.start - b.start)[0];
  const isOwnLine = first !== undefined && text.slice(lineStart(text, first.start), first.start).trim() === "";
  return first !== undefined && isOwnLine ? indentAt(text, first.start) : `${indentAt(text, body.start)}  `;
}

/** Edits that add to a body. Undefined where it is written in a way that is not understood. */
export function addToBody(source: Source, body: HclBody, { attributes, blocks }: Additions): Edit[] | undefined {
  const { text, path } = source;
  const newline = newlineOf(text);
  const indent = innerIndent(text, body);
  const isOneLine = !text.slice(body.start, body.end).includes("\n");
  const edit = (start: number, end: number, newText: string): Edit => ({ path, start, end, newText: withLineEnds(newText, newline) });
  if (isOneLine) {
    if (body.attributes.length > 1 || body.blocks.length > 0) return undefined;
    const before = body.attributes.map(({ name, value }) => [name, text.slice(value.start, value.end)] as const);
    const lines = [...alignLines([...before, ...attributes]), ...blocks].map((line) => `${indent}${line}\n`);
    return [edit(body.start, body.end, `\n${lines.join("")}${indentAt(text, body.start)}`)];
  }
  const edits: Edit[] = [];
  if (attributes.length > 0) edits.push(...addAttributes(text, body, attributes, indent, edit));
  if (blocks.length > 0) {
    const at = lineStart(text, body.end);
    const isEmpty = text.slice(body.start, at).trim() === "" && attributes.length === 0;
    edits.push(edit(at, at, blocks.map((block, index) => `${isEmpty && index === 0 ? "" : "\n"}${indent}${block}\n`).join("")));
  }
  return edits;
}

type MakeEdit = (start: number, end: number, newText: string) => Edit;

function addAttributes(text: string, body: HclBody, added: Additions["attributes"], indent: string, edit: MakeEdit): Edit[] {
  const last = body.attributes.filter((attribute) => isWholeLine(text, attribute)).at(-1);
  if (last === undefined) {
    // Above the blocks, below what is written over several lines.
    const after = body.attributes.at(-1);
    const at = nextLine(text, after?.end ?? body.start);
    const isBeforeBlock = after === undefined && body.blocks.some((block) => lineStart(text, block.start) === at);
    return [
      edit(
        at,
        at,
        `${alignLines(added)
          .map((line) => `${indent}${line}\n`)
          .join("")}${isBeforeBlock ? "\n" : ""}`,
      ),
    ];
  }
  const group = groupOf(text, body, last);
  const end = lineEnd(text, last.end);
  const single = added.filter(([, value]) => !value.includes("\n"));
  const multiple = added.filter(([, value]) => value.includes("\n"));
  const width = Math.max(...group.map((attribute) => attribute.name.length));
  const isAligned = group.every((attribute) => equalsColumn(text, attribute) === width + 1);
  const wanted = isAligned ? Math.max(width, ...single.map(([name]) => name.length)) : 0;
  const edits: Edit[] = [];
  if (isAligned && wanted > width) {
    for (const { key, name } of group) edits.push(edit(key.end, text.indexOf("=", key.end), " ".repeat(wanted - name.length + 1)));
  }
  const lines = [...single.map(([name, value]) => `${name.padEnd(wanted)} = ${value}`), ...alignLines(multiple)];
  edits.push(edit(end, end, lines.map((line) => `\n${indent}${line}`).join("")));
  return edits;
}

/** Is the argument alone on its one line, so that `=` can be lined up with others? */
function isWholeLine(text: string, { start, end }: HclAttribute): boolean {
  return lineStart(text, start) === lineStart(text, end) && text.slice(lineStart(text, start), start).trim() === "";
}

function equalsColumn(text: string, { key }: HclAttribute): number {
  return text.indexOf("=", key.end) - key.start;
}

/** The arguments on the lines right above, and the one itself. */
function groupOf(text: string, body: HclBody, last: HclAttribute): HclAttribute[] {
  const group = [last];
  for (let line = lineStart(text, last.start); line > 0; ) {
    const above = lineStart(text, line - 1);
    const next = body.attributes.find((attribute) => lineStart(text, attribute.start) === above && isWholeLine(text, attribute));
    if (next === undefined) break;
    group.unshift(next);
    line = above;
  }
  return group;
}

/** Takes something on lines of its own away, with the blank line that set it apart. */
export function removeLines(source: Source, range: { readonly start: number; readonly end: number }): Edit | undefined {
  const { text, path } = source;
  const start = lineStart(text, range.start);
  const end = nextLine(text, range.end);
  const rest = text.slice(range.end, lineEnd(text, range.end)).trim();
  if (text.slice(start, range.start).trim() !== "" || (rest !== "" && !rest.startsWith("#") && !rest.startsWith("//"))) return undefined;
  const above = start > 0 ? lineStart(text, start - 1) : 0;
  const isBlankAbove = start > 0 && text.slice(above, start).trim() === "";
  const isBlankBelow = text.slice(end, lineEnd(text, end)).trim() === "" || text.slice(end, lineEnd(text, end)).trim() === "}";
  return { path, start: isBlankAbove && isBlankBelow ? above : start, end, newText: "" };
}
