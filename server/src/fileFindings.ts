/** Everything that is found wrong in one file, open or not. */
import type { ChecklistService } from "./checklistService.ts";
import { rangeOf } from "./diagnostics.ts";
import { sorted } from "./finding.ts";
import { WORST_FIRST } from "./functionFindings.ts";
import type { FileFindingsParams, FunctionFinding, FunctionFindings } from "./protocol.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Waits until all functions are known: what is found in a file hangs on who calls it.
 * @returns null for a file that is not analysed
 */
export async function fileFindings(
  { uri }: FileFindingsParams,
  checklists: ChecklistService,
  workspace: Workspace,
  uris: Uris,
): Promise<FunctionFindings | null> {
  await checklists.readied();
  const path = uris.path(uri);
  const found = workspace.analyse(path);
  if (!found) return null;
  const { root } = workspace.folderOf(path);
  const findings = sorted(found.findings).map(({ rule, severity, message, place }): FunctionFinding => {
    const item = typeof rule.checklist === "string" ? rule.checklist : null;
    const shown = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    return { rule: rule.id, severity, message, item, path: shown, uri: uris.uri(path), range: rangeOf(place) };
  });
  return { findings: findings.sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity)) };
}
