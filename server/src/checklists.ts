/**
 * The readiness checklists of a project's functions. Takes what rules say file by file, and functions while their code is in
 * memory; keeps plain data only, so that a large workspace fits into memory, and assesses a function when asked.
 */
import type { Answers } from "./checklist/answers/answer.ts";
import { assess, type KeptFinding, type KeptOk, type KeptSign, type Observed } from "./checklist/assess.ts";
import type { AssessedFunction, Assessment, Spot } from "./checklist/assessment.ts";
import { type Concerned, Concerns, type Said } from "./checklist/concern.ts";
import type { Item } from "./checklist/item.ts";
import type { WorkspaceEvidence } from "./checklist/workspaceEvidence.ts";
import type { Findings } from "./finding.ts";
import type { Handler, Program } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import { placeInTemplate } from "./inlineCode.ts";
import { linesOf } from "./lines.ts";
import type { Place } from "./model/code.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type { ChecklistItem } from "./rules/rule.ts";

export interface ChecklistsOptions {
  /** The project's root, absolute. */
  readonly root: string;
  /** The 19 items in the guide's order. */
  readonly items: readonly Item[];
  readonly workspace: WorkspaceEvidence;
  /** Told of an item that threw while it looked at a function; it sees nothing then. */
  readonly onFault?: (item: Item, error: unknown) => void;
}

/** What one file's rules said about one function, by item. */
type ByItem = Map<ChecklistItem, { readonly findings: KeptFinding[]; readonly oks: KeptOk[] }>;

interface KnownFunction {
  readonly described: Omit<AssessedFunction, "answerKey">;
  readonly signs: ReadonlyMap<ChecklistItem, readonly KeptSign[]>;
}

export class Checklists {
  readonly #options: ChecklistsOptions;
  readonly #functions = new Map<string, KnownFunction>();
  /** By file, then by function. */
  readonly #said = new Map<string, Map<string, ByItem>>();
  /** The files in which something is said about a function. */
  readonly #filesOf = new Map<string, Set<string>>();
  /** How many functions have a name. */
  readonly #names = new Map<string, number>();
  /** Functions by their handler: several may share one. */
  readonly #byHandler = new Map<string, Set<string>>();
  #infrastructure: { readonly known: Infrastructure; readonly concerns: Concerns } | undefined;

  constructor(options: ChecklistsOptions) {
    this.#options = options;
  }

