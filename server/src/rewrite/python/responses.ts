/** What a handler answers, in the shape that API Gateway takes. */
import type { Module, Place } from "../../model/code.ts";
import type { Fix } from "../rewriter.ts";
import { combineEdits, edit, indentAt, newlineOf } from "../text.ts";
import { ensureImport } from "./imports.ts";

/** See `Rewriter.addStatusCode`. */
export function addStatusCode(module: Module, answer: Place, hasBody: boolean): Fix | undefined {
  const { text } = module;
  const written = text.slice(answer.start, answer.end);
  if (!written.startsWith("{") || answer.file.path !== module.path) return undefined;
  const title = "Answer with a status code and a text as body";
  const quote = written.includes("'") && !written.includes('"') ? "'" : '"';
  const status = `${quote}statusCode${quote}: 200`;
  if (hasBody) {
    const isBroken = /^\{[ \t]*\r?\n/.test(written);
    const first = answer.start + (/\S/.exec(written.slice(1))?.index ?? 0) + 1;
    const added = isBroken ? `${status},${newlineOf(text)}${indentAt(text, first)}` : `${status}, `;
    return { title, safety: "suggested", edits: [edit(module, first, first, added)] };
  }
  const json = ensureImport(module, { module: "json" });
  const replaced = edit(module, answer.start, answer.end, `{${status}, ${quote}body${quote}: ${json.local}.dumps(${written})}`);
  const edits = combineEdits([...json.edits, replaced]);
  return edits && { title, safety: "suggested", edits };
}

/** See `Rewriter.asJson`. */
export function asJson(module: Module, value: Place): Fix | undefined {
  if (value.file.path !== module.path) return undefined;
  const json = ensureImport(module, { module: "json" });
  const written = module.text.slice(value.start, value.end);
  const edits = combineEdits([...json.edits, edit(module, value.start, value.end, `${json.local}.dumps(${written})`)]);
  return edits && { title: "Write the body as JSON", safety: "suggested", edits };
}
