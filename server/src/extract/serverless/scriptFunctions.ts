/** Functions that a configuration calls, in its own file or another one. */
import type { Scope, Value } from "../../model/code.ts";
import type { ConfigFile, ConfigFiles } from "./files.ts";
import { resolveImport } from "./imports.ts";

/** Where a name is looked for. */
interface From {
  readonly file: ConfigFile;
  readonly files: ConfigFiles;
  /** The service's directory. */
  readonly root: string;
}

export interface CalledFunction {
  readonly scope: Scope;
  readonly file: ConfigFile;
}

const MAX_STEPS = 10;

/** The function a call runs; undefined where it is a library's, or not known. */
export function calledFunction(callee: Value, from: From, steps = 0): CalledFunction | undefined {
  if (steps > MAX_STEPS) return undefined;
  if (callee.kind === "function") return { scope: callee.scope, file: from.file };
  if (callee.kind === "member")
    return callee.object.kind === "module" ? exported(callee.object.specifier, callee.property, from, steps) : undefined;
  if (callee.kind !== "name") return undefined;
  if (callee.binding.function !== null) return { scope: callee.binding.function, file: from.file };
  const [only, ...more] = callee.binding.writes;
  return only === undefined || more.length > 0 ? undefined : calledFunction(only.value, from, steps + 1);
}

function exported(specifier: string, name: string, from: From, steps: number): CalledFunction | undefined {
  if (steps > MAX_STEPS) return undefined;
  const path = resolveImport(specifier, from.file.template.path, from.files, from.root);
  const file = path === undefined ? undefined : from.files.load(path);
  const exports = file?.template.module?.exports;
  if (file === undefined || exports === undefined) return undefined;
  const value = exports.named.get(name);
  if (value !== undefined) return calledFunction(value, { ...from, file }, steps + 1);
  for (const star of exports.stars) {
    const found = exported(star.specifier, name, { ...from, file }, steps + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `(context) => context.split(process.cwd())[1]…`: where the caller is, seen from where the framework runs. */
export function pathFromRoot(scope: Scope): boolean {
  return scope.params.length === 1 && scope.module.text.slice(scope.start, scope.end).includes("process.cwd()");
}

export function isBuiltin(value: Value, name: string): boolean {
  return value.kind === "name" && value.name === name && value.binding.kind === "builtin";
}
