/**
 * The key `functions` of the settings: what it calls a function, what it says is deployed of one, and which of its keys mean none. A function
 * is called by its name where no other one below the same file has it, and always by its id (`orders/template.yaml#CreateOrder`).
 */
import { didYouMean, shortened } from "./checklist/answers/entry.ts";
import type { Range } from "./model/code.ts";
import { parseYaml } from "./parse/yaml.ts";
import { keyOf } from "./rewrite/data/places.ts";
import type { ConfigProblem, ResolvedSettings } from "./settings.ts";

/** A function of one folder. */
export interface SettledFunction {
  /** As checklists have it: relative to the folder. */
  readonly id: string;
  readonly name: string;
  /** The file whose settings are in force for it, absolute: its template's, else its handler's. */
  readonly path: string;
}

export class FunctionSettings {
  readonly #settings: (path: string) => ResolvedSettings;
  readonly #functions: ReadonlyMap<string, SettledFunction>;
  /** How many functions have a name, by the file of their settings. */
  readonly #names = new Map<string | undefined, Map<string, number>>();

  /** @param functions all of a folder */
  constructor(functions: readonly SettledFunction[], settings: (path: string) => ResolvedSettings) {
    this.#functions = new Map(functions.map((fn) => [fn.id, fn]));
    this.#settings = settings;
    for (const { name, path } of functions) {
      const { file } = settings(path);
      const names = this.#names.get(file) ?? new Map<string, number>();
      this.#names.set(file, names.set(name, (names.get(name) ?? 0) + 1));
    }
  }

  of(id: string): SettledFunction | undefined {
    return this.#functions.get(id);
  }

  /** What the function may be called, what is shorter first. */
  keysOf({ id, name, path }: SettledFunction): readonly string[] {
    const { file } = this.#settings(path);
    return this.#names.get(file)?.get(name) === 1 ? [name, id] : [id];
  }

  /** The key that says what is deployed of a function, and what it says; undefined where none does. */
  byHand(id: string): { readonly key: string; readonly deployed: string } | undefined {
    const fn = this.of(id);
    const functions: ResolvedSettings["functions"] = fn ? this.#settings(fn.path).functions : {};
    const key = fn && this.keysOf(fn).find((each) => Object.hasOwn(functions, each));
    const said = key === undefined ? undefined : functions[key];
    return key === undefined || said === undefined ? undefined : { key, deployed: said.deployed };
  }

  /** Keys of a file that mean no function, or none for certain. @param file absolute */
  problems(file: string, text: string): ConfigProblem[] {
    const own = [...this.#functions.values()].filter(({ path }) => this.#settings(path).file === file);
    const known = new Set(own.flatMap((fn) => this.keysOf(fn)));
    return [...keysWritten(text)].flatMap(([key, { start, end }]): ConfigProblem[] => {
      if (known.has(key)) return [];
      const line = text.slice(0, start).split("\n").length;
      return [{ path: file, start, end, line, severity: "warning", message: unknownMessage(key, own, known) }];
    });
  }
}

/** The keys of `functions` in a settings file, and where they stand; none in one that is broken. */
export function keysWritten(text: string): ReadonlyMap<string, Range> {
  if (!/\bfunctions\b/.test(text)) return new Map();
  const { root } = parseYaml(text);
  const written = root?.kind === "map" ? root.entries.find((entry) => keyOf(entry) === "functions")?.value : undefined;
  if (written?.kind !== "map") return new Map();
  return new Map(written.entries.map((entry) => [keyOf(entry), { start: entry.key.start, end: entry.key.end }]));
}

function unknownMessage(key: string, own: readonly SettledFunction[], known: ReadonlySet<string>): string {
  const namesakes = own.filter(({ name }) => name === key).map(({ id }) => `"${shortened(id)}"`);
  if (namesakes.length > 1)
    return `Several functions are called "${shortened(key)}". Write which one is meant: ${namesakes.slice(0, 3).join(" or ")}.`;
  const names = [...known].filter((each) => !each.includes("#"));
  return `No function is called "${shortened(key)}".${didYouMean(key, names)} What is said of it counts for nothing.`;
}
