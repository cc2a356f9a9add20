/** The contract of a rule: one question to the facts, one answer. */
import type { Program } from "../flow/program.ts";
import type { Fn, Infrastructure } from "../infrastructure/infrastructure.ts";
import type { Call, Dispatch, Module, Place, Scope, StringFact, Write } from "../model/code.ts";
import type { DeployedFunction } from "../model/deployed.ts";
import type { Dialect, FunctionResource, Resource, Stack } from "../model/infrastructure.ts";
import type { Tests } from "../model/tests.ts";
import type { Edit, Fix, Rewriter } from "../rewrite/rewriter.ts";
import type { TemplateRewriter } from "../rewrite/template.ts";
import type { Thresholds } from "../vocabulary/thresholds.ts";

export type Severity = "error" | "warning" | "info" | "hint";
export type Profile = "recommended" | "strict" | "security";
/** `deployed`: it reads what AWS says of a function, whatever it was written in. */
export type RuleLanguage = "python" | "javascript" | "typescript" | Dialect | "deployed";

/** What a rule on infrastructure claims: it reads CloudFormation's words, whatever they were written in. */
export const everyDialect: readonly Dialect[] = ["sam", "cloudformation", "serverless", "terraform", "cdk"];

export type Section =
  | "single-purpose"
  | "idempotency"
  | "event-source"
  | "stateless"
  | "initialization"
  | "database"
  | "errors"
  | "concurrency"
  | "security"
  | "observability"
  | "cost"
  | "deployment"
  | "testing";

/** The items of the readiness checklist, in the guide's order. */
export const checklistItems = [
  "single-responsibility",
  "idempotent",
  "event-source-fits",
  "timeout-chosen",
  "memory-measured",
  "sdk-clients-reused",
  "connections-managed",
  "retries-understood",
  "failure-destination",
  "concurrency-limited",
  "least-privilege",
  "secrets-managed",
  "structured-logs",
  "metrics-and-alarms",
  "tracing-or-correlation",
  "safe-rollout",
  "rollback-known",
  "tests-cover",
  "cost-watched",
] as const;

export type ChecklistItem = (typeof checklistItems)[number];

/** Why a rule counts for no item: the guide's list does not ask what it asks. */
export interface OffChecklist {
  readonly none: string;
}

/**
 * What a rule is asked about. Of code only what an invocation may load is offered. Of infrastructure: `resource` every
 * resource, made ones too; `deployed-function` every function of a stack; `function` every function with what is known of both its halves.
 * `deployed` is a function as AWS has it; it is asked about in the deployed view and for the checklist, never for a file.
 */
export interface Facts {
  call: Call;
  write: Write;
  string: StringFact;
  dispatch: Dispatch;
  scope: Scope;
  module: Module;
  resource: Resource;
  "deployed-function": FunctionResource;
  stack: Stack;
  function: Fn;
  deployed: DeployedFact;
}

/** A function as AWS has it, and what it was deployed from where that is known. */
export interface DeployedFact {
  readonly deployed: DeployedFunction;
  readonly resource: FunctionResource | undefined;
}

/** The facts that belong to one source file. */
export const codeFacts = ["call", "write", "string", "dispatch", "scope", "module"] as const;
export type CodeFact = (typeof codeFacts)[number];

/** The facts of templates, and of functions with both their halves. */
export const infrastructureFacts = ["resource", "deployed-function", "stack", "function"] as const;
export type InfrastructureFact = (typeof infrastructureFacts)[number];

export interface Problem {
  readonly at: Place;
  /** What is wrong, why, what to do; one or two sentences, the variable part last. Never a secret. */
  readonly message: string;
  /** The calls that lead here from the handler; shown as related information. */
  readonly via?: readonly Call[];
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  /** Of a rule on stacks, or one that says something once for several: the functions it speaks about, where the place alone does not tell. */
  readonly functions?: readonly FunctionResource[];
  /** Repairs, best first; made only when asked for. */
  readonly fixes?: () => (Fix | undefined)[];
}

/** A finding, positive evidence for the checklist, or nothing (the rule does not apply, or it cannot be known). */
export type Verdict = Problem | readonly Problem[] | "ok" | undefined;

/** What is wrong with a deployed function. It is no place in a file, and nothing in a file is repaired by it. */
export interface DeployedProblem {
  /** As in `Problem`, with the figures and the span of time they are of. */
  readonly message: string;
  /** Where a rule has two levels: that of this problem. What settings say of the rule wins. */
  readonly severity?: Severity;
  /** Where in the template it would be mended; the function's own place unless given. */
  readonly at?: Place;
}

/** A problem, "ok" where it was measured and is well, or nothing: not asked for, no data, too little to tell. */
export type DeployedVerdict = DeployedProblem | "ok" | undefined;

export type VerdictOf<K extends keyof Facts> = K extends "deployed" ? DeployedVerdict : Verdict;

/** What a rule on deployed functions may ask. */
export interface DeployedContext {
  readonly thresholds: Thresholds;
}

export interface RuleContext extends Program {
  readonly rewrite: Rewriter;
}

/** What a rule on infrastructure may ask and have rewritten. */
export interface InfrastructureContext extends Infrastructure {
  readonly rewrite: TemplateRewriter;
  /** `YYYY-MM-DD`, for what has a date: runtimes end. */
  readonly today: string;
}

/** What a rule across code and infrastructure may ask. Of a function without a template `rewrite` offers nothing; without code `code` is undefined. */
export interface FunctionContext extends InfrastructureContext {
  /** The handler's program with the writer for its language. */
  readonly code: RuleContext | undefined;
  /** The text of a file of the workspace that is neither code nor template: manifests and locks. */
  textOf(path: string): string | undefined;
  /** The names in a directory of the workspace. */
  namesIn(directory: string): readonly string[];
  /** The project's tests; undefined where there may be some that were not looked at. */
  tests(): Tests | undefined;
}

export type ContextOf<K extends keyof Facts> = K extends CodeFact
  ? RuleContext
  : K extends "function"
    ? FunctionContext
    : K extends "deployed"
      ? DeployedContext
      : InfrastructureContext;

export interface Rule<K extends keyof Facts = keyof Facts> {
  /** Names the bad pattern; reads well after "allow". */
  readonly id: string;
  readonly title: string;
  readonly section: Section;
  /** The item of the readiness checklist that fails when this is found. */
  readonly checklist: ChecklistItem | OffChecklist;
  readonly severity: Severity;
  /** `recommended` rules are always on; the others in their own profile. */
  readonly profile: Profile;
  readonly languages: readonly RuleLanguage[];
  readonly on: K;
  check(fact: Facts[K], context: ContextOf<K>): VerdictOf<K>;
}

/** Is the rule about one of these kinds of facts? */
export function isOn<K extends keyof Facts>(rule: Rule, kinds: readonly K[]): rule is Rule<K> {
  return (kinds as readonly string[]).includes(rule.on);
}

/** A repair made of edits that may not be possible. */
export function repair(title: string, safety: Fix["safety"], edits: readonly Edit[] | undefined): Fix | undefined {
  return edits === undefined || edits.length === 0 ? undefined : { title, safety, edits };
}

/** Types `check` by `on`. */
export function defineRule<K extends keyof Facts>(rule: Rule<K>): Rule<K> {
  return rule;
}

/** The place of a fact. */
export function placeOf(fact: { readonly scope: Scope; readonly start: number; readonly end: number }): Place {
  return { file: fact.scope.module, start: fact.start, end: fact.end };
}
