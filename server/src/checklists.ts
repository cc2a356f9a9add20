/**
 * The readiness checklists of a project's functions. Takes what rules say file by file, and functions while their code is in
 * memory; keeps plain data only, so that a large workspace fits into memory, and assesses a function when asked.
 */
import { Asks } from "./asks.ts";
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
import type { FunctionResource, Stack } from "./model/infrastructure.ts";
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

/** What was said about one function, by item. */
type ByItem = Map<ChecklistItem, { readonly findings: KeptFinding[]; readonly oks: KeptOk[] }>;

/** What is said together, and taken back together: by rules on a file's code (its path), on a function (its id), on a stack. */
export type Source = `file ${string}` | `function ${string}` | Stack;

/** What an item saw, and what it asked for it. */
interface Seen {
  readonly signs: readonly KeptSign[];
  readonly asks: Asks;
}

interface KnownFunction {
  readonly described: Omit<AssessedFunction, "answerKey">;
  readonly seen: Map<ChecklistItem, Seen>;
  /** The handlers it was seen with. */
  readonly handlers: Set<string>;
}

export class Checklists {
  readonly #options: ChecklistsOptions;
  readonly #functions = new Map<string, KnownFunction>();
  readonly #said = new Map<Source, Map<string, ByItem>>();
  /** Where something is said about a function. */
  readonly #sourcesOf = new Map<string, Set<Source>>();
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
      const handlers = this.#functions.get(id)?.handlers ?? new Set();
      if (fn.code) handlers.add(handlerKey(fn.code.handler));
      for (const each of handlers) this.#byHandler.set(each, (this.#byHandler.get(each) ?? new Set()).add(id));
      if (!this.#functions.has(id)) this.#names.set(fn.name, (this.#names.get(fn.name) ?? 0) + 1);
      const seen = new Map(this.#options.items.map((item) => [item.id, this.#look(item, fn, infrastructure)]));
      this.#functions.set(id, { described, seen, handlers });
      return [id];
    });
  }

  /**
   * Has items look at a function again that saw something else before.
   * @param isOutdated may an item that asked this see something else now?
   * @returns whether one did
   */
  lookAgain(id: string, fn: Fn, infrastructure: Infrastructure, isOutdated: (asks: Asks) => boolean): boolean {
    const known = this.#functions.get(id);
    const outdated = this.#options.items.filter((item) => {
      const seen = known?.seen.get(item.id);
      return seen && isOutdated(seen.asks);
    });
    for (const item of outdated) known?.seen.set(item.id, this.#look(item, fn, infrastructure));
    return outdated.length > 0;
  }

  /**
   * Takes what was found, beside what was said before. The functions it concerns first, where it is about code.
   * @returns the functions about which something is said
   */
  take(source: Source, { findings, evidence }: Findings, infrastructure: Infrastructure, program?: Program): Set<string> {
    const concerned = new Set<string>();
    const entries = (said: Said, item: ChecklistItem): { findings: KeptFinding[]; oks: KeptOk[] }[] =>
      [...this.#concerned(said, infrastructure, program)].map((id) => {
        concerned.add(id);
        return this.#entry(source, id, item);
      });
    for (const { rule, severity, message, place, about, alsoAbout } of findings) {
      if (typeof rule.checklist !== "string") continue;
      const kept: KeptFinding = { rule: rule.id, severity, message, spot: spotOf(place) };
      for (const each of [about, ...alsoAbout]) for (const to of entries({ about: each, place }, rule.checklist)) to.findings.push(kept);
    }
    for (const { rule, place, about } of evidence) {
      if (typeof rule.checklist !== "string") continue;
      const kept: KeptOk = { rule: rule.id, spot: spotOf(place) };
      for (const to of entries({ about, place }, rule.checklist)) to.oks.push(kept);
    }
    return concerned;
  }

  /** Takes back what was said somewhere. @returns the functions about which something was said */
  forget(source: Source): string[] {
    const ids = [...(this.#said.get(source)?.keys() ?? [])];
    for (const id of ids) this.#sourcesOf.get(id)?.delete(source);
    this.#said.delete(source);
    return ids;
  }

  /** Drops a function with what is said about it. */
  drop(id: string): void {
    const known = this.#functions.get(id);
    if (!known) return;
    this.#functions.delete(id);
    const { name } = known.described;
    const others = (this.#names.get(name) ?? 1) - 1;
    if (others > 0) this.#names.set(name, others);
    else this.#names.delete(name);
    this.#forgetHandlers(id, known);
    for (const source of this.#sourcesOf.get(id) ?? []) this.#said.get(source)?.delete(id);
    this.#sourcesOf.delete(id);
  }

  /** Before a function is taken anew: it may have another handler now. */
  forgetHandlers(id: string): void {
    const known = this.#functions.get(id);
    if (known) this.#forgetHandlers(id, known);
  }

  #forgetHandlers(id: string, { handlers }: KnownFunction): void {
    for (const each of handlers) {
      const sharing = this.#byHandler.get(each);
      sharing?.delete(id);
      if (sharing?.size === 0) this.#byHandler.delete(each);
    }
    handlers.clear();
  }

  /** The id of a function; undefined where neither its template nor its code is in the workspace. */
  idOf({ name, resource, code }: Pick<Fn, "name" | "resource" | "code">): string | undefined {
    return this.idAt(name, resource, code?.handler.module.path ?? null);
  }

  /** @param handlerFile the file of its handler */
  idAt(name: string, resource: FunctionResource | undefined, handlerFile: string | null): string | undefined {
    const path = resource?.resource.head.file.path ?? handlerFile;
    return path === null ? undefined : `${this.#relative(path)}#${name}`;
  }

  assess(id: string, answers: Answers | undefined): Assessment | undefined {
    const known = this.#functions.get(id);
    if (!known) return undefined;
    const sources = [...(this.#sourcesOf.get(id) ?? [])].flatMap((source) => this.#said.get(source)?.get(id) ?? []);
    const observed = new Map<string, Observed>();
    for (const { id: item } of this.#options.items) {
      const said = sources.flatMap((byItem) => byItem.get(item) ?? []);
      const findings = once(said.flatMap((each) => each.findings));
      observed.set(item, { findings, oks: once(said.flatMap((each) => each.oks)), signs: known.seen.get(item)?.signs ?? [] });
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
    return new Set([...this.#functions.values()].map(({ described }) => this.#answerKey(described)));
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

  #look(item: Item, fn: Fn, infrastructure: Infrastructure): Seen {
    const { workspace, onFault } = this.#options;
    const asks = new Asks();
    try {
      const context = { infrastructure: asks.infrastructure(infrastructure), workspace: asks.evidence(workspace) };
      return { signs: item.signs(fn, context).map(({ place, ...sign }) => ({ ...sign, spot: place && spotOf(place) })), asks };
    } catch (error) {
      onFault?.(item, error);
      return { signs: [], asks };
    }
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

  #entry(source: Source, id: string, item: ChecklistItem): { findings: KeptFinding[]; oks: KeptOk[] } {
    const said = this.#said.get(source) ?? new Map<string, ByItem>();
    this.#said.set(source, said);
    this.#sourcesOf.set(id, (this.#sourcesOf.get(id) ?? new Set()).add(source));
    const byItem: ByItem = said.get(id) ?? new Map();
    said.set(id, byItem);
    const known = byItem.get(item) ?? { findings: [], oks: [] };
    byItem.set(item, known);
    return known;
  }

  #relative(path: string): string {
    const { root } = this.#options;
    return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  }
}

/** Of what was found in a file, what rules on its code said: the rest is known of the functions and stacks it is about. */
export function ofCode({ findings, evidence }: Findings): Findings {
  return {
    findings: findings.filter(({ about }) => about.kind === "code"),
    evidence: evidence.filter(({ about }) => about.kind === "code"),
  };
}

function handlerKey({ module, name }: Handler): string {
  return `${module.path}\n${name}`;
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

/** A template that several stacks are made from says the same for each. In an order that does not depend on who said it first. */
function once<T extends KeptFinding | KeptOk>(said: readonly T[]): T[] {
  const key = ({ rule, spot: { path, start } }: T): string => `${path} ${start.line} ${start.character} ${rule}`;
  const unique = [...new Map(said.map((each) => [key(each), each])).values()];
  return unique.sort((a, b) => inText(a.spot, b.spot) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function inText(a: Spot, b: Spot): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.start.line - b.start.line || a.start.character - b.start.character;
}

/** By template and line; handlers that no template names come last, by file and line. */
export function inOrder(a: Assessment, b: Assessment): number {
  if ((a.entry === undefined) !== (b.entry === undefined)) return a.entry === undefined ? 1 : -1;
  const [one, other] = [a.entry ?? a.handler, b.entry ?? b.handler];
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  return inText(one, other) || (a.name < b.name ? -1 : 1);
}
