/** How a file of a CDK program names something of the CDK, with the import where it is missing, in the file's own way. */
import type { Module } from "../../model/code.ts";
import { cdkName } from "../../vocabulary/dialects/cdk.ts";
import { ensureNames, placeBehindImports } from "../javascript/imports.ts";
import { styleOf, usesImports } from "../javascript/style.ts";
import { ensureImport, joinImports } from "../python/imports.ts";
import type { Edit } from "../rewriter.ts";
import { edit, indentAt, isFirstOnLine, newlineOf } from "../text.ts";

/** What an import of the file brings, in the CDK's words: `sqs`, `core`, `core.Duration`. */
interface Brought {
  readonly local: string;
  readonly name: string;
  readonly specifier: string;
}

/** The names of the CDK that a repair needs in a file; what is missing is imported once. */
export class CdkNames {
  private readonly module: Module;
  private readonly all: readonly Brought[];
  /** Classes to import by name, and services as a whole. */
  private readonly classes = new Map<string, Set<string>>();
  private readonly edited = new Map<string, readonly Edit[]>();

  constructor(module: Module) {
    this.module = module;
    this.all = brought(module);
  }

  /**
   * A class of the CDK as the file writes it: `sqs.Queue`, `cdk.Duration`, `Queue`.
   * @returns undefined where it would need a package that may not be installed, or a name that is taken
   */
  of(name: string): string | undefined {
    const [service = "", type = ""] = name.split(".");
    const direct = this.all.find((one) => one.name === name);
    if (direct !== undefined) return direct.local;
    const namespace = this.all.find((one) => one.name === service);
    if (namespace !== undefined) return `${namespace.local}.${type}`;
    if (this.all.some((one) => /^@aws-cdk\/core|^aws_cdk\.core/.test(one.specifier))) return undefined; // version 1: a package for each service
    return this.module.language === "python" ? this.inPython(service, type) : this.inScript(service, type);
  }

  /** The imports; undefined where a name is taken. */
  edits(): readonly Edit[] | undefined {
    const { module } = this;
    const result: Edit[] = [];
    const ownLines: Edit[] = [...this.edited.values()].flat();
    for (const [path, types] of this.classes) {
      const names = [...types].sort();
      if (names.some((name) => isTaken(module, name))) return undefined;
      const extended = extendImport(module, path, names);
      if (extended !== undefined) result.push(extended);
      else if (module.language === "python")
        ownLines.push(...names.flatMap((name) => [...ensureImport(module, { module: path, name }).edits]));
      else ownLines.push(...(ensureNames(module, path, names) ?? []));
    }
    return [...result, ...(module.language === "python" ? joinImports(module, ownLines) : ownLines)];
  }

  private inPython(service: string, type: string): string {
    const path = service === "core" ? "aws_cdk" : `aws_cdk.aws_${service}`;
    if (service === "core" || this.takesClassesOf(service)) return this.byName(path, type);
    const { local, edits } = ensureImport(this.module, { module: "aws_cdk", name: `aws_${service}`, alias: service });
    this.edited.set(service, edits);
    return `${local}.${type}`;
  }

  private inScript(service: string, type: string): string | undefined {
    const path = service === "core" ? "aws-cdk-lib" : `aws-cdk-lib/aws-${service.replaceAll("_", "-")}`;
    const isPlain = !this.all.some((one) => /^[a-z]\w*$/.test(one.name) && one.name !== "core");
    if (service === "core" || isPlain || this.takesClassesOf(service)) return this.byName(path, type);
    if (isTaken(this.module, service)) return undefined;
    const fromRoot = this.all.some((one) => /^aws-cdk-lib\.aws_/.test(one.specifier));
    this.edited.set(service, [namespaceImport(this.module, service, fromRoot ? null : path)]);
    return `${service}.${type}`;
  }

  /** Does the file import other classes of the service by their names? */
  private takesClassesOf(service: string): boolean {
    return this.all.some((one) => one.name.startsWith(`${service}.`));
  }

  private byName(path: string, type: string): string {
    this.classes.set(path, (this.classes.get(path) ?? new Set()).add(type));
    return type;
  }
}

function isTaken(module: Module, name: string): boolean {
  return module.scopes.some((scope) => scope.bindings.some((one) => one.name === name && one.kind !== "builtin"));
}

const NAMES = /^import\s*\{[^{}]*?(?=,?\s*\}\s*from)|^from\s+[\w.]+\s+import\s*(?:\([^()#]*?(?=,?\s*\)$)|[^()#\\]+$)/;

/** Adds names to an import of the module that is there. */
function extendImport(module: Module, specifier: string, names: readonly string[]): Edit | undefined {
  for (const one of module.imports) {
    if (one.specifier !== specifier || one.scope !== module.root || one.typeOnly || one.star || one.region !== module.root.body) continue;
    const found = NAMES.exec(module.text.slice(one.start, one.end))?.[0].trimEnd();
    if (found === undefined || /[{(]$/.test(found) || found.includes("//")) continue;
    const end = one.start + found.length;
    const isSpread = isFirstOnLine(module.text, end - (/[\w$]+$/.exec(found)?.[0].length ?? 0));
    const separator = isSpread ? `,${newlineOf(module.text)}${indentAt(module.text, end)}` : ", ";
    return edit(module, end, end, names.map((name) => separator + name).join(""));
  }
  return undefined;
}

function brought(module: Module): Brought[] {
  const found: Brought[] = [];
  for (const binding of module.root.bindings) {
    const [write, another] = binding.writes;
    if (write === undefined || another !== undefined || binding.kind === "builtin") continue;
    const { value } = write;
    const source = value.kind === "member" ? value.object : value;
    if (source.kind !== "module") continue;
    const specifier = value.kind === "member" ? `${source.specifier}.${value.property}` : source.specifier;
    const prefix = module.language === "python" ? "pypi" : "npm";
    const isWhole = specifier === "aws-cdk-lib" || specifier === "aws_cdk";
    const name = isWhole ? "core" : cdkName(`${prefix}:${specifier}`);
    if (name !== undefined) found.push({ local: binding.name, name: name === "core.core" ? "core" : name, specifier });
  }
  return found;
}

/** `import * as sqs from "aws-cdk-lib/aws-sqs"`, or `import { aws_sqs as sqs } from "aws-cdk-lib"` where the file does that. */
function namespaceImport(module: Module, service: string, path: string | null): Edit {
  const { quote, semicolon, newline } = styleOf(module);
  const from = `${quote}${path ?? "aws-cdk-lib"}${quote}`;
  const isModule = usesImports(module);
  const statement = isModule
    ? `import ${path === null ? `{ aws_${service} as ${service} }` : `* as ${service}`} from ${from}${semicolon}`
    : `const ${path === null ? `{ aws_${service}: ${service} }` : service} = require(${from})${semicolon}`;
  const place = placeBehindImports(module);
  return edit(module, place.offset, place.offset, (place.needsNewline ? newline : "") + statement + newline);
}
