/** Load tests and measurements that are about one function. */
import type { Place, SourceText } from "../../model/code.ts";
import { property, textOf } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";

/** Fields of its input: a template may only advise to use it. */
const TUNING_INPUT = /\b(?:lambdaARN|powerValues)\b/;

/** Where the input of AWS Lambda Power Tuning names the function. */
export function tuningsOf(fn: FunctionResource, files: readonly SourceText[]): Place[] {
  const templates = new Set(fn.stack.templates.map(({ path }) => path));
  const inputs = files.filter(({ path, text }) => TUNING_INPUT.test(text) && !templates.has(path));
  return inputs.flatMap((file) => firstOf(namesOf(fn), file) ?? []);
}

/** Where load tests of the function's own service call the function by its name, or one of its routes. */
export function loadTestsOf(fn: FunctionResource, files: readonly SourceText[]): { readonly place: Place; readonly name: string }[] {
  return files.flatMap((file) => {
    if (!file.path.startsWith(`${fn.stack.root}/`)) return [];
    for (const name of [...namesOf(fn), ...pathsOf(fn)]) {
      const place = firstOf([name], file);
      if (place) return [{ place, name }];
    }
    return [];
  });
}

/** Names that can mean nothing else: a word such as `handler` or `api` stands in many files. */
function namesOf({ name, resource }: FunctionResource): string[] {
  const given = textOf(property(resource, "FunctionName"));
  return [name.split(".").at(-1) ?? name, ...(given === undefined ? [] : [given])].filter(
    (each) => each.length >= 6 && !/^(?:handler|lambda|function|main|default|worker|server|service|backend|this)$/i.test(each),
  );
}

/** `/users/{id}` is called as `/users/`. */
function pathsOf({ triggers }: FunctionResource): string[] {
  const paths = triggers.flatMap(({ type, source }) => (type === "http" ? (source?.replace(/^[A-Z]+ /, "") ?? []) : []));
  return paths.map((path) => path.replace(/\{.*$/s, "")).filter((path) => /^\/[\w-]{3,}/.test(path));
}

function firstOf(names: readonly string[], file: SourceText): Place | undefined {
  for (const name of names) {
    const start = file.text.search(new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`));
    if (start >= 0) return { file, start, end: start + name.length };
  }
  return undefined;
}