  /** Ids of all functions taken so far. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#functions.keys());
  }

  /** Takes functions, or takes them anew. Before what was found in their files. @returns their ids */
  takeFunctions(functions: readonly Fn[], infrastructure: Infrastructure): string[] {
    return functions.flatMap((fn) => {
      const described = this.#describe(fn);
      if (!described) return [];
      const { id } = described;
      if (fn.code)
        this.#byHandler.set(handlerKey(fn.code.handler), (this.#byHandler.get(handlerKey(fn.code.handler)) ?? new Set()).add(id));
      if (!this.#functions.has(id)) this.#names.set(fn.name, (this.#names.get(fn.name) ?? 0) + 1);
      this.#functions.set(id, { described, signs: this.#signsOf(fn, infrastructure) });
      return [id];
    });
  }

  /** Takes what was found in a file, instead of what was found in it before. @returns the functions about which something was or is said */
  takeFile(path: string, { findings, evidence }: Findings, infrastructure: Infrastructure, program: Program | undefined): Set<string> {
    const before = [...(this.#said.get(path)?.keys() ?? [])];
    const said = new Map<string, ByItem>();
    for (const finding of findings) {
      const { rule, severity, message, place } = finding;
      if (typeof rule.checklist !== "string") continue;
      const kept: KeptFinding = { rule: rule.id, severity, message, spot: spotOf(place) };
      const concerned = [finding.about, ...finding.alsoAbout].map((about) => this.#concerned({ about, place }, infrastructure, program));
      for (const id of new Set(concerned.flatMap((ids) => [...ids]))) entry(said, id, rule.checklist).findings.push(kept);
    }
    for (const ok of evidence) {
      const { rule, place } = ok;
      if (typeof rule.checklist !== "string") continue;
      for (const id of this.#concerned(ok, infrastructure, program))
        entry(said, id, rule.checklist).oks.push({ rule: rule.id, spot: spotOf(place) });
    }
    this.forgetFile(path);
    this.#said.set(path, said);
    for (const id of said.keys()) this.#filesOf.set(id, (this.#filesOf.get(id) ?? new Set()).add(path));
    return new Set([...before, ...said.keys()]);
  }

  /** Drops functions that are no longer there. */
  retain(ids: ReadonlySet<string>): void {
    for (const [id, { described }] of this.#functions) {
      if (ids.has(id)) continue;
      this.#functions.delete(id);
      this.#names.set(described.name, (this.#names.get(described.name) ?? 1) - 1);
    }
    for (const known of this.#byHandler.values()) for (const id of known) if (!ids.has(id)) known.delete(id);
  }

  /** Drops everything said in a file that is no longer there. */
  forgetFile(path: string): void {
    for (const id of this.#said.get(path)?.keys() ?? []) this.#filesOf.get(id)?.delete(path);
    this.#said.delete(path);
  }

  /** The id of a function; undefined where neither its template nor its code is in the workspace. */
  idOf({ name, resource, code }: Pick<Fn, "name" | "resource" | "code">): string | undefined {
    const path = resource?.resource.head.file.path ?? code?.handler.module.path;
    return path === undefined ? undefined : `${this.#relative(path)}#${name}`;
  }

  assess(id: string, answers: Answers | undefined): Assessment | undefined {
    const known = this.#functions.get(id);
    if (!known) return undefined;
    const inFiles = [...(this.#filesOf.get(id) ?? [])].sort().flatMap((path) => this.#said.get(path)?.get(id) ?? []);
    const observed = new Map<string, Observed>();
    for (const { id: item } of this.#options.items) {
      const said = inFiles.flatMap((byItem) => byItem.get(item) ?? []);
      const findings = once(said.flatMap(({ findings }) => findings));
      observed.set(item, { findings, oks: said.flatMap(({ oks }) => oks), signs: known.signs.get(item) ?? [] });
    }
    return assess({ ...known.described, answerKey: this.#answerKey(known.described) }, this.#options.items, observed, answers);
  }

  /** All checklists: by template and line; handlers that no template names come last, by file and line. */
  all(answers: Answers | undefined): Assessment[] {
    const found = [...this.#functions.keys()].flatMap((id) => this.assess(id, answers) ?? []);
    return found.sort(inOrder);
  }

  /** What functions are called in the answers file. */
  answerKeys(): Set<string> {
    return new Set([...this.#functions.values()].flatMap(({ described }) => [described.id, described.name]));
  }

  #answerKey({ id, name }: { readonly id: string; readonly name: string }): string {
    return (this.#names.get(name) ?? 0) > 1 ? id : name;
  }

  #describe(fn: Fn): KnownFunction["described"] | undefined {
    const id = this.idOf(fn);
    if (id === undefined) return undefined;
    const { resource, code, name } = fn;
    return {
      id,
      name,
      dialect: resource?.stack.dialect ?? null,
      entry: resource && spotOf(resource.resource.head),
      handler: code && spotOf(placeOfHandler(code.handler)),
      triggers: uniqueTriggers(resource),
    };
  }

  #signsOf(fn: Fn, infrastructure: Infrastructure): KnownFunction["signs"] {
    const { items, workspace, onFault } = this.#options;
    const look = (item: Item): readonly KeptSign[] => {
      try {
        return item.signs(fn, { infrastructure, workspace }).map(({ place, ...sign }) => ({ ...sign, spot: place && spotOf(place) }));
      } catch (error) {
        onFault?.(item, error);
        return [];
      }
    };
    return new Map(items.map((item) => [item.id, look(item)]));
  }

  #concerned(said: Said, infrastructure: Infrastructure, program: Program | undefined): Set<string> {
    if (this.#infrastructure?.known !== infrastructure)
      this.#infrastructure = { known: infrastructure, concerns: new Concerns(infrastructure) };
    return this.#idsOf(this.#infrastructure.concerns.of(said, program));
  }

  #idsOf({ resources, handlers }: Concerned): Set<string> {
    const ids = resources.flatMap((resource) => this.idOf({ name: resource.name, resource, code: undefined }) ?? []);
    return new Set([...ids, ...handlers.flatMap((handler) => [...(this.#byHandler.get(handlerKey(handler)) ?? [])])]);
  }

  #relative(path: string): string {
    const { root } = this.#options;
    return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  }
}

function handlerKey({ module, name }: Handler): string {
  return `${module.path}\n${name}`;
}

function entry(said: Map<string, ByItem>, id: string, item: ChecklistItem): { findings: KeptFinding[]; oks: KeptOk[] } {
  const byItem: ByItem = said.get(id) ?? new Map();
  said.set(id, byItem);
  const known = byItem.get(item) ?? { findings: [], oks: [] };
  byItem.set(item, known);
  return known;
}

/** Where a place is, without the file's text. */
export function spotOf(place: Place): Spot {
  const { file, start, end } = placeInTemplate(place);
  const lines = linesOf(file);
  return { path: file.path, start: lines.position(start), end: lines.position(end) };
}

function placeOfHandler({ scope }: Handler): Place {
  return { file: scope.module, ...(scope.nameRange ?? { start: scope.start, end: scope.start }) };
}

function uniqueTriggers(resource: FunctionResource | undefined): AssessedFunction["triggers"] {
  const triggers = resource?.triggers.map(({ type, source }) => ({ type, source })) ?? [];
  return [...new Map(triggers.map((trigger) => [JSON.stringify(trigger), trigger])).values()];
}

/** A template that several stacks are made from says the same for each. */
function once(findings: readonly KeptFinding[]): KeptFinding[] {
  const key = ({ rule, spot }: KeptFinding): string => `${rule} ${spot.path} ${spot.start.line} ${spot.start.character}`;
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}

function inOrder(a: Assessment, b: Assessment): number {
  if ((a.entry === undefined) !== (b.entry === undefined)) return a.entry === undefined ? 1 : -1;
  const [one, other] = [a.entry ?? a.handler, b.entry ?? b.handler];
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.start.line - other.start.line || one.start.character - other.start.character || (a.name < b.name ? -1 : 1);
}
