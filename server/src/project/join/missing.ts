/**
 * Handlers that certainly name nothing: the code stands in the workspace as it is deployed, and the file or what it exports is
 * not there. Wherever a build, a layer or a package may bring it along nothing is said.
 */
import { posix } from "node:path";
import { directoryOf, isInside, normalizePath } from "../../files.ts";
import type { MissingHandler } from "../../infrastructure/infrastructure.ts";
import type { Module, Place } from "../../model/code.ts";
import { isAbsent, property } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import type { FileTree } from "../tree.ts";
import { OUTPUT } from "./built.ts";
import { defines, definitionIn, type SourceFiles } from "./definitions.ts";
import { type HandlerTarget, handlerTargets, writtenHandler } from "./handler.ts";
import { nearest } from "./nearest.ts";
import { type SourceIndex, withoutExtension } from "./sourceIndex.ts";

export interface Workspace {
  readonly tree: FileTree;
  readonly index: SourceIndex;
  readonly files: SourceFiles;
}

/** Asked of a function whose code was not found. */
export function missingHandler(fn: FunctionResource, { tree, index, files }: Workspace): MissingHandler | undefined {
  const { handler, code, runtime, resource, packageType } = fn;
  if (handler.kind !== "set" || runtime.kind !== "set" || packageType !== "Zip" || writtenHandler(fn) !== handler.value) return undefined;
  if (isDefault(handler.place, handler.value) || mayBeWrapped(fn)) return undefined;
  const [target, ...others] = handlerTargets(handler.value, runtime.value);
  if (!target || others.length > 0 || (code.kind !== "directory" && code.kind !== "file")) return undefined;
  const isEntry = code.kind === "file" && fn.stack.dialect !== "terraform";
  const directory = normalizePath(code.kind === "directory" ? code.path : directoryOf(code.path));
  const stem = isEntry ? withoutExtension(code.path) : posix.join(directory, target.module);
  const [file] = index.modules(stem, target.language);
  const at = { place: handler.place, expected: posix.relative(fn.stack.root, stem) };
  if (file !== undefined) {
    const module = files.module(file);
    if (!module || mayHoldMore(module) || isMade(file, tree) || definitionIn(module, target.name)) return undefined;
    const name = nearest(target.name, exportsOf(module));
    const isAlone = isEntry && !textAt(handler.place).includes(".");
    const before = isAlone ? "" : handler.value.slice(0, -target.name.length);
    return { what: "export", ...at, suggestion: name === undefined ? null : before + name };
  }
  if (isEntry || !isAbsent(resource, "Layers") || !index.isDirectory(directory) || mayBeMade(fn, directory, stem, target, tree, files))
    return undefined;
  if (code.kind === "file" && index.source(code.path) === undefined) return undefined;
  const beside = neighbours(directory, stem, target, tree);
  if (beside.length === 0) return undefined;
  const modules = beside.filter((path) => defines(path, target.name, files));
  const meant = modules.length === 1 ? modules[0] : nearest(stem, modules.map(withoutExtension));
  return {
    what: "file",
    ...at,
    suggestion: meant === undefined ? null : `${relativeModule(directory, meant, handler.value)}.${target.name}`,
  };
}

function textAt({ file, start, end }: Place): string {
  return file.text.slice(start, end);
}

/** Nobody wrote it: a construct of the CDK has one of its own. */
function isDefault(place: Place, handler: string): boolean {
  return place.end - place.start > handler.length + 4;
}

/** A wrapper script may start something else than the handler: the Lambda Web Adapter does. */
function mayBeWrapped({ resource, environment }: FunctionResource): boolean {
  if (environment.kind === "absent") return false;
  return environment.kind === "computed" || !isAbsent(resource, "Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER");
}

