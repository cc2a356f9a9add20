/** Imports to files of the project, remembered by directory and specifier. */
import { directoryOf } from "../files.ts";
import { type Layers, NO_LAYERS } from "./layers.ts";
import { PythonResolver } from "./resolvePython.ts";
import { ScriptResolver } from "./resolveScript.ts";
import type { FileTree } from "./tree.ts";

export class Resolver {
  readonly #python: PythonResolver;
  readonly #script: ScriptResolver;
  readonly #known = new Map<string, string | undefined>();

  /** @param layers those that templates name */
  constructor(tree: FileTree, layers: Layers = NO_LAYERS) {
    this.#python = new PythonResolver(tree);
    this.#script = new ScriptResolver(tree);
    this.useLayers(layers);
  }

  /** Templates name other layers now. */
  useLayers(layers: Layers): void {
    this.#python.layers = layers;
    this.#script.layers = layers;
    this.#known.clear();
  }

  /** The file that an import brings; undefined when it comes from outside of the project. */
  resolve(from: string, specifier: string, level: number): string | undefined {
    const isPython = from.endsWith(".py");
    const key = `${isPython ? level : /\.[cm]?tsx?$/.test(from) ? "ts" : "js"} ${specifier} ${directoryOf(from)}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const found = isPython ? this.#python.resolve(from, specifier, level) : this.#script.resolve(from, specifier);
    this.#known.set(key, found);
    return found;
  }
}
