/** What a rule said, as everything after the rules wants it: with its severity, its function, and repairs that are made when asked for. */

import type { Fn } from "./infrastructure/infrastructure.ts";
import type { Call, Module, Place, Range } from "./model/code.ts";
import type { FunctionResource, Resource, Stack, Template } from "./model/infrastructure.ts";
import type { Fix } from "./rewrite/rewriter.ts";
import type { Problem, Rule, Severity, Verdict } from "./rules/rule.ts";

/** What a rule was asked about; of code its place tells whose it is. */
export type About =
  | { readonly kind: "code" }
  | { readonly kind: "resource"; readonly resource: Resource }
  | { readonly kind: "deployed-function"; readonly function: FunctionResource }
  | { readonly kind: "function"; readonly function: Fn }
  /** `functions`: those the rule said it speaks about; undefined where only the place tells. */
  | { readonly kind: "stack"; readonly stack: Stack; readonly functions: readonly FunctionResource[] | undefined };

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly place: Place;
  readonly about: About;
  /** Whatever else the same was found about at this place: functions that share code. */
  readonly alsoAbout: readonly About[];
  readonly message: string;
  readonly related: readonly Related[];
  /** The function whose invocation gets here, or whose deployment this is part of. */
  readonly function: string | null;
  /** Repairs, best first; made when first asked for. */
  fixes(): readonly Fix[];
}

/** A rule found something to be right: evidence for the checklist. */
export interface Evidence {
  readonly rule: Rule;
  readonly place: Place;
  readonly about: About;
  /** The function it speaks about, where the rule was asked about one. */
  readonly function: string | null;
}

export interface Findings {
  /** `unused-suppression` findings included. */
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** Rules that threw: what they have to say is not known. */
  readonly failed?: ReadonlySet<string>;
}

/** What was asked, for a verdict on it. */
export interface Question {
  readonly rule: Rule;
  readonly about: About;
  /** Where evidence points to. */
  readonly place: Place;
  /** The severity in force where a problem lies; undefined where the rule is off. */
  readonly severity: (at: Place) => Severity | undefined;
  readonly functionAt: (at: Place) => string | null;
}

/** Takes verdicts. Nothing is kept twice, and nothing in a part of a file that does not parse. */
export class Collector {
  readonly findings: Finding[] = [];
  readonly evidence: Evidence[] = [];
  readonly #onFault: ((rule: Rule, error: unknown) => void) | undefined;
  /** What else each finding is about, by rule and place. */
  readonly #seen = new Map<string, About[]>();

  /** @param onFault told of a rule that threw while it made a repair */
  constructor(onFault: ((rule: Rule, error: unknown) => void) | undefined) {
    this.#onFault = onFault;
  }

  take(verdict: Verdict, question: Question): void {
    if (verdict === undefined) return;
    if (verdict === "ok") {
      const { rule, place, about } = question;
      this.evidence.push({ rule, place, about, function: question.functionAt(place) });
      return;
    }
    for (const problem of "message" in verdict ? [verdict] : verdict) this.#report(problem, question);
  }

  #report(problem: Problem, question: Question): void {
    const { at } = problem;
    const severity = question.severity(at);
    if (severity === undefined || isBroken(at.file as Partial<Template & Module>, at)) return;
    const key = `${question.rule.id}:${at.file.path}:${at.start}:${at.end}`;
    const about = aboutOf(problem, question);
    const known = this.#seen.get(key);
    if (known) {
      known.push(about);
      return;
    }
    const alsoAbout: About[] = [];
    this.#seen.set(key, alsoAbout);
    this.findings.push({ ...this.#finding(problem, severity, question), about, alsoAbout });
  }

  #finding(problem: Problem, severity: Severity, { rule, functionAt }: Question): Omit<Finding, "about" | "alsoAbout"> {
    let fixes: readonly Fix[] | undefined;
    const make = (): readonly Fix[] => {
      try {
        return (problem.fixes?.() ?? []).filter((fix) => fix !== undefined);
      } catch (error) {
        this.#onFault?.(rule, error);
        return [];
      }
    };
    return {
      rule,
      severity,
      place: problem.at,
      message: problem.message,
      related: [...(problem.via ?? []).map(calledFrom), ...(problem.related ?? []).map(({ at, message }) => ({ place: at, message }))],
      function: functionAt(problem.at),
      fixes: () => (fixes ??= make()),
    };
  }
}

/** A rule that is asked about one function of a stack may speak about all of them. */
function aboutOf({ functions }: Problem, { about }: Question): About {
  if (about.kind === "stack") return { ...about, functions };
  const stack = about.kind === "function" ? about.function.resource?.stack : undefined;
  return functions && stack ? { kind: "stack", stack, functions } : about;
}

/** Does the range touch a part that does not parse? A missing token is an empty part: it counts where it stands, ends included. */
export function isBroken(file: { readonly broken?: readonly Range[] }, range: Range): boolean {
  return (file.broken ?? []).some((part) =>
    part.start === part.end ? part.start >= range.start && part.start <= range.end : part.start < range.end && part.end > range.start,
  );
}

export function sorted(findings: readonly Finding[]): Finding[] {
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end || order(a.rule.id, b.rule.id));
}

function calledFrom(call: Call): Related {
  const name = call.scope.kind === "module" ? "the top of the file" : (call.scope.name ?? "a function without a name");
  return { place: { file: call.scope.module, start: call.start, end: call.end }, message: `Called from ${name} here` };
}
