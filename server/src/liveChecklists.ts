/**
 * The readiness checklists of one folder, kept true while people type. They are filled while all of the folder is gone through; from
 * then on a change has looked at what it can have touched: functions whose code, stack or answers of the workspace are others.
 */
import type { Asks } from "./asks.ts";
import type { Answers } from "./checklist/answers/answer.ts";
import type { Observed } from "./checklist/assess.ts";
import type { Assessment } from "./checklist/assessment.ts";
import type { Item } from "./checklist/item.ts";
import {
  addOrigin,
  byResource,
  type CalledHandlers,
  calledHandlers,
  functionsNow,
  joinedOf,
  lazyFn,
  type Origin,
  originOf,
  urgentFirst,
} from "./checklistOrigins.ts";
import { Checklists, type FoundOfFunction, ofCode } from "./checklists.ts";
import type { Findings } from "./finding.ts";
import type { Folder } from "./folder.ts";
import { withInlineCode } from "./inlineCode.ts";
import type { KeptFindings } from "./keptFindings.ts";
import type { FunctionResource, Stack } from "./model/infrastructure.ts";
import type { JoinedFunction } from "./project/joined.ts";
import { isSource } from "./project/tree.ts";
import type { FileFindings } from "./projectFindings.ts";
import type { ChecklistItem } from "./rules/rule.ts";

export interface LiveChecklistsOptions {
  readonly folder: Folder;
  readonly kept: KeptFindings;
  readonly items: readonly Item[];
  /** Told of an item that threw; it sees nothing then. */
  readonly onFault: (item: Item, error: unknown) => void;
  /** What is observed of a function as it is deployed: kept elsewhere, because it outlives every look at the code. */
  readonly deployed?: (id: string, functions: readonly JoinedFunction[]) => ReadonlyMap<ChecklistItem, Observed> | undefined;
}

/** What is known of all functions. */
interface Known {
  readonly checklists: Checklists;
  readonly origins: Map<string, Origin[]>;
  /** What was taken of each stack. */
  readonly stacks: Map<Stack, Findings>;
}

/** Functions about which something else may be said than before; null: functions came or went. */
export type Touched = ReadonlySet<string> | null;

/** What was edited is looked at; what shares code with it is still to come, and may take a while. */
export const EDITED = "edited";

export class LiveChecklists {
  readonly folder: Folder;
  readonly kept: KeptFindings;
  readonly #options: LiveChecklistsOptions;
  #known: Known;
  /** What is taken while all of the folder is gone through. */
  #next: Known | undefined;
  #isFilled = false;
  #dirty = new Set<string>();
  #called: CalledHandlers = new Map();
  /** The functions of templates by their resources, when the folder began to be gone through. */
  #declared: ReadonlyMap<FunctionResource, JoinedFunction> = new Map();

  constructor(options: LiveChecklistsOptions) {
    this.#options = options;
    this.folder = options.folder;
    this.kept = options.kept;
    this.#known = this.#nothing();
  }

  /** Every function of the folder is in it. */
  get isFilled(): boolean {
    return this.#isFilled && !this.#next;
  }

  get ids(): ReadonlySet<string> {
    return this.#known.checklists.ids;
  }

  /** What functions are called in the answers file. */
  answerKeys(): ReadonlySet<string> {
    return this.#known.checklists.answerKeys();
  }

  idOf({ name, resource, handlerFile }: JoinedFunction): string | undefined {
    return this.#known.checklists.idAt(name, resource, handlerFile);
  }

  /** Undefined for a function that is not there, and for one in files of which nothing is said. */
  assess(id: string, answers: Answers | undefined): Assessment | undefined {
    const deployed = this.#options.deployed?.(id, this.#known.origins.get(id)?.map(({ joined }) => joined) ?? []);
    const found = this.#known.checklists.assess(id, answers, deployed);
    return found && [found.entry, found.handler].some((spot) => spot && this.folder.covers(spot.path)) ? found : undefined;
  }

  /** All that rules find wrong with a function; undefined for one that is not there. */
  findings(id: string): readonly FoundOfFunction[] | undefined {
    return this.#known.checklists.findings(id);
  }

  /** A file's text, or the file itself, is another. */
  changed(path: string): void {
    this.#dirty.add(path);
  }

  /** All of the folder is gone through: what was known counts until that is done. */
  begin(): void {
    this.#dirty = new Set();
    this.#next = this.#nothing();
    this.#declared = new Map();
  }

