/**
 * Runs the rules over infrastructure and over whole functions. What they find may lie in any file of the workspace; whoever asks
 * gives it to the files. Suppressions are read there too.
 */
import { type About, Collector, type Findings, type Question } from "./finding.ts";
import { codeContext } from "./findings.ts";
import type { Handler } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import type { Place } from "./model/code.ts";
import type { FunctionResource, Resource, Stack } from "./model/infrastructure.ts";
import type { Tests } from "./model/tests.ts";
import type { TemplateRewriter, TemplateRewriterFactory } from "./rewrite/template.ts";
import { createTemplateRewriter } from "./rewrite/templates.ts";
import {
  everyDialect,
  type FunctionContext,
  type InfrastructureContext,
  type InfrastructureFact,
  infrastructureFacts,
  isOn,
  type Rule,
  type RuleLanguage,
} from "./rules/rule.ts";
import { type ResolvedSettings, severityInForce } from "./settings.ts";

export interface InfrastructureOptions {
  readonly rules: readonly Rule[];
  readonly settings: (path: string) => ResolvedSettings;
  /** Told of a rule that threw; the other rules run. */
  readonly onFault?: (rule: Rule, error: unknown) => void;
  readonly createTemplateRewriter?: TemplateRewriterFactory;
  /** `YYYY-MM-DD`; the clock's unless given. */
  readonly today?: string;
  /** Manifests and locks, for rules that ask what is packaged. */
  readonly workspace?: WorkspaceFiles;
}

/** Files of the workspace that are neither code nor templates. */
export interface WorkspaceFiles {
  textOf(path: string): string | undefined;
  namesIn(directory: string): readonly string[];
  tests(): Tests | undefined;
}

const NO_FILES: WorkspaceFiles = { textOf: () => undefined, namesIn: () => [], tests: () => undefined };

/** What rules on resources, functions as deployed, and stacks say about some stacks. */
export function findingsOfStacks(infrastructure: Infrastructure, stacks: readonly Stack[], options: InfrastructureOptions): Findings {
  const run = new InfrastructureRun(infrastructure, options);
  for (const rule of options.rules.filter((each) => isOn(each, infrastructureFacts))) {
    for (const stack of stacks) {
      if (!rule.languages.includes(stack.dialect)) continue;
      if (rule.on === "stack") run.ask(rule, { kind: "stack", stack, functions: undefined }, placeOfStack(stack), run.context(stack));
      if (rule.on === "resource")
        for (const resource of stack.resources.values()) run.ask(rule, { kind: "resource", resource }, resource.head, run.context(stack));
      if (rule.on === "deployed-function")
        for (const each of infrastructure.functionsOf(stack))
          run.ask(rule, { kind: "deployed-function", function: each }, each.resource.head, run.context(stack));
    }
  }
  return run.findings;
}

/** What rules across code and infrastructure say about some functions. */
export function findingsOfFunctions(infrastructure: Infrastructure, functions: readonly Fn[], options: InfrastructureOptions): Findings {
  const run = new InfrastructureRun(infrastructure, options);
  const rules = options.rules.filter((rule) => isOn(rule, ["function"]));
  for (const fn of functions) {
    const place = fn.code ? placeOfHandler(fn.code.handler) : fn.resource?.resource.head;
    if (!place) continue;
    const context = run.functionContext(fn);
    for (const rule of rules) if (claims(rule, fn)) run.ask(rule, { kind: "function", function: fn }, place, context);
  }
  return run.findings;
}

class InfrastructureRun {
  readonly #collector: Collector;
  readonly #failed = new Set<string>();
  readonly #infrastructure: Infrastructure;
  readonly #options: InfrastructureOptions;
  readonly #contexts = new Map<Stack | undefined, InfrastructureContext>();

  constructor(infrastructure: Infrastructure, options: InfrastructureOptions) {
    this.#collector = new Collector(options.onFault);
    this.#infrastructure = infrastructure;
    this.#options = options;
  }