/** A star, or an export whose name is computed. */
function mayHoldMore({ imports, exports, root, broken, text, language }: Module): boolean {
  if (broken.length > 0) return true;
  if (language === "python")
    return imports.some((each) => each.star && each.scope === root) || /\bglobals\(\)|\bsetattr\(|__getattr__/.test(text);
  return (
    exports.stars.length > 0 ||
    /\bexports\s*\[|\bObject\.(assign|defineProperty)\(\s*(module\.)?exports/.test(text) ||
    isOpaque(exports.whole)
  );
}

function isOpaque(whole: Module["exports"]["whole"]): boolean {
  return whole !== null && (whole.kind !== "map" || whole.entries.some((entry) => entry.key === null));
}

/** What of a module can be called. */
function exportsOf(module: Module): string[] {
  if (module.language === "python") return module.root.bindings.filter((each) => each.kind === "function").map((each) => each.name);
  const { named, whole } = module.exports;
  const names = whole?.kind === "map" ? whole.entries.flatMap((entry) => entry.key ?? []) : [];
  return [...new Set([...named.keys(), ...names])].filter((name) => name !== "default");
}

function isMade(path: string, tree: FileTree): boolean {
  return (
    tree.isIgnored(path) ||
    posix
      .relative(tree.root, path)
      .split("/")
      .some((part) => OUTPUT.test(part))
  );
}

const BUILDS =
  /^(tsconfig.*\.json|(webpack|rollup|esbuild|vite|tsup|babel|swc|rspack)[\w.-]*\.(js|cjs|mjs|ts|json)|build\.(js|mjs|ts|sh)|\.babelrc|\.swcrc|Makefile|makefile|nx\.json|turbo\.json)$/;
/** Plugins that leave the package alone; any other may put something into it. */
const HARMLESS_PLUGIN =
  /offline|dotenv|prune|domain|iam-roles|step-functions|pseudo|python-requirements|split-stack|alert|canary|tag|ssm|deployment-bucket|export|stage|warmup|s3|api-?gateway|appsync|cognito|dynamodb|AWS::Serverless/i;

/** May something write the file before it is deployed? */
function mayBeMade(
  fn: FunctionResource,
  directory: string,
  stem: string,
  target: HandlerTarget,
  tree: FileTree,
  files: SourceFiles,
): boolean {
  const { stack, resource } = fn;
  const extension = target.language === "python" ? ".py" : ".js";
  if (isMade(stem + extension, tree) || target.module.startsWith("node_modules/")) return true;
  // A compiled extension, a file that is left out of what is read.
  const beside = directoryOf(stem);
  for (const name of tree.entries(beside).keys()) if (name.startsWith(`${posix.basename(stem)}.`)) return true;
  if (resource.metadata !== null && property(resource.metadata, "BuildMethod") !== undefined) return true;
  if (stack.plugins.some((plugin) => !HARMLESS_PLUGIN.test(plugin))) return true;
  for (let at = directory; isInside(at, tree.root); at = directoryOf(at)) {
    if (hasBuild(at, target, tree, files)) return true;
    if (at === tree.root || at === directoryOf(at)) break;
  }
  return false;
}

function hasBuild(directory: string, { language, module }: HandlerTarget, tree: FileTree, files: SourceFiles): boolean {
  for (const name of tree.entries(directory).keys()) {
    if (language === "script" && BUILDS.test(name)) return true;
    // A package that is installed beside the code may hold the handler.
    const isManifest =
      language === "python" && /^(requirements.*\.txt|Pipfile|pyproject\.toml|setup\.(py|cfg)|Makefile|makefile)$/.test(name);
    if (isManifest && (/^[Mm]akefile$/.test(name) || names(files.textOf(`${directory}/${name}`) ?? "", module))) return true;
  }
  const scripts = language === "script" ? files.textOf(`${directory}/package.json`) : undefined;
  return scripts !== undefined && /"(build|prebuild|compile|bundle|prepare|postinstall|package)[\w:-]*"\s*:/.test(scripts);
}

function names(manifest: string, module: string): boolean {
  const wanted = (module.split("/")[0] ?? "").replaceAll("_", "-").toLowerCase();
  return manifest.toLowerCase().replaceAll("_", "-").includes(wanted);
}

/** Modules in the code's directory and where the handler was looked for. */
function neighbours(directory: string, stem: string, { language }: HandlerTarget, tree: FileTree): string[] {
  const ending = language === "python" ? /\.py$/ : /(?<!\.d)\.[cm]?[jt]s$/;
  const found = new Set<string>();
  for (const each of new Set([directory, directoryOf(stem)])) {
    for (const [name, { kind }] of tree.entries(each)) if (kind === "file" && ending.test(name)) found.add(posix.join(each, name));
  }
  return [...found];
}

function relativeModule(directory: string, path: string, written: string): string {
  const relative = posix.relative(directory, withoutExtension(path));
  return written.includes("/") || !relative.includes("/") ? relative : relative.replaceAll("/", ".");
}