  take(each: FileFindings): void {
    const next = this.#next;
    if (!next) return;
    const { project } = this.kept;
    const infrastructure = project.infrastructure();
    if (this.#declared.size === 0) this.#declared = byResource(project.declared());
    if ("stack" in each) {
      next.stacks.set(each.stack, each.found);
      next.checklists.take(each.stack, this.#shown(each.found), infrastructure);
    }
    if ("known" in each) {
      for (const { fn, asks, found } of each.known) {
        const [id] = next.checklists.takeFunctions([fn], infrastructure);
        if (id === undefined) continue;
        addOrigin(next.origins, id, originOf(fn, joinedOf(fn, this.#declared), asks));
        next.checklists.take(`function ${id}`, this.#shown(found), infrastructure);
      }
    }
    if ("file" in each && this.folder.covers(each.file.path))
      next.checklists.take(`file ${each.file.path}`, ofCode(each), infrastructure, each.program);
  }

  end(): void {
    if (!this.#next) return;
    this.#known = this.#next;
    this.#next = undefined;
    this.#isFilled = true;
    this.#called = calledHandlers([...this.#declared.values()]);
  }

  /** Looks at what changes can have touched, the most urgent first; each step tells the functions it touched. */
  *refresh(): Generator<Touched | typeof EDITED> {
    if (!this.isFilled) return;
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const { checklists, origins } = this.#known;
    const { project } = this.kept;
    const { stacks } = this.#known;
    yield* this.#refreshStacks((stack) => !stacks.has(stack));
    const { functions, touched } = functionsNow(project, origins, dirty, this.#called, (joined) => this.idOf(joined));
    this.#called = calledHandlers(project.declared());
    const outdated = [...origins].filter(([, of]) => of.some(({ asks }) => this.#isOutdated(asks))).map(([id]) => id);
    const gone = [...origins.keys()].filter((id) => !functions.has(id));
    const again = [...new Set([...touched, ...outdated])].filter((id) => functions.has(id));
    const areOthers = gone.length > 0 || again.some((id) => !origins.has(id));
    const files = new Set([...dirty].filter(isSource));
    for (const id of [...again, ...gone]) for (const { modules } of origins.get(id) ?? []) for (const path of modules) files.add(path);
    for (const id of gone) yield this.#drop(id);
    for (const id of urgentFirst(again, functions, dirty)) {
      const concerned = this.#retake(id, functions.get(id) ?? []);
      for (const { modules } of origins.get(id) ?? []) for (const path of modules) files.add(path);
      yield concerned;
    }
    if (areOthers) yield null;
    for (const path of files) if (dirty.has(path)) yield this.#refreshCode(path);
    yield EDITED;
    for (const path of files) if (!dirty.has(path)) yield this.#refreshCode(path);
    for (const [id, joined] of functions) {
      const last = joined.at(-1);
      if (last && checklists.lookAgain(id, lazyFn(last, project), project.infrastructure(), this.#isOutdated)) yield new Set([id]);
    }
    // Last: what changes in one stack seldom changes what is said of another.
    yield* this.#refreshStacks(() => true);
  }

  readonly #isOutdated = (asks: Asks): boolean => asks.isOutdated(this.kept.now);

  /** Those of the stacks that were read anew, or about which something else is said because of others; and stacks that are gone. */
  *#refreshStacks(areMeant: (stack: Stack) => boolean): Generator<Touched> {
    const { checklists, stacks } = this.#known;
    const infrastructure = this.kept.project.infrastructure();
    const there = new Set(infrastructure.stacks);
    for (const stack of [...stacks.keys()].filter((each) => !there.has(each))) {
      stacks.delete(stack);
      yield new Set(checklists.forget(stack));
    }
    for (const stack of [...there].filter(areMeant)) {
      const { found } = this.kept.ofStack(stack);
      if (stacks.get(stack) === found) continue;
      const before = checklists.forget(stack);
      stacks.set(stack, found);
      yield new Set([...before, ...checklists.take(stack, this.#shown(found), infrastructure)]);
    }
  }

  #drop(id: string): Touched {
    const { checklists, origins } = this.#known;
    const touched = new Set(checklists.forget(`function ${id}`));
    checklists.drop(id);
    origins.delete(id);
    return touched;
  }

  /** @returns whom that concerns */
  #retake(id: string, joined: readonly JoinedFunction[]): Touched {
    const { checklists, origins } = this.#known;
    const { project } = this.kept;
    const infrastructure = project.infrastructure();
    const touched = new Set([id, ...checklists.forget(`function ${id}`)]);
    checklists.forgetHandlers(id);
    origins.delete(id);
    for (const each of joined) {
      const fn = withInlineCode(project.fn(each));
      checklists.takeFunctions([fn], infrastructure);
      const { found, asks } = this.kept.ofFunction(fn);
      addOrigin(origins, id, originOf(fn, each, asks));
      for (const each of checklists.take(`function ${id}`, this.#shown(found), infrastructure)) touched.add(each);
    }
    return touched;
  }

  /** What rules on code say about one file. */
  #refreshCode(path: string): Touched {
    const { checklists } = this.#known;
    const { project } = this.kept;
    const before = checklists.forget(`file ${path}`);
    const module = project.module(path);
    if (!module) return new Set(before);
    const program = project.programFor(path);
    const found = this.#shown(this.kept.ofCode(program, module));
    return new Set([...before, ...checklists.take(`file ${path}`, found, project.infrastructure(), program)]);
  }

  #shown(found: Findings): Findings {
    return this.kept.shown(found, (path) => this.folder.covers(path));
  }

  #nothing(): Known {
    const { items, onFault } = this.#options;
    const { project } = this.kept;
    const checklists = new Checklists({ root: project.root, items, workspace: project.evidence, onFault });
    return { checklists, origins: new Map(), stacks: new Map() };
  }
}
