/** Paths of assets and entries: `path.join(__dirname, "../src")`, `os.path.join(os.path.dirname(__file__), …)`, `Path(__file__).parent / …`. */
import type { Call, Value } from "../../model/code.ts";
import type { Expressions } from "./expressions.ts";
import type { Bound } from "./things.ts";

/** A path as it is written, and the absolute directory it is relative to; null where that is the one the CDK runs in. */
export interface WrittenPath {
  readonly base: string | null;
  readonly path: string;
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** @returns undefined where the path cannot be known. */
export function pathOf(expressions: Expressions, given: Bound, depth = 0): WrittenPath | undefined {
  if (depth > 20) return undefined;
  const bound = expressions.evaluator.follow(given);
  const { value, frame } = bound;
  const inner = (one: Value): WrittenPath | undefined => pathOf(expressions, { value: one, frame }, depth + 1);
  const text = expressions.text(bound);
  if (text !== undefined) return { base: null, path: text };
  const here = frame.scope.module.path;
  switch (value.kind) {
    case "name":
      return value.binding.kind === "builtin" ? ofBuiltin(value.name, here) : undefined;
    case "member":
      return ofMember(expressions, value, bound, depth);
    case "template":
      return joined(value.parts.map(inner), "");
    case "operation":
      return value.operator === "/"
        ? joined(value.operands.map(inner), "/", true)
        : value.operator === "+"
          ? joined(value.operands.map(inner), "")
          : undefined;
    case "element":
      return ofElement(expressions, value, bound, depth);
    case "call":
      return ofCall(expressions, value.call, bound, depth);
    default:
      return undefined;
  }
}

function ofBuiltin(name: string, here: string): WrittenPath | undefined {
  if (name === "__dirname") return { base: directoryOf(here), path: "" };
  return name === "__file__" || name === "__filename"
    ? { base: directoryOf(here), path: here.slice(directoryOf(here).length + 1) }
    : undefined;
}

function ofMember(expressions: Expressions, value: Value & { kind: "member" }, bound: Bound, depth: number): WrittenPath | undefined {
  const { frame } = bound;
  const here = directoryOf(frame.scope.module.path);
  const source = frame.scope.module.text.slice(value.start, value.end);
  if (source === "import.meta.dirname") return { base: here, path: "" };
  if (source === "import.meta.url" || source === "import.meta.filename")
    return { base: here, path: frame.scope.module.path.slice(here.length + 1) };
  if (value.property === "parent") return parent(pathOf(expressions, { value: value.object, frame }, depth + 1));
  return undefined;
}

/** `Path(__file__).parents[1]`. */
function ofElement(expressions: Expressions, value: Value & { kind: "element" }, { frame }: Bound, depth: number): WrittenPath | undefined {
  const { object, key } = value;
  if (object.kind !== "member" || object.property !== "parents" || key?.kind !== "literal" || typeof key.value !== "number")
    return undefined;
  let at = pathOf(expressions, { value: object.object, frame }, depth + 1);
  for (let count = 0; count <= Math.min(key.value, 20); count++) at = parent(at);
  return at;
}

const UNCHANGED =
  /(?:^|\.)(?:abspath|realpath|normpath|normalize|fspath|fileURLToPath|str|String|Path|PurePath|resolve|absolute|as_posix|toString|URL)$/;

function ofCall(expressions: Expressions, call: Call, bound: Bound, depth: number): WrittenPath | undefined {
  const { frame } = bound;
  const { callee } = call;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  const args = (): (WrittenPath | undefined)[] => call.args.map((one) => pathOf(expressions, { value: one.value, frame }, depth + 1));
  const qualified = expressions.evaluator.program.qualifiedName(callee) ?? name;
  if (name === "dirname") return parent(args()[0]);
  if (name === "cwd" || name === "getcwd") return { base: null, path: "" };
  if (name === "join" || name === "joinpath") {
    return joined([...receiver(expressions, call, bound, depth), ...args()], "/", frame.scope.module.language === "python");
  }
  if (name === "URL" && call.args.length === 2) return joined([parent(args()[1]), args()[0]], "/");
  if (name === "resolve" && /path/.test(qualified) && call.args.length > 0) return joined(args(), "/", true);
  if (name === "resolve" && call.args.length > 0) return undefined; // require.resolve
  if (!UNCHANGED.test(name)) return undefined;
  if (call.args.length > 1 && /Path$/.test(name)) return joined(args(), "/");
  return call.args.length > 0 ? args()[0] : receiver(expressions, call, bound, depth)[0];
}

/** `Path(…)` of `Path(…).joinpath("x")`; nothing for `os.path.join`. */
function receiver(expressions: Expressions, call: Call, { frame }: Bound, depth: number): (WrittenPath | undefined)[] {
  if (call.callee.kind !== "member") return [];
  if (call.callee.property === "join") return [];
  return [pathOf(expressions, { value: call.callee.object, frame }, depth + 1)];
}

/** The file whose text a value is: `fs.readFileSync(path).toString()`, `open(path).read()`, `Path(path).read_text()`. */
export function pathRead(expressions: Expressions, given: Bound, depth = 0): WrittenPath | undefined {
  const { value, frame } = expressions.evaluator.follow(given);
  if (depth > 6) return undefined;
  const [opened, another] = value.kind === "name" ? value.binding.writes : [];
  if (opened?.operator === "with" && another === undefined) return pathRead(expressions, { value: opened.value, frame }, depth + 1);
  if (value.kind !== "call") return undefined;
  const { callee, args } = value.call;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  const [first] = args;
  if (/^(?:readFileSync|open)$/.test(name) && first !== undefined) return pathOf(expressions, { value: first.value, frame });
  if (callee.kind !== "member") return undefined;
  const object: Bound = { value: callee.object, frame };
  if (/^(?:read_text|read_bytes)$/.test(name)) return pathOf(expressions, object);
  return /^(?:toString|decode|read|trim|strip)$/.test(name) ? pathRead(expressions, object, depth + 1) : undefined;
}

function parent(of: WrittenPath | undefined): WrittenPath | undefined {
  if (of === undefined) return undefined;
  const path = of.path.replace(/\/+$/, "");
  if (path === "" || /(?:^|\/)\.\.$/.test(path)) return { base: of.base, path: path === "" ? ".." : `${path}/..` };
  const slash = path.lastIndexOf("/");
  return { base: of.base, path: slash < 0 ? "" : path.slice(0, slash) };
}

/** @param isReset an absolute part begins anew, as in Python and `path.resolve` */
function joined(parts: readonly (WrittenPath | undefined)[], separator: string, isReset = false): WrittenPath | undefined {
  let result: WrittenPath | undefined;
  for (const part of parts) {
    if (part === undefined) return undefined;
    if (result === undefined || part.base !== null || (part.path.startsWith("/") && isReset)) result = part;
    else if (separator === "") result = { base: result.base, path: result.path + part.path };
    else if (result.path === "") result = { base: result.base, path: part.path };
    else result = { base: result.base, path: `${result.path.replace(/\/+$/, "")}/${part.path.replace(/^\/+/, "")}` };
  }
  if (result === undefined || result.base === null) return result;
  return { base: result.base, path: result.path.replace(/^\/+/, "") };
}

/** The absolute path, `.` and `..` gone. */
export function absolute(base: string, path: string): string {
  const parts = (path.startsWith("/") ? path : `${base}/${path}`).split("/");
  const result: string[] = [];
  for (const part of parts) {
    if (part === "..") result.pop();
    else if (part !== "" && part !== ".") result.push(part);
  }
  return `/${result.join("/")}`;
}

/** The directory in which `cdk synth` runs: that of `cdk.json`, else of what marks a project; at last the file's own. */
export function runDirectory(file: string, kind: (path: string) => string | undefined, noted: (path: string) => void): string {
  const own = directoryOf(file);
  let marked: string | undefined;
  for (let at = own; ; at = directoryOf(at)) {
    if (kind(`${at}/cdk.json`) === "file") {
      noted(`${at}/cdk.json`);
      return at;
    }
    marked ??= ["package.json", "requirements.txt", "setup.py", "pyproject.toml"].some((name) => kind(`${at}/${name}`) === "file")
      ? at
      : undefined;
    if (at === "/" || at === directoryOf(at)) return marked ?? own;
  }
}
