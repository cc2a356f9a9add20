/** From what was observed of a function to the status of its items. */
import type { Severity } from "../rules/rule.ts";
import type { Answers, AnswerValue } from "./answers/answer.ts";
import type { AssessedFunction, AssessedItem, Assessment, Score, ShownEvidence, Spot } from "./assessment.ts";
import type { Item, Sign, Status } from "./item.ts";

/** A sign as it is kept: with a spot instead of a place, which would hold on to a whole file. */
export interface KeptSign extends Omit<Sign, "place"> {
  readonly spot: Spot | undefined;
}

/** A finding as it is kept. */
export interface KeptFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly spot: Spot;
}

/** That a rule found something right. */
export interface KeptOk {
  readonly rule: string;
  readonly spot: Spot;
}

/** A finding; one about what is deployed may have no place in the workspace. */
export interface ObservedFinding extends Omit<KeptFinding, "spot"> {
  readonly spot: Spot | undefined;
}

/** Everything that was observed of one function, by item. */
export interface Observed {
  readonly findings: readonly ObservedFinding[];
  readonly oks: readonly KeptOk[];
  readonly signs: readonly KeptSign[];
}

const NOTHING: Observed = { findings: [], oks: [], signs: [] };

/**
 * The checklist of a function.
 * @param observed by the item's id; what is missing was not observed
 */
export function assess(
  fn: AssessedFunction,
  items: readonly Item[],
  observed: ReadonlyMap<string, Observed>,
  answers: Answers | undefined,
): Assessment {
  const assessed = items.map((item) => assessItem(item, observed.get(item.id) ?? NOTHING, answers?.of(fn.answerKey, item.id)));
  return { ...fn, items: assessed, score: scoreOf(assessed) };
}

function assessItem(item: Item, { findings, oks, signs }: Observed, answer: AssessedItem["answer"]): AssessedItem {
  const proofs = item.proofs.flatMap(({ rules, message }): ShownEvidence[] => {
    const said = rules.map((rule) => oks.find((ok) => ok.rule === rule));
    const [first] = said;
    if (!first || said.includes(undefined)) return [];
    return [{ says: "proves", kind: "rule", message, spot: first.spot, rule: first.rule }];
  });
  const evidence = [...findings.map(shownFinding), ...proofs, ...signs];
  const applies = findings.length > 0 || !signs.some(({ says }) => says === "does-not-apply");
  const seen = statusByEvidence(evidence, applies);
  const isContradicted = answer !== undefined && contradicts(answer.answer, findings);
  // What is wrong in the code is not right because somebody said so; that something is not needed is a person's to decide.
  const isOverruled = isContradicted && answer?.answer === "met";
  return { id: item.id, status: answer && !isOverruled ? "yours" : seen, applies, evidence, answer, isContradicted };
}

function statusByEvidence(evidence: readonly ShownEvidence[], applies: boolean): Status {
  if (evidence.some(({ says }) => says === "finding")) return "failing";
  return applies && evidence.some(({ says }) => says === "proves") ? "met" : "not seen";
}

/** "Met" against any finding; "not needed" against one that says the function will break. */
function contradicts(answer: AnswerValue, findings: readonly ObservedFinding[]): boolean {
  if (answer === "met") return findings.length > 0;
  return findings.some(({ severity }) => severity === "error" || severity === "warning");
}

function shownFinding({ rule, severity, message, spot }: ObservedFinding): ShownEvidence {
  return { says: "finding", kind: "finding", message, spot, rule, severity };
}

/** Items that do not apply, or that a person says are not needed, count for nothing. */
export function scoreOf(items: readonly AssessedItem[]): Score {
  const counted = items.filter(({ applies, status, answer }) => (status === "yours" ? answer?.answer === "met" : applies));
  return { met: counted.filter(({ status }) => status === "met" || status === "yours").length, total: counted.length };
}
