/** What the rules say about deployed functions: findings for the deployed view and the checklist, and what was measured and is well. */
import type { Place } from "../model/code.ts";
import { type DeployedFact, isOn, type Rule, type Severity } from "../rules/rule.ts";
import { type Settings, severityInForce } from "../settings.ts";

export interface JudgedFinding {
  readonly rule: Rule<"deployed">;
  readonly severity: Severity;
  readonly message: string;
  /** Where in the template it would be mended; undefined without one. */
  readonly place: Place | undefined;
}

/** A rule measured something and it is well: evidence for the checklist. */
export interface JudgedOk {
  readonly rule: Rule<"deployed">;
  readonly place: Place | undefined;
}

export interface Judgement {
  /** Worst first, then by rule. */
  readonly findings: readonly JudgedFinding[];
  readonly oks: readonly JudgedOk[];
}

export interface JudgeOptions {
  /** All rules there are; those on other facts are left alone. */
  readonly rules: readonly Rule[];
  /** Those in force for the function's template, or for the folder. */
  readonly settings: Settings;
  /** Told of a rule that threw; the other rules run. */
  readonly onFault?: (rule: Rule, error: unknown) => void;
}

const WORST_FIRST: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Everything the rules say about one function as it is deployed. */
export function judge(fact: DeployedFact, { rules, settings, onFault }: JudgeOptions): Judgement {
  const findings: JudgedFinding[] = [];
  const oks: JudgedOk[] = [];
  const own = fact.resource?.resource.head;
  for (const rule of rules) {
    const severity = isOn(rule, ["deployed"]) ? severityInForce(rule, settings) : undefined;
    if (severity === undefined || !isOn(rule, ["deployed"])) continue;
    try {
      const verdict = rule.check(fact, settings);
      if (verdict === "ok") oks.push({ rule, place: own });
      else if (verdict !== undefined) {
        const { message, at } = verdict;
        // Who says how bad a rule is means both of its levels.
        const isSaid = Object.hasOwn(settings.rules, rule.id);
        findings.push({ rule, severity: isSaid ? severity : (verdict.severity ?? severity), message, place: at ?? own });
      }
    } catch (error) {
      onFault?.(rule, error);
    }
  }
  return { findings: findings.sort(compare), oks };
}

function compare(a: JudgedFinding, b: JudgedFinding): number {
  return WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity) || (a.rule.id < b.rule.id ? -1 : 1);
}
