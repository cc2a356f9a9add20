/** How a row looks and what a screen reader says of it: labels, icons as ids, what its menu depends on. Icons never bear a status alone. */
import type { ChecklistAnswer, ChecklistEvidence, ChecklistFunction, ChecklistReportItem } from "../../../server/src/protocol.ts";
import { findingsOf, type Node } from "./nodes.ts";

/** `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** What the editor knows of places. */
export interface Places {
  /** `src/template.yaml`: as short as it is unambiguous. */
  relative(uri: string): string;
}

export interface Icon {
  /** Of VS Code's own icons. */
  readonly id: string;
  /** Of a theme. */
  readonly color?: string;
}

export interface Look {
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  /** What a screen reader says: the label and everything that is only seen. */
  readonly spoken: string;
  /** Words that the menus' `viewItem` is matched with. */
  readonly context: string;
  readonly unfolds: "expanded" | "collapsed" | "never";
}

type Severity = ChecklistEvidence["severity"];

const passed: Icon = { id: "pass", color: "testing.iconPassed" };
const open: Icon = { id: "circle-outline", color: "disabledForeground" };
const notApplicable: Icon = { id: "circle-slash", color: "disabledForeground" };
const warned: Icon = { id: "warning", color: "problemsWarningIcon.foreground" };

const dialects: Record<string, string> = {
  sam: "SAM",
  cloudformation: "CloudFormation",
  serverless: "Serverless",
  terraform: "Terraform",
  cdk: "CDK",
};

/** How people call a dialect. */
export function dialectName(dialect: string): string {
  return dialects[dialect] ?? dialect;
}

export function lookOf(node: Node, t: Translate, places: Places): Look {
  switch (node.kind) {
    case "problem": {
      const where = lineText(node.problem.place, places);
      const { message } = node.problem;
      return { label: message, description: where, icon: warned, spoken: `${message}, ${where}`, context: "problem", unfolds: "never" };
    }
    case "folder":
      return {
        label: node.label,
        description: "",
        icon: { id: "root-folder" },
        spoken: node.label,
        context: "folder",
        unfolds: "expanded",
      };
    case "template":
      return templateLook(node.template, node.average, node.children.length, t);
    case "function":
      return functionLook(node.fn, t, places);
    case "item":
      return itemLook(node.item, node.about.text, t);
    case "answer":
      return answerLook(node.answer, node.item, t);
    case "evidence":
      return evidenceLook(node.evidence, t, places);
  }
}

function templateLook(template: ChecklistFunction["template"], average: number | undefined, count: number, t: Translate): Look {
  const label = template?.label ?? t("Without a template");
  const share = average === undefined ? "" : t("{0}%", Math.round(average * 100));
  const dialect = template ? dialectName(template.dialect) : "";
  const description = [share, dialect].filter(Boolean).join(" · ");
  const size = count === 1 ? t("1 function") : t("{0} functions", count);
  const spoken = [label, dialect, size, share && t("{0} met on average", share)].filter(Boolean).join(", ");
  const icon = { id: template ? "layers" : "file-code" };
  return { label, description, icon, spoken, context: template ? "template" : "noTemplate", unfolds: "expanded" };
}

function functionLook(fn: ChecklistFunction, t: Translate, places: Places): Look {
  const { met, total } = fn.score;
  const failing = fn.items.filter(({ status }) => status === "failing");
  const worst = worstOf(failing.map(({ severity }) => severity));
  const icon = failing.length > 0 ? severityIcon(worst) : met === total && total > 0 ? passed : open;
  const fails = failing.length === 0 ? t("nothing fails") : t("{0} failing", failing.length);
  const home = homeOf(fn, places);
  const spoken = [fn.name, t("{0} of {1} met", met, total), fails, ...(home ? [home] : []), ...fn.triggers].join(", ");
  const context = ["function", fn.template && fn.entry && "entry", fn.handler && "handler"].filter(Boolean).join(" ");
  const description = [`${met}/${total}`, home].filter(Boolean).join(" · ");
  return { label: fn.name, description, icon, spoken, context, unfolds: "collapsed" };
}

/** The file of a handler that no template names: many of them are called `handler`. */
function homeOf({ template, handler }: ChecklistFunction, { relative }: Places): string | undefined {
  return template || !handler ? undefined : relative(handler.uri);
}