  get findings(): Findings {
    return { findings: this.#collector.findings, evidence: this.#collector.evidence, failed: this.#failed };
  }

  ask(rule: Rule<InfrastructureFact>, about: FactOf, place: Place, context: InfrastructureContext): void {
    const question: Question = {
      rule,
      about,
      place,
      severity: (at) => severityInForce(rule, this.#options.settings(at.file.path)),
      functionAt: () => this.#nameOf(about),
    };
    if (question.severity(place) === undefined) return;
    try {
      // The registry holds rules of every kind of fact; each was offered its own.
      this.#collector.take(rule.check(factOf(about) as never, context as never), question);
    } catch (error) {
      this.#failed.add(rule.id);
      this.#options.onFault?.(rule, error);
    }
  }

  /** What a rule may ask about a stack; a rewriter is made when a fix is first asked for. */
  context(stack: Stack | undefined): InfrastructureContext {
    let context = this.#contexts.get(stack);
    if (!context) {
      context = contextOf(this.#infrastructure, stack, this.#options);
      this.#contexts.set(stack, context);
    }
    return context;
  }

  functionContext(fn: Fn): FunctionContext {
    const code = fn.code && codeContext(fn.code.program, fn.code.handler.module);
    const { textOf, namesIn, tests } = this.#options.workspace ?? NO_FILES;
    const own = { code: { value: code }, textOf: { value: textOf }, namesIn: { value: namesIn }, tests: { value: tests } };
    return Object.create(this.context(fn.resource?.stack), own) as FunctionContext;
  }

  #nameOf(about: FactOf): string | null {
    if (about.kind === "resource") return this.#infrastructure.functionOf(about.resource)?.name ?? null;
    return about.kind === "stack" ? null : about.function.name;
  }
}

type FactOf = Exclude<About, { kind: "code" }>;

function factOf(about: FactOf): Stack | Resource | FunctionResource | Fn {
  if (about.kind === "resource") return about.resource;
  return about.kind === "stack" ? about.stack : about.function;
}

const NO_REWRITER: TemplateRewriter = { change: () => undefined };

function contextOf(infrastructure: Infrastructure, stack: Stack | undefined, options: InfrastructureOptions): InfrastructureContext {
  const create = options.createTemplateRewriter ?? createTemplateRewriter;
  let rewriter: TemplateRewriter | undefined;
  return {
    get stacks() {
      return infrastructure.stacks;
    },
    today: options.today ?? new Date().toISOString().slice(0, 10),
    get functions() {
      return infrastructure.functions;
    },
    functionsOf: (of) => infrastructure.functionsOf(of),
    functionOf: (resource) => infrastructure.functionOf(resource),
    resources: (of, type) => infrastructure.resources(of, type),
    named: (value, from) => infrastructure.named(value, from),
    referrers: (resource) => infrastructure.referrers(resource),
    isDeadLetter: (resource) => infrastructure.isDeadLetter(resource),
    statements: (of) => infrastructure.statements(of),
    get rewrite() {
      rewriter ??= stack === undefined ? NO_REWRITER : create(stack);
      return rewriter;
    },
  };
}

/** A rule that names dialects is asked about functions in these, one that names languages about code in those. */
function claims(rule: Rule, { code, resource }: Fn): boolean {
  const dialects = rule.languages.filter(isDialect);
  const languages = rule.languages.filter((language) => !isDialect(language));
  if (resource && dialects.length > 0 && !dialects.includes(resource.stack.dialect)) return false;
  return code === undefined || languages.length === 0 || languages.includes(code.handler.module.language);
}

function isDialect(language: RuleLanguage): boolean {
  return (everyDialect as readonly string[]).includes(language);
}

function placeOfStack(stack: Stack): Place {
  const file = stack.templates[0] ?? { path: stack.path, text: "" };
  return { file, start: 0, end: 0 };
}

function placeOfHandler({ scope }: Handler): Place {
  const range = scope.nameRange ?? { start: scope.start, end: scope.start };
  return { file: scope.module, start: range.start, end: range.end };
}
