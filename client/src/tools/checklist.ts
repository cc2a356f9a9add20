/** The readiness checklist of a function, said to a language model. */
import type {
  ChecklistAnswer,
  ChecklistEvidence,
  ChecklistFunction,
  ChecklistItemDescription,
  ChecklistReport,
  ChecklistReportItem,
} from "../../../server/src/protocol.ts";
import type { Candidate } from "./choosing.ts";
import { atPlace, bullets, count, type Paths, paragraphs, placeText, shownId } from "./text.ts";

/** So much evidence of one item is said. */
const evidenceSaid = 8;

/** A function of the workspace, to be chosen by its name or by the id that is shown. */
export interface WorkspaceFunction extends Candidate {
  readonly fn: ChecklistFunction;
}

export function workspaceFunctions(functions: readonly ChecklistFunction[], paths: Paths): readonly WorkspaceFunction[] {
  return functions.map((fn) => ({ id: shownId(fn.id, paths), names: [fn.name], where: whereIs(fn, paths), fn }));
}

/** `sam, sam/template.yaml:14, handler sam/ship/app.py:3, invoked by sqs Orders` */
export function whereIs({ template, entry, handler, triggers }: ChecklistFunction, paths: Paths): string {
  const declared = template && [template.dialect, entry ? placeText(entry, paths) : template.label];
  return [
    ...(declared ?? ["no template names it"]),
    handler && `handler ${placeText(handler, paths)}`,
    triggers.length > 0 && `invoked by ${triggers.join(", ")}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Every item with its status, and what that status rests on. */
export function checklistAnswer(report: ChecklistReport, items: readonly ChecklistItemDescription[], paths: Paths): string {
  const texts = new Map(items.map(({ id, text }) => [id, text]));
  const { name, score } = report;
  const group = (title: string, said: readonly ChecklistReportItem[]): string | undefined => {
    const lines = said.flatMap((item) => itemLines(item, texts.get(item.id) ?? item.id, paths));
    return said.length > 0 ? [`${title} (${said.length}):`, ...lines].join("\n") : undefined;
  };
  const asked = report.items.filter(({ applies }) => applies);
  const inStatus = (status: string) => asked.filter((item) => item.status === status);
  return paragraphs(
    `Readiness of ${name} (${whereIs(report, paths)}): ${score.met} of ${count(score.total, "item")} met.`,
    group("Failing", inStatus("failing")),
    group("Not seen (nothing decides it, neither for nor against)", inStatus("not seen")),
    group("Met, by evidence", inStatus("met")),
    group("Answered by a person", inStatus("yours")),
    group(
      "Does not apply",
      report.items.filter(({ applies }) => !applies),
    ),
    report.next.length > 0 ? `What to do, the most urgent first: ${report.next.join(", ")}.` : "Nothing is left to do.",
  );
}

function itemLines(item: ChecklistReportItem, text: string, paths: Paths): readonly string[] {
  const said = item.evidence.map((evidence) => evidenceText(evidence, paths));
  return [
    `- ${item.id}: ${text}`,
    ...bullets(said, evidenceSaid, "  "),
    ...(item.answer ? [`  - ${answerText(item.answer, item.isContradicted)}`] : []),
    ...(item.advice ? [`  To do: ${item.advice}`] : []),
  ];
}

function evidenceText({ says, kind, message, place, rule, severity }: ChecklistEvidence, paths: Paths): string {
  const words = { finding: severity ?? "finding", proves: "proof", supports: "seen", "does-not-apply": "does not apply" };
  const source = rule ? ` ${rule}` : kind === "deployed" ? " in what is deployed" : "";
  return `${words[says]}${source}${atPlace(place, paths)}: ${message}`;
}

function answerText({ answer, who, date, note }: ChecklistAnswer, isContradicted: boolean): string {
  const by = [who, date].filter(Boolean).join(", ");
  return [`${answer}, says ${by || "the answers file"}`, note && `: ${note}`, isContradicted && " (evidence says otherwise)"]
    .filter(Boolean)
    .join("");
}
