/** What a handler answers, in the shape that API Gateway takes. */
import type { Module, Place } from "../../model/code.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { edit, indentAt } from "../text.ts";
import { styleOf } from "./style.ts";

/** See `Rewriter.addStatusCode`. */
export function addStatusCode(module: Module, answer: Place, hasBody: boolean): Fix | undefined {
  const { text } = module;
  const written = text.slice(answer.start, answer.end);
  if (!written.startsWith("{") || answer.file.path !== module.path) return undefined;
  const fix = (edits: readonly Edit[]): Fix => ({ title: "Answer with a status code and a text as body", safety: "suggested", edits });
  if (!hasBody) return fix([edit(module, answer.start, answer.end, `{ statusCode: 200, body: JSON.stringify(${written}) }`)]);
  const { newline } = styleOf(module);
  const isBroken = /^\{[ \t]*\r?\n/.test(written);
  const first = answer.start + (/\S/.exec(written.slice(1))?.index ?? 0) + 1;
  const added = isBroken ? `statusCode: 200,${newline}${indentAt(text, first)}` : "statusCode: 200, ";
  return fix([edit(module, first, first, added)]);
}

/** See `Rewriter.asJson`. */
export function asJson(module: Module, value: Place): Fix | undefined {
  const written = module.text.slice(value.start, value.end);
  if (value.file.path !== module.path) return undefined;
  return {
    title: "Write the body as JSON",
    safety: "suggested",
    edits: [edit(module, value.start, value.end, `JSON.stringify(${written})`)],
  };
}
