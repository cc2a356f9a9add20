/** Packages of the project itself: workspaces by name, and the `imports` of a package.json. */
import { posix } from "node:path";
import { directoryOf } from "../files.ts";
import { asObject, asStrings, type Json, matchStar, readJson } from "./jsonFile.ts";
import type { FileTree } from "./tree.ts";

interface Package {
  readonly directory: string;
  readonly manifest: Json;
}

/** Conditions of `exports`, those that lead to sources first. */
const CONDITIONS = ["source", "development", "import", "require", "node", "default", "types"];

export class Packages {
  readonly #tree: FileTree;
  readonly #nearest = new Map<string, Package | undefined>();
  #byName: Map<string, Package> | undefined;

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /** Files (without extension, maybe) that the specifier may mean. */
  *targets(directory: string, specifier: string): Generator<string> {
    const own = this.#nearestTo(directory);
    if (specifier.startsWith("#")) {
      for (const target of mapped(asObject(own?.manifest.imports), specifier)) yield* sources(own!.directory, target);
      return;
    }
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    const found = this.#named(name);
    if (!found || isFromRegistry(own?.manifest, name)) return;
    const rest = specifier.slice(name.length + 1);
    for (const target of mapped(exportsOf(found.manifest), rest === "" ? "." : `./${rest}`)) yield* sources(found.directory, target);
    if (rest !== "") {
      yield* sources(found.directory, rest);
      yield `${found.directory}/src/${rest}`;
      return;
    }
    for (const key of ["source", "module", "main", "types"]) {
      for (const target of asStrings(found.manifest[key])) yield* sources(found.directory, target);
    }
    yield `${found.directory}/src/index`;
    yield `${found.directory}/index`;
  }

  #nearestTo(directory: string): Package | undefined {
    if (this.#nearest.has(directory)) return this.#nearest.get(directory);
    const manifest = readJson(this.#tree, `${directory}/package.json`);
    const isTop = directory === this.#tree.root || directory === directoryOf(directory);
    const found = manifest ? { directory, manifest } : isTop ? undefined : this.#nearestTo(directoryOf(directory));
    this.#nearest.set(directory, found);
    return found;
  }

  #named(name: string): Package | undefined {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const directory of this.#tree.directories()) {
        const manifest = this.#tree.entries(directory).has("package.json") ? readJson(this.#tree, `${directory}/package.json`) : undefined;
        if (typeof manifest?.name === "string" && !this.#byName.has(manifest.name))
          this.#byName.set(manifest.name, { directory, manifest });
      }
    }
    return this.#byName.get(name);
  }
}

/** An example called like the library it shows is not what its siblings mean by that name. */
function isFromRegistry(manifest: Json | undefined, name: string): boolean {
  for (const key of ["dependencies", "devDependencies"]) {
    const version = asObject(manifest?.[key])?.[name];
    if (typeof version === "string") return /^[\^~]?\d/.test(version) && !name.startsWith("@");
  }
  return manifest?.name !== name && !name.includes("/") && LIBRARIES.has(name);
}

const LIBRARIES = new Set([
  "aws-sdk",
  "axios",
  "express",
  "ioredis",
  "knex",
  "mongodb",
  "mongoose",
  "mysql",
  "mysql2",
  "pg",
  "postgres",
  "redis",
  "sequelize",
]);

function exportsOf(manifest: Json): Json | undefined {
  const exports = manifest.exports;
  const object = asObject(exports);
  if (!object) return exports === undefined ? undefined : { ".": exports };
  return Object.keys(object).some((key) => key.startsWith(".")) ? object : { ".": object };
}

/** What a table of `imports` or `exports` says of a key, patterns included. */
function* mapped(table: Json | undefined, key: string): Generator<string> {
  for (const [pattern, target] of Object.entries(table ?? {})) {
    const star = matchStar(pattern, key);
    if (star === undefined) continue;
    for (const each of conditional(target)) yield each.replaceAll("*", () => star);
  }
}

function* conditional(target: unknown): Generator<string> {
  yield* asStrings(target);
  const object = asObject(target);
  if (object) for (const condition of CONDITIONS) yield* conditional(object[condition]);
}

/** A path of the package, its source before what a build makes of it. */
function* sources(directory: string, target: string): Generator<string> {
  const path = posix.join(directory, target);
  const built = /^(?:\.\/)?(?:dist|build|lib|out|es|esm|cjs)\/(?:(?:cjs|esm|src)\/)?(.+)$/.exec(target)?.[1];
  if (built !== undefined) {
    const source = built.replace(/\.d\.[cm]?ts$/, ".js");
    yield `${directory}/src/${source}`;
    yield `${directory}/${source}`;
  }
  if (!/\.d\.[cm]?ts$/.test(path)) yield path;
}
