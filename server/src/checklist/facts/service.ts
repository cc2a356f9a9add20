/** Files of the workspace that are about a function's own service, and not about another one beside it. */
import type { Place, SourceText } from "../../model/code.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";

/** Directories of a service that hold what belongs to all of it. */
const HOLDERS =
  /^(?:docs?|documentation|scripts?|tools?|bin|ci|ops|operations?|runbooks?|deploy\w*|\.[\w-]+|workflows|tests?|__tests__|unit|integ\w*|e2e|acceptance|functional|smoke)$/i;

/** Those of the directory the stack is in, or of one above it. */
export function concerning({ stack }: FunctionResource, files: readonly SourceText[]): SourceText[] {
  return files.filter(({ path }) => {
    const service = serviceOf(path);
    return stack.root === service || stack.root.startsWith(`${service}/`) || path.startsWith(`${stack.root}/`);
  });
}

/** The directory a file speaks about: `orders` of `orders/docs/operations/rollback.md`. */
function serviceOf(path: string): string {
  const parts = path.split("/").slice(0, -1);
  const holder = parts.findIndex(
    (part, index) => index > 0 && HOLDERS.test(part) && parts.slice(index).every((each) => HOLDERS.test(each)),
  );
  return (holder < 0 ? parts : parts.slice(0, holder)).join("/");
}

/** Where a text matches first. */
export function firstMatch(file: SourceText, pattern: RegExp): Place | undefined {
  const match = pattern.exec(file.text);
  return match ? { file, start: match.index, end: match.index + match[0].length } : undefined;
}

/** Where a text matches, in its order. */
export function matches(file: SourceText, pattern: RegExp): Place[] {
  const all = new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
  return [...file.text.matchAll(all)].map(({ index, 0: { length } }) => ({ file, start: index, end: index + length }));
}

const HEADING = /^(#{1,6}|=+)[ \t]/gm;

/** The part of a page under the heading that is nearest above, with the parts below it; a text without headings is one part. */
export function partAround(text: string, offset: number): string {
  const headings = [...text.matchAll(HEADING)].map(({ index, 1: marks = "" }) => ({ index, depth: marks.length }));
  const above = headings.findLast(({ index }) => index <= offset);
  if (!above) return text.slice(0, headings[0]?.index);
  const next = headings.find(({ index, depth }) => index > above.index && depth <= above.depth);
  return text.slice(above.index, next?.index);
}
