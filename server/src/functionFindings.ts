/** Everything that is found wrong with one function of the workspace. */
import { placeOf } from "./checklistMessages.ts";
import type { ChecklistService } from "./checklistService.ts";
import type { FunctionFinding, FunctionFindings, FunctionFindingsParams } from "./protocol.ts";
import type { Severity } from "./rules/rule.ts";
import type { Uris } from "./uris.ts";

/** Severities as findings are ordered by them. */
export const WORST_FIRST: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Waits until all functions are known. @returns null for a function that is not there */
export async function functionFindings(
  { id }: FunctionFindingsParams,
  checklists: ChecklistService,
  uris: Uris,
): Promise<FunctionFindings | null> {
  const known = await checklists.readied();
  const found = known.find(id);
  const findings = found && known.of(found.folder).live.findings(found.assessment.id);
  if (!found || !findings) return null;
  const { root } = found.folder;
  const messages = findings.map(({ rule, severity, message, item, spot }): FunctionFinding => {
    const path = spot.path.startsWith(`${root}/`) ? spot.path.slice(root.length + 1) : spot.path;
    return { rule, severity, message, item, path, ...placeOf(spot, uris) };
  });
  return { findings: messages.sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity)) };
}
