/** Reads REPORT lines for a person: what it costs is said first. */
import * as vscode from "vscode";
import type { ReportsCost } from "../../aws/contract.ts";
import { windowName } from "./explain.ts";
import { type Format, formatOf } from "./format.ts";
import type { DeployedView } from "./view.ts";

export async function readReportLines(name: string, { deployed, tree }: DeployedView): Promise<void> {
  const { t } = vscode.l10n;
  const cost = await tree.during(name, () => deployed.reportsCost(name));
  // Why there is none, its row says.
  if (!cost) return;
  const read = t("Read");
  const question = t("Read the REPORT lines of {0} of the last {1}?", name, windowName(deployed.window, t));
  const detail = costText(cost, formatOf(vscode.env.language, t("No data")));
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, read)) !== read) return;
  await tree.during(name, (signal) => deployed.reports(name, signal));
}

function costText({ by, bytes, dollars, pricesOf }: ReportsCost, format: Format): string {
  const { t } = vscode.l10n;
  if (by === "FilterLogEvents") return t("They are read with FilterLogEvents, which costs nothing; a busy log is read in part.");
  if (bytes === null || dollars === null) {
    return t("They are read with CloudWatch Logs Insights, which is billed for what it looks through. How much that is, is not known.");
  }
  return t(
    "They are read with CloudWatch Logs Insights, which looks through {0} at most: {1} at the list price of {2}.",
    format.bytes(bytes),
    format.dollars(dollars),
    pricesOf,
  );
}
