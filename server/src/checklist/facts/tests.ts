/** Which tests of a project are about one function: those that import its code, and those that try it together with others. */
import type { Handler } from "../../flow/program.ts";
import type { Place, SourceText } from "../../model/code.ts";
import { property, textOf } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { concerning, firstMatch } from "./service.ts";

/** Names of files and directories that try several parts together. */
const TOGETHER =
  /(?:^|\/)(?:(?:tests?|specs?)[-_.])?(?:integ|integration|e2e|end[-_]?to[-_]?end|acceptance|functional|smoke|system)(?:[-_.]?(?:tests?|specs?))?(?:\/|\.\w+$)|[._-](?:integ|integration|e2e|acceptance|smoke)(?:[._-](?:tests?|specs?))?\.\w+$|(?:^|\/)(?:test_)?(?:integ|integration|e2e|acceptance|smoke)_[^/]*$/i;
/** What every test has, in whatever language and tool. */
const TRIES =
  /\bdef test|\bclass \w*Test|\b(?:it|test|describe|expect|assert\w*)\s*[(.]|\bassert\b|\bScenario:|^(?:GET|POST|PUT|PATCH|DELETE) /m;
/** What stands in for the services: with it a test tries the function alone, wherever it is kept. */
const STANDS_IN =
  /\b(?:jest|vi)\.(?:mock|doMock|createMockFromModule)\s*\(|\bmockClient\s*\(|\baws-sdk-(?:client-)?mock\b|\b(?:sinon|sandbox)\s*\.stub\s*\(|\.stub\s*\(|\bproxyquire\b|\bnock\s*\(|\bunittest(?:\.mock|\s+import\s+mock)\b|\bMagicMock\s*\(|\bmocker\.patch|\bmoto\b|\bStubber\s*\(/;
/** Names that stand for many things. */
const COMMON = /^(?:handler|lambda|function|main|default|worker|server|service|backend|this|app|index|api|hello|test\w*)$/i;

export interface TestsOfFunction {
  /** A test of its own imports its handler. */
  readonly unit: Place | undefined;
  /** A test of several parts imports it, or names it or one of its routes. */
  readonly integration: Place | undefined;
}

export function testsOf(fn: FunctionResource, handler: Handler, tests: readonly SourceText[]): TestsOfFunction {
  const module = handler.scope.module.path;
  const imported = (file: SourceText): Place | undefined => importOf(module, file) ?? importOf(handler.module.path, file);
  const [together, alone] = [true, false].map((is) =>
    tests.filter(({ path, text }) => TRIES.test(text) && (TOGETHER.test(apart(path, module)) && !STANDS_IN.test(text)) === is),
  );
  const marks = marksOf(fn);
  return {
    unit: first(alone, imported),
    integration:
      first(together, imported) ?? first(together, (file) => (concerning(fn, [file]).length > 0 ? firstOf(marks, file) : undefined)),
  };
}

function first(files: readonly SourceText[] | undefined, placeIn: (file: SourceText) => Place | undefined): Place | undefined {
  for (const file of files ?? []) {
    const place = placeIn(file);
    if (place) return place;
  }
  return undefined;
}

/** What of a path is not the directories that the other is in too: what a repository is called says nothing of its tests. */
function apart(path: string, other: string): string {
  const [parts, others] = [path.split("/"), other.split("/")];
  const from = parts.findIndex((part, index) => part !== others[index]);
  return parts.slice(Math.max(from, 0)).join("/");
}

const SCRIPT_IMPORT = /(?:\bfrom|\bimport|\brequire\(|\bimport\(|\bmock\()\s*["'`]([^"'`\n]+)["'`]/g;
const PYTHON_IMPORT = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)|import[ \t]+([\w., \t]+))/gm;

function importOf(module: string, file: SourceText): Place | undefined {
  if (file.path === module) return undefined;
  const stem = module.replace(/\.[^./]+$/, "");
  return module.endsWith(".py") ? pythonImport(stem, file) : scriptImport(stem.replace(/\/index$/, ""), file);
}

function scriptImport(stem: string, file: SourceText): Place | undefined {
  for (const match of file.text.matchAll(SCRIPT_IMPORT)) {
    const specifier = (match[1] ?? "").replace(/\.[cm]?[jt]sx?$/, "").replace(/\/index$/, "");
    const isIt = specifier.startsWith(".")
      ? resolved(file.path, specifier) === stem
      : isTail(specifier.replace(/^[@~]\w*\//, ""), stem, file.path);
    if (isIt) return { file, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function pythonImport(stem: string, file: SourceText): Place | undefined {
  for (const match of file.text.matchAll(PYTHON_IMPORT)) {
    const [, from, names = "", plain = ""] = match;
    const modules = from === undefined ? plain.split(",").map(bare) : [from, ...names.split(",").map((name) => `${from}.${bare(name)}`)];
    if (modules.some((module) => isPython(module, stem, file.path)))
      return { file, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function isPython(module: string, stem: string, from: string): boolean {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll(".", "/");
  if (dots > 0) return resolved(from, `${"../".repeat(dots - 1) || "./"}${path}`) === stem;
  return isTail(path, stem, from);
}

/** `src/orders/app` of a test below the directory that holds `src`: other services have such a path too. One word may be beside the tests. */
function isTail(tail: string, stem: string, from: string): boolean {
  if (tail === "" || !stem.endsWith(`/${tail}`)) return false;
  const base = stem.slice(0, -tail.length - 1);
  if (from.startsWith(`${base}/`)) return true;
  const around = base.slice(0, base.lastIndexOf("/"));
  return !tail.includes("/") && !COMMON.test(tail) && around !== "" && from.startsWith(`${around}/`);
}

function resolved(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function bare(name: string): string {
  return (
    name
      .replace(/[()\\]/g, " ")
      .trim()
      .split(/\s+/)[0] ?? ""
  );
}

/** What tells of the function in a test: names that can mean nothing else, and routes that it serves. */
function marksOf({ name, resource, triggers }: FunctionResource): RegExp[] {
  const given = textOf(property(resource, "FunctionName"));
  const names = [name.split(".").at(-1) ?? name, ...(given === undefined ? [] : [given])].filter(
    // A single word, such as `scheduler`, is about anything.
    (each) => each.length >= 5 && !COMMON.test(each) && /[a-z][A-Z]|[0-9_-]/.test(each),
  );
  const paths = triggers.flatMap(({ type, source }) => (type === "http" ? (source?.replace(/^[A-Z]+ /, "") ?? []) : []));
  const routes = paths.filter((path) => /^\/[\w-]{3,}/.test(path));
  return [...names.map((each) => new RegExp(`(?<![\\w-])${escaped(each)}(?![\\w-])`)), ...routes.map(routeMark)];
}

/** `/orders/{id}` is asked for as `/orders/` and something; `/orders` without it. */
function routeMark(path: string): RegExp {
  const [base = ""] = path.split("{");
  const end = base === path ? "(?![\\w-]|\\/[^\\s\"'`?])" : "\\/[^\\s\"'`?/]";
  return new RegExp(`(?<![\\w-])${escaped(base.replace(/\/$/, ""))}${end}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function firstOf(marks: readonly RegExp[], file: SourceText): Place | undefined {
  for (const mark of marks) {
    const place = firstMatch(file, mark);
    if (place) return place;
  }
  return undefined;
}