function itemLook(item: ChecklistReportItem, label: string, t: Translate): Look {
  const description = statusText(item, t);
  const context = ["item", findingsOf(item).length > 0 && "failing", item.answer && "answered"].filter(Boolean).join(" ");
  const unfolds = item.evidence.length > 0 || item.answer ? "collapsed" : "never";
  const spoken = [label, item.status === "failing" && t("failing"), description].filter(Boolean).join(", ");
  return { label, description, icon: itemIcon(item), spoken, context, unfolds };
}

/** The status in words: of what fails how much, of what is answered by whom. */
function statusText(item: ChecklistReportItem, t: Translate): string {
  const count = findingsOf(item).length;
  const findings = count === 1 ? t("1 finding") : t("{0} findings", count);
  const said = item.answer && saidBy(item.answer, t);
  if (item.isContradicted && said) return t("{0}, against the answer: {1}", findings, said);
  if (item.status === "failing") return findings;
  if (item.status === "yours" && said) return said;
  if (item.status === "met") return t("met");
  return item.applies ? t("not seen") : t("does not apply");
}

function saidBy({ answer, who }: ChecklistAnswer, t: Translate): string {
  if (answer === "met") return who ? t("met, says {0}", who) : t("met, as answered");
  return who ? t("not needed, says {0}", who) : t("not needed, as answered");
}

/** The icon of an item; what a person answered against the evidence has a warning sign unless something worse is found. */
export function itemIcon(item: Pick<ChecklistReportItem, "status" | "applies" | "isContradicted" | "severity">): Icon {
  if (item.isContradicted) return item.severity === "error" ? severityIcon("error") : warned;
  if (item.status === "failing") return severityIcon(item.severity);
  if (item.status === "met") return passed;
  if (item.status === "yours") return { id: "account", color: "testing.iconPassed" };
  return item.applies ? open : notApplicable;
}

function answerLook({ who, date, note, answer, isForAll }: ChecklistAnswer, { isContradicted }: ChecklistReportItem, t: Translate): Look {
  const value = answer === "met" ? t("Met") : t("Not needed");
  const label = note ? `${value}: ${note}` : value;
  const scope = isForAll ? t("every function") : "";
  const against = isContradicted ? t("evidence says otherwise") : "";
  const description = [who, date, scope, against].filter(Boolean).join(" · ");
  const spoken = [t("Answer"), label, description].filter(Boolean).join(", ");
  return { label, description, icon: isContradicted ? warned : { id: "account" }, spoken, context: "answer answered", unfolds: "never" };
}

function evidenceLook({ says, message, place, severity }: ChecklistEvidence, t: Translate, places: Places): Look {
  const where = place ? lineText(place, places) : "";
  const words = { finding: t("Finding"), proves: t("Proof"), supports: t("Seen"), "does-not-apply": t("Does not apply") };
  const icons: Record<string, Icon> = {
    finding: severityIcon(severity),
    proves: { id: "check", color: "testing.iconPassed" },
    supports: { id: "eye" },
    "does-not-apply": notApplicable,
  };
  const spoken = [words[says], severity, message, where].filter(Boolean).join(", ");
  const context = says === "finding" ? "evidence failing" : "evidence";
  return { label: message, description: where, icon: icons[says] ?? open, spoken, context, unfolds: "never" };
}

function severityIcon(severity: Severity): Icon {
  if (severity === "error") return { id: "error", color: "problemsErrorIcon.foreground" };
  if (severity === "warning") return warned;
  return { id: "info", color: "problemsInfoIcon.foreground" };
}

const ranks: Severity[] = ["error", "warning", "info", "hint"];

/** The worst of some severities; null of none. */
export function worstOf(severities: readonly Severity[]): Severity {
  return ranks.find((rank) => severities.includes(rank)) ?? null;
}

/** `app.py:4`: the file's name and the line from 1; the tooltip has the whole path. */
export function lineText({ uri, range }: { uri: string; range: { start: { line: number } } }, { relative }: Places): string {
  const file = relative(uri).split("/").at(-1) ?? "";
  return `${file}:${range.start.line + 1}`;
}
