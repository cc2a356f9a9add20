/** What rules said about functions, by where they said it: taken back and said anew file by file, stack by stack. Plain data only. */
import type { KeptFinding, KeptOk } from "./checklist/assess.ts";
import type { Spot } from "./checklist/assessment.ts";
import { placeInTemplate } from "./inlineCode.ts";
import { linesOf } from "./lines.ts";
import type { Place } from "./model/code.ts";
import type { Stack } from "./model/infrastructure.ts";
import type { ChecklistItem } from "./rules/rule.ts";

/** What is said together, and taken back together: by rules on a file's code (its path), on a function (its id), on a stack. */
export type Source = `file ${string}` | `function ${string}` | Stack;

/** The item that a rule speaks about; null where it counts for none. */
export type Subject = ChecklistItem | null;

export interface SaidOfItem {
  readonly findings: KeptFinding[];
  readonly oks: KeptOk[];
}

type BySubject = Map<Subject, SaidOfItem>;

export class SaidFindings {
  readonly #said = new Map<Source, Map<string, BySubject>>();
  /** Where something is said about a function. */
  readonly #sourcesOf = new Map<string, Set<Source>>();

  /** What is said somewhere about an item of a function: to be added to. */
  entry(source: Source, id: string, subject: Subject): SaidOfItem {
    const said = this.#said.get(source) ?? new Map<string, BySubject>();
    this.#said.set(source, said);
    this.#sourcesOf.set(id, (this.#sourcesOf.get(id) ?? new Set()).add(source));
    const bySubject: BySubject = said.get(id) ?? new Map();
    said.set(id, bySubject);
    const known = bySubject.get(subject) ?? { findings: [], oks: [] };
    bySubject.set(subject, known);
    return known;
  }

  /** Takes back what was said somewhere. @returns the functions about which something was said */
  forget(source: Source): string[] {
    const ids = [...(this.#said.get(source)?.keys() ?? [])];
    for (const id of ids) this.#sourcesOf.get(id)?.delete(source);
    this.#said.delete(source);
    return ids;
  }

  /** Takes back what was said about a function. */
  drop(id: string): void {
    for (const source of this.#sourcesOf.get(id) ?? []) this.#said.get(source)?.delete(id);
    this.#sourcesOf.delete(id);
  }

  /** All that is said about a function, each once. */
  of(id: string): (subject: Subject) => SaidOfItem {
    const sources = [...(this.#sourcesOf.get(id) ?? [])].flatMap((source) => this.#said.get(source)?.get(id) ?? []);
    return (subject) => {
      const said = sources.flatMap((bySubject) => bySubject.get(subject) ?? []);
      return { findings: once(said.flatMap(({ findings }) => findings)), oks: once(said.flatMap(({ oks }) => oks)) };
    };
  }

  /** What is found about a function, by the item it counts for. */
  subjectsOf(id: string): Set<Subject> {
    const sources = [...(this.#sourcesOf.get(id) ?? [])].flatMap((source) => this.#said.get(source)?.get(id) ?? []);
    return new Set(sources.flatMap((bySubject) => [...bySubject.keys()]));
  }
}

/** Where a place is, without the file's text. */
export function spotOf(place: Place): Spot {
  const { file, start, end } = placeInTemplate(place);
  const lines = linesOf(file);
  return { path: file.path, start: lines.position(start), end: lines.position(end) };
}

/** By file, then as one reads. */
export function inText(a: Spot, b: Spot): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.start.line - b.start.line || a.start.character - b.start.character;
}

/** A template that several stacks are made from says the same for each. In an order that does not depend on who said it first. */
function once<T extends KeptFinding | KeptOk>(said: readonly T[]): T[] {
  const key = ({ rule, spot: { path, start } }: T): string => `${path} ${start.line} ${start.character} ${rule}`;
  const unique = [...new Map(said.map((each) => [key(each), each])).values()];
  return unique.sort((a, b) => inText(a.spot, b.spot) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
