/** Python imports: is the name there, and if not, where does its import go? */
import type { Binding, Module, Scope, Write } from "../../model/code.ts";
import type { Edit } from "../rewriter.ts";
import { edit, freshName, newlineOf } from "../text.ts";
import { importPlace } from "./importPlace.ts";

export interface ImportRequest {
  /** `os`, `botocore.exceptions`; leading dots for relative ones. */
  readonly module: string;
  /** For `from module import name`. */
  readonly name?: string;
  /** The local name wanted; another one is chosen where it is taken. */
  readonly alias?: string;
  /** The scopes in which the name will be read; one that binds the name itself would hide the import. */
  readonly readIn?: readonly Scope[];
  /** Module-level code at this offset reads the name: an import further down is none. */
  readonly before?: number;
  /** The module is a file of this project: its import goes behind those of installed packages. */
  readonly isOwn?: boolean;
}

export interface Imported {
  /** The name under which the module (or the thing imported from it) can be read. */
  readonly local: string;
  /** Empty where the import is there already. */
  readonly edits: readonly Edit[];
}

/**
 * Makes sure that `import module` or `from module import name` is there.
 * Imports in a condition or `try`, and names that are assigned again, are not relied on.
 */
export function ensureImport(module: Module, request: ImportRequest): Imported {
  const present = existingImport(module, request);
  if (present !== undefined) return { local: present, edits: [] };
  const wanted = request.alias ?? request.name ?? request.module;
  const isDotted = request.name === undefined && request.alias === undefined && wanted.includes(".");
  const taken = (name: string): boolean => isTaken(module, name, request.readIn ?? []);
  const root = wanted.split(".")[0] ?? wanted;
  const local = isDotted && !taken(root) ? wanted : freeName(wanted, request, taken);
  const place = importPlace(
    module.text,
    request.module,
    request.name !== undefined,
    request.before ?? Number.POSITIVE_INFINITY,
    request.isOwn,
  );
  const newline = newlineOf(module.text);
  const statement = importStatement(request, local);
  const newText = newline.repeat(place.before) + statement + newline.repeat(place.after);
  return { local, edits: [edit(module, place.offset, place.offset, newText)] };
}

/** The import as a statement, with `as` where the local name is another one. */
export function importStatement(request: Pick<ImportRequest, "module" | "name">, local: string): string {
  const original = request.name ?? request.module;
  const as = local === original ? "" : ` as ${local}`;
  return request.name === undefined ? `import ${request.module}${as}` : `from ${request.module} import ${request.name}${as}`;
}

/** Several imports that go to one place stand together: the blank line that sets them apart is there once. */
export function joinImports(module: Module, edits: readonly Edit[]): Edit[] {
  const newline = newlineOf(module.text);
  const places = new Map<number, Edit[]>();
  for (const one of edits) places.set(one.start, [...(places.get(one.start) ?? []), one]);
  return [...places].map(([offset, group]) => {
    const before = /^\s*/.exec(group[0]?.newText ?? "")?.[0] ?? "";
    const after = /\s*$/.exec(group.at(-1)?.newText ?? "")?.[0] ?? "";
    const statements = [...new Set(group.map((one) => one.newText.trim()))];
    return edit(module, offset, offset, before + statements.join(newline) + after);
  });
}

function freeName(wanted: string, request: ImportRequest, taken: (name: string) => boolean): string {
  const simple = wanted.replaceAll(".", "_").replace(/^_+/, "");
  if (!taken(simple)) return simple;
  const owner = request.module.replaceAll(".", "_").replace(/^_+/, "");
  return freshName(request.name === undefined ? `${simple}_module` : `${owner}_${simple}`, taken);
}

function isTaken(module: Module, name: string, readIn: readonly Scope[]): boolean {
  const isBound = (scope: Scope): boolean => scope.bindings.some((one) => one.name === name && one.kind !== "builtin");
  if (isBound(module.root)) return true;
  return readIn.some((scope) => enclosing(scope).some(isBound));
}

function enclosing(scope: Scope): Scope[] {
  const result: Scope[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.parent) result.push(at);
  return result;
}

// --- is it there -----------------------------------------------------------------------------------------------------

function existingImport(module: Module, request: ImportRequest): string | undefined {
  for (const binding of module.root.bindings) {
    const local = providedBy(binding, request);
    if (local === undefined) continue;
    if (request.alias !== undefined && request.alias !== local) continue;
    const first = local.split(".")[0] ?? local;
    const hidden = (request.readIn ?? []).some((scope) =>
      enclosing(scope).some((at) => at !== module.root && at.bindings.some((one) => one.name === first)),
    );
    if (!hidden) return local;
  }
  return undefined;
}

function providedBy(binding: Binding, request: ImportRequest): string | undefined {
  if (binding.kind !== "import") return undefined;
  const reassigned = binding.writes.some((one) => one.operator !== "import");
  if (reassigned) return undefined;
  const write = binding.writes.find((one) => isReliable(one, request) && brings(binding, one, request));
  if (write === undefined) return undefined;
  return request.name === undefined && request.module.includes(".") && binding.name === request.module.split(".")[0]
    ? request.module
    : binding.name;
}

function isReliable(write: Write, request: ImportRequest): boolean {
  const root = write.scope.module.root;
  return write.scope === root && write.region === root.body && write.end <= (request.before ?? Number.POSITIVE_INFINITY);
}

function brings(binding: Binding, write: Write, request: ImportRequest): boolean {
  const dots = /^\.*/.exec(request.module)?.[0].length ?? 0;
  const specifier = request.module.slice(dots);
  const value = write.value;
  if (value.kind === "module" && request.name === undefined) {
    if (value.level !== dots) return false;
    return value.specifier === specifier || (binding.name === specifier && value.specifier.startsWith(`${specifier}.`));
  }
  if (value.kind !== "member" || value.object.kind !== "module" || value.object.level !== dots) return false;
  const base = value.object.specifier;
  return request.name === undefined
    ? `${base}.${value.property}` === specifier && binding.name !== specifier.split(".")[0]
    : base === specifier && value.property === request.name;
}
