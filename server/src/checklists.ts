/**
 * The readiness checklists of a project's functions. Takes what rules say file by file, and functions while their code is in
 * memory; keeps plain data only, so that a large workspace fits into memory, and assesses a function when asked.
 */
import { Asks } from "./asks.ts";
import { type DescribedFunction, described, inOrder } from "./assessedFunctions.ts";
import type { Answers } from "./checklist/answers/answer.ts";
import { assess, type KeptFinding, type KeptOk, type KeptSign, type Observed } from "./checklist/assess.ts";
import type { Assessment } from "./checklist/assessment.ts";
import { type Concerned, Concerns, type Said } from "./checklist/concern.ts";
import type { Item } from "./checklist/item.ts";
import type { WorkspaceEvidence } from "./checklist/workspaceEvidence.ts";
import type { Findings } from "./finding.ts";
import type { Handler, Program } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type { ChecklistItem, Rule } from "./rules/rule.ts";
import { inText, SaidFindings, type SaidOfItem, type Source, type Subject, spotOf } from "./saidFindings.ts";

export interface ChecklistsOptions {
  /** The project's root, absolute. */
  readonly root: string;
  /** The 19 items in the guide's order. */
  readonly items: readonly Item[];
  readonly workspace: WorkspaceEvidence;
  /** Told of an item that threw while it looked at a function; it sees nothing then. */
  readonly onFault?: (item: Item, error: unknown) => void;
}

/** Something that a rule found, and the item it speaks against. */
export interface FoundOfFunction extends KeptFinding {
  readonly item: Subject;
}

/** What an item saw, and what it asked for it. */
interface Seen {
  readonly signs: readonly KeptSign[];
  readonly asks: Asks;
}

interface KnownFunction {
  readonly described: DescribedFunction;
  readonly seen: Map<ChecklistItem, Seen>;
  /** The handlers it was seen with. */
  readonly handlers: Set<string>;
}

export class Checklists {
  readonly #options: ChecklistsOptions;
  readonly #functions = new Map<string, KnownFunction>();
  readonly #said = new SaidFindings();
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
      const id = this.idOf(fn);
      if (id === undefined) return [];
      const handlers = this.#functions.get(id)?.handlers ?? new Set();
      if (fn.code) handlers.add(handlerKey(fn.code.handler));
      for (const each of handlers) this.#byHandler.set(each, (this.#byHandler.get(each) ?? new Set()).add(id));
      if (!this.#functions.has(id)) this.#names.set(fn.name, (this.#names.get(fn.name) ?? 0) + 1);
      const seen = new Map(this.#options.items.map((item) => [item.id, this.#look(item, fn, infrastructure)]));
      this.#functions.set(id, { described: described(id, fn), seen, handlers });
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
    const entries = (said: Said, subject: Subject): SaidOfItem[] =>
      [...this.#concerned(said, infrastructure, program)].map((id) => {
        concerned.add(id);
        return this.#said.entry(source, id, subject);
      });
    for (const { rule, severity, message, place, about, alsoAbout } of findings) {
      const kept: KeptFinding = { rule: rule.id, severity, message, spot: spotOf(place) };
      for (const each of [about, ...alsoAbout]) for (const to of entries({ about: each, place }, subjectOf(rule))) to.findings.push(kept);
    }
    for (const { rule, place, about } of evidence) {
      if (subjectOf(rule) === null) continue;
      const kept: KeptOk = { rule: rule.id, spot: spotOf(place) };
      for (const to of entries({ about, place }, subjectOf(rule))) to.oks.push(kept);
    }
    return concerned;
  }

  /** Takes back what was said somewhere. @returns the functions about which something was said */
  forget(source: Source): string[] {
    return this.#said.forget(source);
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
    this.#said.drop(id);
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

  /** @param deployed what was observed of the function as it is deployed, by item */
  assess(id: string, answers: Answers | undefined, deployed?: ReadonlyMap<ChecklistItem, Observed>): Assessment | undefined {
    const known = this.#functions.get(id);
    if (!known) return undefined;
    const said = this.#said.of(id);
    const observed = new Map<string, Observed>();
    for (const { id: item } of this.#options.items)
      observed.set(item, together({ ...said(item), signs: known.seen.get(item)?.signs ?? [] }, deployed?.get(item)));
    return assess({ ...known.described, answerKey: this.#answerKey(known.described) }, this.#options.items, observed, answers);
  }

  /** All that rules found wrong with a function, by file and line; undefined for one that is not there. */
  findings(id: string): FoundOfFunction[] | undefined {
    if (!this.#functions.has(id)) return undefined;
    const said = this.#said.of(id);
    const found = [...this.#said.subjectsOf(id)].flatMap((item) => said(item).findings.map((each) => ({ ...each, item })));
    return found.sort((a, b) => inText(a.spot, b.spot));
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

function subjectOf({ checklist }: Rule): Subject {
  return typeof checklist === "string" ? checklist : null;
}

/** What is deployed is shown last. */
function together(known: Observed, deployed: Observed | undefined): Observed {
  if (!deployed) return known;
  return {
    findings: [...known.findings, ...deployed.findings],
    oks: [...known.oks, ...deployed.oks],
    signs: [...known.signs, ...deployed.signs],
  };
}

function handlerKey({ module, name }: Handler): string {
  return `${module.path}\n${name}`;
}
