/**
 * Runs the rules over the facts of one module. What comes out is sorted, holds nothing twice, leaves out what a comment
 * suppresses and what does not parse, and says which comments suppress nothing.
 */
import { Collector, type Findings, isBroken, sorted } from "./finding.ts";
import { dispatchesOf } from "./flow/dispatch.ts";
import type { Program } from "./flow/program.ts";
import type { Call, Dispatch, Module, Place, Range, Scope, StringFact, Write } from "./model/code.ts";
import type { Stack, Template } from "./model/infrastructure.ts";
import { createRewriter } from "./rewrite/index.ts";
import type { Rewriter, RewriterFactory } from "./rewrite/rewriter.ts";
import { type CodeFact, codeFacts, type Facts, infrastructureFacts, isOn, type Rule, type RuleContext } from "./rules/rule.ts";
import { type ResolvedSettings, severityInForce } from "./settings.ts";
import { Suppressions } from "./suppress.ts";
import { unusedFindings } from "./suppressUnused.ts";
import { askedAbout, resourcesOf } from "./templateFindings.ts";

export type { Evidence, Finding, Findings, Related } from "./finding.ts";

export interface FindingsOptions {
  readonly createRewriter?: RewriterFactory;
  /** Told of a rule that threw; the other rules run. */
  readonly onFault?: (rule: Rule, error: unknown) => void;
  /** What rules on the function as a whole found in this file. */
  readonly ofFunctions?: Findings;
  /** The file is also a template (CDK), part of these stacks. */
  readonly template?: { readonly file: Template; readonly stacks: readonly Stack[] } | undefined;
}

/** What rules on code say about a module, suppressed or not, and what they were asked with. */
export interface CodeFindings extends Findings {
  readonly program: Program;
  readonly module: Module;
  readonly settings: ResolvedSettings;
  readonly rules: readonly Rule[];
  /** The rules that ran without fault. */
  readonly asked: ReadonlySet<string>;
}

/** Everything the rules say about a module. A module that no invocation loads has neither findings nor evidence of its own. */
export function findingsOf(
  program: Program,
  module: Module,
  settings: ResolvedSettings,
  rules: readonly Rule[],
  options: FindingsOptions = {},
): Findings {
  return unsuppressed(codeFindings(program, module, settings, rules, options), options);
}

/** What rules on code say about a module that invocations load; of any other nothing. */
export function codeFindings(
  program: Program,
  module: Module,
  settings: ResolvedSettings,
  rules: readonly Rule[],
  options: Pick<FindingsOptions, "createRewriter" | "onFault"> = {},
): CodeFindings {
  const run = new Run(program, module, settings, options);
  if (program.belongsToFunction(module)) for (const rule of rules) run.ask(rule);
  return { program, module, settings, rules, asked: run.asked, findings: run.collector.findings, evidence: run.collector.evidence };
}

/** What suppressions leave of it and of what was found about functions, with the suppressions that suppress nothing. */
export function unsuppressed(found: CodeFindings, { template, ofFunctions }: Pick<FindingsOptions, "template" | "ofFunctions">): Findings {
  const { program, module, settings, rules } = found;
  const ofWholes = ofFunctions ?? { findings: [], evidence: [] };
  const isOurs = program.belongsToFunction(module);
  if (!isOurs && !template && ofWholes.findings.length === 0) return { findings: [], evidence: ofWholes.evidence };
  const suppressions = suppressionsIn(module, settings, template);
  const kept = [...found.findings, ...ofWholes.findings].filter((finding) => !suppressions.suppress(finding));
  const askedIds = new Set(found.asked);
  // What rules on whole functions find here was asked before, or is not known yet.
  if (isOurs && ofFunctions) for (const id of wholesAsked(found, ofFunctions)) askedIds.add(id);
  if (template) for (const id of askedAbout(template.file, rules, settings, ofWholes.failed)) askedIds.add(id);
  const unused = isOurs || template ? unusedFindings(module, suppressions, { rules, settings, askedIds }) : [];
  return { findings: sorted([...kept, ...unused]), evidence: [...found.evidence, ...ofWholes.evidence] };
}

function wholesAsked({ rules, module, settings }: CodeFindings, { failed }: Findings): string[] {
  const asked = rules.filter(
    (rule) => isOn(rule, infrastructureFacts) && severityInForce(rule, settings) && rule.languages.includes(module.language),
  );
  return asked.map(({ id }) => id).filter((id) => !failed?.has(id));
}

/** What silences findings in a module. */
export function suppressionsIn(module: Module, settings: ResolvedSettings, template: FindingsOptions["template"]): Suppressions {
  const resources = resourcesOf(template?.stacks ?? []);
  return new Suppressions(template?.file ?? module, { resources, leaveTo: settings.leaveToOtherTools });
}

/** One pass of all rules over one module. */
class Run {
  readonly collector: Collector;
  /** The rules that ran without fault. */
  readonly asked = new Set<string>();
  readonly #program: Program;
  readonly #module: Module;
  readonly #settings: ResolvedSettings;
  readonly #onFault: FindingsOptions["onFault"];
  readonly #context: RuleContext;
  readonly #facts: Partial<Record<CodeFact, readonly Facts[CodeFact][]>> = {};

  constructor(program: Program, module: Module, settings: ResolvedSettings, options: FindingsOptions) {
    this.collector = new Collector(options.onFault);
    this.#program = program;
    this.#module = module;
    this.#settings = settings;
    this.#onFault = options.onFault;
    this.#context = codeContext(program, module, options.createRewriter ?? createRewriter);
  }

  ask(rule: Rule): void {
    const severity = severityInForce(rule, this.#settings);
    if (!severity || !isOn(rule, codeFacts) || !rule.languages.includes(this.#module.language)) return;
    const module = this.#module;
    let sound = true;
    for (const fact of this.#factsFor(rule.on)) {
      try {
        // The registry holds rules of every kind of fact; `#factsFor` offered each its own.
        this.collector.take(rule.check(fact as never, this.#context as never), {
          rule,
          about: { kind: "code" },
          place: rule.on === "scope" ? placeOfScope(fact as Scope) : placeOfFact(fact, module),
          severity: (at) => (at.file.path === module.path ? severity : undefined),
          functionAt: (at) => handlerOf(this.#program, module, at),
        });
      } catch (error) {
        sound = false;
        this.#onFault?.(rule, error);
      }
    }
    if (sound) this.asked.add(rule.id);
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
export function codeContext(program: Program, module: Module, create: RewriterFactory = createRewriter): RuleContext {
  let rewriter: Rewriter | undefined;
  const rewrite: PropertyDescriptor = {
    get: () => {
      rewriter ??= create(program, module);
      return rewriter;
    },
  };
  return Object.create(program, { rewrite }) as RuleContext;
}

function placeOfScope(scope: Scope): Place {
  const range = scope.nameRange ?? scope;
  return { file: scope.module, start: range.start, end: range.end };
}

function placeOfFact(fact: Facts[CodeFact], module: Module): Place {
  return "start" in fact ? { file: module, start: fact.start, end: fact.end } : { file: module, start: 0, end: 0 };
}

/** The handler that reaches the innermost function around a place; at module level the file's handler, where it has just one. */
export function handlerOf(program: Program, module: Module, at: Range): string | null {
  const around = module.scopes.filter((scope) => scope.start <= at.start && scope.end >= at.end);
  for (const scope of around.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const reach = scope.kind === "module" ? undefined : program.reach(scope);
    if (reach) return reach.handler.name;
  }
  const own = program.handlers.filter((handler) => handler.module.path === module.path);
  return own.length === 1 ? (own[0]?.name ?? null) : null;
}
