/** Code of which everything is known: what must be certain before it may be said that a function does not do something. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Fn } from "../../infrastructure/infrastructure.ts";
import type { Import, Module, Place, Value } from "../../model/code.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { packageReach } from "../../vocabulary/reachOfPackages.ts";

export interface KnownCode {
  readonly program: Program;
  readonly handler: Handler;
  /** Everything the handler loads of the workspace. */
  readonly modules: readonly Module[];
  readonly usesAws: boolean;
  readonly usesHttp: boolean;
}

/** Loads or runs code by a name that is put together, or by text. */
const LOADS_BY_NAME = {
  python: /\bimportlib\b|\b__import__\b|\brunpy\b|(?<![.\w])(?:exec|eval)\s*\(/,
  script: /(?<![.\w])eval\s*\(|\bnew Function\b|(?<![.\w])(?:require|import)\s*\(\s*[^\s"'`)]/,
};

/** What bundlers put in: the packages are in the file, and no import tells of them. */
const BUNDLED = /__webpack_require__|__webpack_modules__|\b__commonJS\b|\bparcelRequire\b|System\.register\(|\bdefine\.amd\b/;
const LONGEST_LINE = 2_000;

/** HTTP that needs no import. */
const HTTP_WITHOUT_IMPORT = /(?<![.\w])fetch\s*\(|\bXMLHttpRequest\b|\bnew WebSocket\b|\bglobalThis\.fetch\b/;

/** Several items ask the same of a function; let go of with it. */
const known = new WeakMap<Fn, { readonly code: KnownCode | undefined }>();

/** Undefined where the function's code, or any part of what it loads, may do what cannot be seen. */
export function knownCodeOf(fn: Fn): KnownCode | undefined {
  let found = known.get(fn);
  if (!found) known.set(fn, (found = { code: read(fn) }));
  return found.code;
}

function read({ code, resource }: Fn): KnownCode | undefined {
  if (!code || resource?.packageType === "Image") return undefined;
  const { program, handler } = code;
  const { modules: followed, others } = loadedFrom(handler.module, (value: Value) => program.referents(value));
  const modules = [...new Set([...followed, ...program.loadedBy(handler), handler.scope.module])];
  if (modules.some((module) => module.broken.length > 0 || loadsByName(module) || isBundled(module))) return undefined;
  const reaches = others.filter((each) => !isData(each)).map((each) => (each.level > 0 ? undefined : reachOf(each)));
  if (reaches.includes(undefined)) return undefined;
  return {
    program,
    handler,
    modules,
    usesAws: reaches.includes("aws"),
    usesHttp: reaches.includes("http") || modules.some(({ text, language }) => language !== "python" && HTTP_WITHOUT_IMPORT.test(text)),
  };
}

/** What a handler's own line is. */
export function placeOfHandler({ scope }: Handler): Place {
  return { file: scope.module, ...(scope.nameRange ?? { start: scope.start, end: scope.start }) };
}

function reachOf({ specifier, scope, start, end }: Import) {
  const isPython = scope.module.language === "python";
  // `from urllib import parse`.
  if (isPython && specifier === "urllib" && /import\s+(?:parse|error)\s*$/.test(scope.module.text.slice(start, end))) return "nothing";
  return packageReach(specifier, isPython);
}

function loadsByName({ text, language }: Module): boolean {
  return LOADS_BY_NAME[language === "python" ? "python" : "script"].test(text);
}

function isData({ specifier }: Import): boolean {
  return /\.(?:json|css|html|txt|ya?ml|graphql|sql)$/.test(specifier);
}

function isBundled({ text }: Module): boolean {
  return BUNDLED.test(text) || text.split("\n").some((line) => line.length > LONGEST_LINE && !/^\s*["'`]/.test(line));
}
