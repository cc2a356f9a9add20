/** What is wrong with a function or in a file, said to a language model. */
import type { DeployedFinding, FunctionFinding } from "../../../server/src/protocol.ts";
import { atPlace, bullets, count, type Paths, paragraphs, placeText } from "./text.ts";

/** So many are said: the worst come first. */
const said = 60;

const severities = ["error", "warning", "info", "hint"] as const;

/** What was found in what is deployed of a function, where that is known. */
export interface DeployedFindings {
  /** `prod-ship-orders in eu-central-1, read 3 minutes ago`. */
  readonly of: string;
  readonly findings: readonly DeployedFinding[];
}

/** @param subject `ShipOrders (sam, …)`, or a file's path */
export function findingsAnswer(
  subject: string,
  findings: readonly FunctionFinding[],
  deployed: readonly DeployedFindings[],
  paths: Paths,
): string {
  return paragraphs(
    `${subject}: ${summary(findings)}.`,
    bullets(
      findings.map((finding) => findingText(finding, paths)),
      said,
    ).join("\n"),
    ...deployed.map((each) => deployedText(each, paths)),
    findings.length > 0
      ? "Each line is: severity, rule, place, what is wrong and what to do. Findings that were suppressed are left out."
      : undefined,
  );
}

function findingText({ severity, rule, uri, range, message, item }: FunctionFinding, paths: Paths): string {
  return `${severity} ${rule} at ${placeText({ uri, range }, paths)}: ${message}${item ? ` [checklist: ${item}]` : ""}`;
}

/** `3 findings (1 error, 2 warnings)` */
export function summary(findings: readonly { readonly severity: (typeof severities)[number] }[]): string {
  if (findings.length === 0) return "nothing was found, which does not prove that nothing is wrong";
  const counts = severities.map((severity) => [severity, findings.filter((each) => each.severity === severity).length] as const);
  const parts = counts
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => (severity === "info" ? `${number} info` : count(number, severity)));
  return `${count(findings.length, "finding")} (${parts.join(", ")})`;
}

function deployedText({ of, findings }: DeployedFindings, paths: Paths): string {
  const texts = findings.map((finding) => deployedFindingText(finding, paths));
  return [`Of what is deployed (${of}): ${summary(findings)}.`, ...bullets(texts, said)].join("\n");
}

export function deployedFindingText({ severity, rule, place, message }: DeployedFinding, paths: Paths): string {
  return `${severity} ${rule}${atPlace(place, paths)}: ${message}`;
}
