/** From what a build writes back to the sources it is made from. All answers are paths of modules without extension. */
import { posix } from "node:path";
import { directoryOf, isInside } from "../../files.ts";
import { presumedText, property } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { asObject, readJson } from "../jsonFile.ts";
import { isLeftOut } from "../leftOut.ts";
import type { FileTree } from "../tree.ts";
import { withoutExtension } from "./sourceIndex.ts";

/** Directories builds write to; `lib` is one only where a configuration says so. */
export const OUTPUT = /^(?:dist|build|out|output|target|\.build|\.webpack|\.esbuild|\.aws-sam|\.serverless|_optimize|compiled|transpiled)$/;

export interface BuiltModule {
  /** Absolute path, without extension, where the template expects it. */
  readonly stem: string;
  /** The directory of the code. */
  readonly directory: string;
}

export class Builds {
  readonly #tree: FileTree;
  readonly #textOf: (path: string) => string | undefined;

  constructor(tree: FileTree, textOf: (path: string) => string | undefined) {
    this.#tree = tree;
    this.#textOf = textOf;
  }

  /** Where the module's source may be, what is said outright first. */
  *sources(built: BuiltModule, fn: FunctionResource): Generator<string> {
    yield* this.#entryPoints(built, fn);
    for (const directory of this.#upwards(built.directory)) {
      yield* this.#byCompiler(directory, built);
      yield* this.#byBundler(directory, built);
      yield* this.#byScripts(directory, built);
    }
    yield* withoutOutput(built.stem, this.#tree.root);
  }

  /** SAM's esbuild: `Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [src/app.ts]}}`. */
  *#entryPoints({ directory, stem }: BuiltModule, { resource }: FunctionResource): Generator<string> {
    const points = resource.metadata === null ? undefined : property(resource.metadata, "BuildProperties.EntryPoints");
    const paths = (points?.kind === "list" ? points.items : []).flatMap((item) => presumedText(item) ?? []);
    const own = paths.filter((path) => posix.basename(withoutExtension(path)) === posix.basename(stem));
    for (const path of own.length > 0 ? own : paths.length === 1 ? paths : []) yield posix.join(directory, withoutExtension(path));
  }

  /** The directory and those above it in the project. */
  *#upwards(directory: string): Generator<string> {
    for (let each = directory; isInside(each, this.#tree.root); each = directoryOf(each)) {
      yield each;
      if (each === directoryOf(each)) return;
    }
  }

  /** `outDir` and `rootDir` of tsconfig.json. */
  *#byCompiler(directory: string, { stem }: BuiltModule): Generator<string> {
    const options = asObject(readJson(this.#tree, `${directory}/tsconfig.json`)?.compilerOptions);
    if (typeof options?.outDir !== "string") return;
    const output = posix.resolve(directory, options.outDir);
    if (!isInside(stem, output) || output === directory) return;
    const rest = stem.slice(output.length + 1);
    const roots = typeof options.rootDir === "string" ? [options.rootDir] : [".", "src", "lib"];
    for (const root of roots) yield posix.join(directory, root, rest);
  }

  /** `entry: { users: "./src/users.ts" }` of webpack, rollup and esbuild scripts. */
  *#byBundler(directory: string, { stem }: BuiltModule): Generator<string> {
    for (const name of this.#tree.entries(directory).keys()) {
      if (!/^(?:webpack|rollup|esbuild|tsup|rspack)[\w.-]*\.[cm]?[jt]s$/.test(name)) continue;
      const text = this.#textOf(`${directory}/${name}`) ?? "";
      for (const [, key = "", path = ""] of text.matchAll(/["'`]?([\w./-]+)["'`]?\s*:\s*\[?\s*["'`]((?:\.{1,2}\/)?[\w./-]+)["'`]/g)) {
        if (stem.endsWith(`/${key}`) && path.includes("/")) yield posix.join(directory, path.replace(/\.[cm]?[jt]sx?$/, ""));
      }
      const single = /\bentry(?:Points)?\s*:\s*\[?\s*["'`](\.{0,2}\/?[\w./-]+)["'`]\s*[\],}\n]/.exec(text)?.[1];
      if (single !== undefined) yield posix.join(directory, single.replace(/\.[cm]?[jt]sx?$/, ""));
    }
  }

  /** The source a script of package.json builds from: `esbuild src/app.ts --bundle --outfile=dist/index.js`. */
  *#byScripts(directory: string, { stem }: BuiltModule): Generator<string> {
    const manifest = readJson(this.#tree, `${directory}/package.json`);
    for (const script of Object.values(asObject(manifest?.scripts) ?? {})) {
      if (typeof script !== "string" || !/\b(?:esbuild|ncc|tsup|parcel|rollup|bun|swc|babel)\b/.test(script)) continue;
      const output = /--outfile[= ]["']?([\w./-]+)/.exec(script)?.[1];
      if (output !== undefined && posix.basename(withoutExtension(output)) !== posix.basename(stem)) continue;
      for (const [path] of script.matchAll(/(?<![=\w./-])[\w./-]+\.[cm]?[jt]sx?\b/g)) yield posix.join(directory, withoutExtension(path));
    }
  }
}

/** `dist/users/index` is built from `src/users/index` or `users/index`. */
function* withoutOutput(stem: string, root: string): Generator<string> {
  const parts = stem.slice(root.length + 1).split("/");
  for (const [index, part] of parts.entries()) {
    if (!OUTPUT.test(part)) continue;
    const above = [root, ...parts.slice(0, index)].join("/");
    const inside = parts.slice(index + 1);
    yield [above, "src", ...inside].join("/");
    yield [above, ...inside].join("/");
    if (inside[0] === "src") yield [above, ...inside.slice(1)].join("/");
  }
}

/** Does the path lead through a directory that builds or package managers write? */
export function isOutput(path: string, root: string): boolean {
  const directories = directoryOf(path).slice(root.length + 1);
  return directories.split("/").some((part) => isLeftOut(part) || OUTPUT.test(part));
}

/** Was the text written by a compiler or bundler? */
export function isCompiled(text: string): boolean {
  return /__esModule|^\/\/[#@] sourceMappingURL=|__webpack_require__|__toCommonJS|__awaiter/m.test(text);
}
