/** Where code that stands in a template defines its handler. */
import { extractModule } from "../../extract/extract.ts";
import { templateOffset } from "../../infrastructure/inline.ts";
import type { Place } from "../../model/code.ts";
import type { CodeLocation, FunctionResource } from "../../model/infrastructure.ts";
import { definitionIn } from "./definitions.ts";
import { writtenRuntime } from "./handler.ts";

type InlineCode = Extract<CodeLocation, { kind: "inline" }>;

/** Null where the code is in a language that is not read, or does not define the name. */
export function inlineDefinition(fn: FunctionResource, code: InlineCode, name: string): Place | null {
  const extension = extensionOf(writtenRuntime(fn), code.text);
  const module = extension === undefined ? undefined : extractModule(`${code.place.file.path}.${extension}`, code.text);
  const range = module && definitionIn(module, name);
  if (!range) return null;
  if (!code.isVerbatim) return code.place;
  return { file: code.place.file, start: templateOffset(code, range.start), end: templateOffset(code, range.end) };
}

function extensionOf(runtime: string | undefined, text: string): "py" | "js" | undefined {
  if (runtime !== undefined) return /^python/i.test(runtime) ? "py" : /^nodejs/i.test(runtime) ? "js" : undefined;
  return /^[ \t]*(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(/m.test(text) ? "py" : "js";
}
