/**
 * Runs the rules over the facts of one module. What comes out is sorted, holds nothing twice, leaves out what a comment
 * suppresses and what does not parse, and says which comments suppress nothing.
 */
import { dispatchesOf } from "./flow/dispatch.ts";
import type { Program } from "./flow/program.ts";
import type { Call, Dispatch, Module, Place, Range, Scope, StringFact, Write } from "./model/code.ts";
import { createRewriter } from "./rewrite/index.ts";
import type { Fix, Rewriter, RewriterFactory } from "./rewrite/rewriter.ts";
import type { CodeFact, Facts, Problem, Rule, RuleContext, Severity } from "./rules/rule.ts";
import { type ResolvedSettings, severityInForce } from "./settings.ts";
import { Suppressions } from "./suppress.ts";
import { unusedFindings } from "./suppressUnused.ts";

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly Related[];
  /** The name of the handler whose invocation gets here. */
  readonly function: string | null;
  /** Repairs, best first; made when first asked for. */
  fixes(): readonly Fix[];
}

/** A rule found something to be right: evidence for the checklist. */
export interface Evidence {
  readonly rule: Rule;
  readonly place: Place;
}

export interface Findings {
  /** `unused-suppression` findings included. */
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

export interface FindingsOptions {
  readonly createRewriter?: RewriterFactory;
  /** Told of a rule that threw; the other rules run. */
  readonly onFault?: (rule: Rule, error: unknown) => void;
}

/** Everything the rules say about a module. A module that no invocation loads has neither findings nor evidence. */
export function findingsOf(
  program: Program,
  module: Module,
  settings: ResolvedSettings,
  rules: readonly Rule[],
  options: FindingsOptions = {},
): Findings {
  if (!program.belongsToFunction(module)) return { findings: [], evidence: [] };
  const run = new Run(program, module, settings, options);
  for (const rule of rules) run.ask(rule);
  const suppressions = new Suppressions(module);
  const kept = run.findings.filter((finding) => !suppressions.suppress(finding));
  const unused = unusedFindings(module, suppressions, { rules, settings, askedIds: run.asked });
  return { findings: sorted([...kept, ...unused]), evidence: run.evidence };
}

/** One pass of all rules over one module. */
class Run {
  readonly findings: Finding[] = [];
  readonly evidence: Evidence[] = [];
  /** The rules that ran without fault. */
  readonly asked = new Set<string>();
  readonly #program: Program;
  readonly #module: Module;
  readonly #settings: ResolvedSettings;
  readonly #options: FindingsOptions;
  readonly #context: RuleContext;
  readonly #facts: Partial<Record<CodeFact, readonly Facts[CodeFact][]>> = {};
  readonly #seen = new Set<string>();

  constructor(program: Program, module: Module, settings: ResolvedSettings, options: FindingsOptions) {
    this.#program = program;
    this.#module = module;
    this.#settings = settings;
    this.#options = options;
    this.#context = contextOf(program, module, options.createRewriter ?? createRewriter);
  }

