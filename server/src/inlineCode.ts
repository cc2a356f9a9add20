/**
 * Code that stands in a template. It is analysed as a file of its own, without what the template indents it by, and what is
 * found in it is put back where it stands.
 */
import { extractModule } from "./extract/extract.ts";
import type { Finding } from "./finding.ts";
import { analyze } from "./flow/analyze.ts";
import type { Fn, FunctionCode } from "./infrastructure/infrastructure.ts";
import { type InlineCode, templateOffset } from "./infrastructure/inline.ts";
import type { Place, SourceText } from "./model/code.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type { Edit, Fix } from "./rewrite/rewriter.ts";

const EXTENSIONS: readonly (readonly [RegExp, string])[] = [
  [/^python/, "py"],
  [/^nodejs/, "js"],
];

const known = new WeakMap<FunctionResource, FunctionCode | undefined>();
/** The inline code a module was made from. */
const origins = new WeakMap<SourceText, InlineCode>();

/** The code of a function that has it in its template; undefined where it has none there, or its handler cannot be seen. */
export function inlineFunction(fn: FunctionResource): FunctionCode | undefined {
  if (fn.code.kind !== "inline") return undefined;
  if (!known.has(fn)) known.set(fn, analysed(fn, fn.code));
  return known.get(fn);
}

function analysed(fn: FunctionResource, code: InlineCode): FunctionCode | undefined {
  const runtime = fn.runtime.kind === "set" ? fn.runtime.value : "";
  const extension = EXTENSIONS.find(([pattern]) => pattern.test(runtime))?.[1];
  // Where characters of the value are not those of the file, nothing could be shown in its place.
  if (extension === undefined || !code.isVerbatim) return undefined;
  const path = `${fn.resource.template.path}#${fn.resource.id.replace(/[^\w-]/g, "_")}.${extension}`;
  const module = extractModule(path, code.text);
  if (!module) return undefined;
  origins.set(module, code);
  // `index.handler`, or what a bare name says; `a.b` never goes deeper in inline code.
  const name = fn.handler.kind === "set" ? (fn.handler.value.split(".").at(-1) ?? "") : "";
  const templateHandlers = new Map([[module.path, [name]]]);
  const program = analyze([module], () => undefined, { belongsToFunction: () => true, templateHandlers });
  const handler = program.handlers.find((each) => each.name === name) ?? program.handlers[0];
  return handler && { program, handler };
}

/** The function with the code that stands in its template, where it has no other. */
export function withInlineCode(fn: Fn): Fn {
  const code = fn.code ?? (fn.resource && inlineFunction(fn.resource));
  return code ? { ...fn, code } : fn;
}

/** The finding as one of the template where it is one of inline code; else as it is. */
export function inTemplate(finding: Finding): Finding {
  const code = origins.get(finding.place.file);
  const hasInlinePlace = code !== undefined || finding.related.some(({ place }) => origins.has(place.file));
  if (!hasInlinePlace) return finding;
  return {
    ...finding,
    place: placeInTemplate(finding.place),
    related: finding.related.map(({ place, message }) => ({ place: placeInTemplate(place), message })),
    fixes: () => finding.fixes().flatMap((fix) => (code ? (fixInTemplate(fix, finding.place.file, code) ?? []) : [fix])),
  };
}

/** Where a place of inline code stands in the template; any other place is left as it is. */
export function placeInTemplate(place: Place): Place {
  const code = origins.get(place.file);
  if (!code) return place;
  return { file: code.place.file, start: templateOffset(code, place.start), end: templateOffset(code, place.end) };
}

/** Undefined where the fix makes a file: inline code is one file. */
function fixInTemplate(fix: Fix, module: SourceText, code: InlineCode): Fix | undefined {
  if (fix.edits.some((edit) => edit.create)) return undefined;
  return { ...fix, edits: fix.edits.map((edit) => (edit.path === module.path ? editInTemplate(edit, code) : edit)) };
}

/** The first column of a line of code is the one behind the indentation, at both ends of the edit: each new line begins there too. */
function editInTemplate({ start, end, newText }: Edit, code: InlineCode): Edit {
  const { file } = code.place;
  const lineBreak = file.text.includes("\r\n") ? "\r\n" : "\n";
  const indentation = " ".repeat(code.indentation);
  return {
    path: file.path,
    start: templateOffset(code, start),
    end: templateOffset(code, end),
    newText: newText.replace(/\n(\n*)/g, (_all, empty: string) => `${lineBreak}${lineBreak.repeat(empty.length)}${indentation}`),
  };
}
