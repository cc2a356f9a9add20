/** Repairs of findings, from the tree. */
import * as vscode from "vscode";
import type { ChecklistEvidence } from "../../../server/src/protocol.ts";
import { showDocumentation } from "../documentation.ts";
import type { Repair, Server } from "../languageClient.ts";
import { findingsOf, type ItemRow } from "./nodes.ts";
import { places } from "./places.ts";

/** Findings whose repairs are looked for at once; a list of more is not read. */
const most = 20;

type Offer = Repair & { readonly finding: ChecklistEvidence };

/** Applies the repair of a finding, or asks which one where there are several or where it is not sure to be harmless. */
export async function fix(server: Server, row: ItemRow): Promise<void> {
  const findings = row.kind === "evidence" ? [row.evidence] : findingsOf(row.item);
  const offers = (await Promise.all(findings.slice(0, most).map((finding) => offersFor(server, finding)))).flat();
  const chosen = await choose(offers, findings);
  if (!chosen) return;
  if (await vscode.workspace.applyEdit(chosen.edit)) await showRepaired(chosen);
  else void vscode.window.showWarningMessage(vscode.l10n.t("The repair was not made: the file has changed."));
}

async function offersFor(server: Server, finding: ChecklistEvidence): Promise<Offer[]> {
  const { place, rule } = finding;
  if (!place || !rule) return [];
  return (await server.repairs(place, rule)).map((repair) => ({ ...repair, finding }));
}

async function choose(offers: readonly Offer[], findings: readonly ChecklistEvidence[]): Promise<Offer | undefined> {
  const { t } = vscode.l10n;
  if (offers.length === 0) {
    void sayWhatToDo(findings);
    return undefined;
  }
  const safe = offers.filter(({ isSafe }) => isSafe);
  if (findings.length === 1 && safe.length === 1) return safe[0];
  const entries = offers.map((offer) => ({
    label: offer.title,
    description: offer.finding.place ? places.line(offer.finding.place) : "",
    detail: findings.length > 1 ? offer.finding.message : "",
    offer,
  }));
  const placeHolder = t("What to do about the finding");
  return (await vscode.window.showQuickPick(entries, { placeHolder, matchOnDescription: true }))?.offer;
}

/** The finding in full, and the page of its rule: it has to be done by hand. */
async function sayWhatToDo(findings: readonly ChecklistEvidence[]): Promise<void> {
  const { t } = vscode.l10n;
  const [first, ...others] = findings;
  const what = first && others.length === 0 ? first.message : t("Each finding says what to do.");
  const show = t("Show Documentation of the Rule");
  const rule = others.length === 0 ? first?.rule : undefined;
  const chosen = await vscode.window.showInformationMessage(t("There is no automatic repair. {0}", what), ...(rule ? [show] : []));
  if (rule && chosen === show) await showDocumentation(rule);
}

/** The keyboard stays in the tree: the next finding may be there. */
async function showRepaired({ edit, finding }: Offer): Promise<void> {
  const [changed] = edit.entries();
  if (!changed) return;
  const [uri, edits] = changed;
  const at = edits[0]?.range.start ?? new vscode.Position(finding.place?.range.start.line ?? 0, 0);
  await vscode.window.showTextDocument(uri, { preserveFocus: true, preview: false, selection: new vscode.Range(at, at) });
}