  ask(rule: Rule): void {
    const severity = severityInForce(rule, this.#settings);
    if (!severity || !rule.languages.includes(this.#module.language)) return;
    let sound = true;
    if (!isAboutCode(rule)) return;
    for (const fact of this.#factsFor(rule.on)) {
      try {
        this.#take(rule, severity, fact);
      } catch (error) {
        sound = false;
        this.#options.onFault?.(rule, error);
      }
    }
    if (sound) this.asked.add(rule.id);
  }

  #take(rule: Rule, severity: Severity, fact: Facts[CodeFact]): void {
    // The registry holds rules of every kind of fact; `#factsFor` offered each its own.
    const verdict = rule.check(fact as never, this.#context as never);
    if (verdict === undefined) return;
    if (verdict === "ok") {
      this.evidence.push({ rule, place: rule.on === "scope" ? placeOfScope(fact as Scope) : placeOfFact(fact, this.#module) });
      return;
    }
    for (const problem of "message" in verdict ? [verdict] : verdict) this.#report(rule, severity, problem);
  }

  #report(rule: Rule, severity: Severity, problem: Problem): void {
    if (problem.at.file.path !== this.#module.path || isBroken(this.#module, problem.at)) return;
    const key = `${rule.id}:${problem.at.start}:${problem.at.end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.findings.push(this.#finding(rule, severity, problem));
  }

  #finding(rule: Rule, severity: Severity, problem: Problem): Finding {
    let fixes: readonly Fix[] | undefined;
    const make = (): readonly Fix[] => {
      try {
        return (problem.fixes?.() ?? []).filter((fix) => fix !== undefined);
      } catch (error) {
        this.#options.onFault?.(rule, error);
        return [];
      }
    };
    return {
      rule,
      severity,
      place: problem.at,
      message: problem.message,
      related: [...(problem.via ?? []).map(calledFrom), ...(problem.related ?? []).map(({ at, message }) => ({ place: at, message }))],
      function: handlerOf(this.#program, this.#module, problem.at),
      fixes: () => (fixes ??= make()),
    };
  }

  #factsFor(kind: CodeFact): readonly Facts[CodeFact][] {
    this.#facts[kind] ??= this.#collect(kind);
    return this.#facts[kind];
  }

  #collect(kind: CodeFact): readonly Facts[CodeFact][] {
    const module = this.#module;
    const whole = (facts: readonly (Call | Write | StringFact | Dispatch)[]): readonly Facts[CodeFact][] =>
      facts.filter((fact) => !isBroken(module, fact));
    switch (kind) {
      case "call":
        return whole(module.scopes.flatMap((scope) => scope.calls));
      case "write":
        return whole(module.scopes.flatMap((scope) => scope.writes));
      case "string":
        return whole(module.strings);
      case "dispatch":
        return whole(dispatchesOf(module, this.#program));
      // A function or file that is broken in one place has others of which something may be said.
      case "scope":
        return module.scopes;
      case "module":
        return [module];
    }
  }
}

/** The program as rules see it: it answers everything itself, and a rewriter is made when a fix is first asked for. */
function contextOf(program: Program, module: Module, create: RewriterFactory): RuleContext {
  let rewriter: Rewriter | undefined;
  const rewrite: PropertyDescriptor = {
    get: () => {
      rewriter ??= create(program, module);
      return rewriter;
    },
  };
  return Object.create(program, { rewrite }) as RuleContext;
}

/** Does the range touch a part that does not parse? A missing token is an empty part: it counts where it stands, ends included. */
function isBroken(module: Module, range: Range): boolean {
  return module.broken.some((part) =>
    part.start === part.end ? part.start >= range.start && part.start <= range.end : part.start < range.end && part.end > range.start,
  );
}

function calledFrom(call: Call): Related {
  const name = call.scope.kind === "module" ? "the top of the file" : (call.scope.name ?? "a function without a name");
  return { place: { file: call.scope.module, start: call.start, end: call.end }, message: `Called from ${name} here` };
}

function placeOfScope(scope: Scope): Place {
  const range = scope.nameRange ?? scope;
  return { file: scope.module, start: range.start, end: range.end };
}

function placeOfFact(fact: Facts[CodeFact], module: Module): Place {
  return "start" in fact ? { file: module, start: fact.start, end: fact.end } : { file: module, start: 0, end: 0 };
}

/** The handler that reaches the innermost function around a place; at module level the file's handler, where it has just one. */
function handlerOf(program: Program, module: Module, at: Range): string | null {
  const around = module.scopes.filter((scope) => scope.start <= at.start && scope.end >= at.end);
  for (const scope of around.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const reach = scope.kind === "module" ? undefined : program.reach(scope);
    if (reach) return reach.handler.name;
  }
  const own = program.handlers.filter((handler) => handler.module.path === module.path);
  return own.length === 1 ? (own[0]?.name ?? null) : null;
}

function sorted(findings: Finding[]): Finding[] {
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return findings.sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end || order(a.rule.id, b.rule.id));
}

function isAboutCode(rule: Rule): rule is Rule<CodeFact> {
  return !["resource", "deployed-function", "stack", "function"].includes(rule.on);
}
