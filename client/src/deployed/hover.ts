/** A hover over a handler's name with what is known of its deployed function. It asks AWS for nothing. */
import * as vscode from "vscode";
import { openReportCommand } from "../../../server/src/protocol.ts";
import { rangeOf } from "../checklist/places.ts";
import type { ChecklistStore } from "../checklist/store.ts";
import { codeSelector } from "../languages.ts";
import type { Deployed } from "./contract.ts";
import { formatOf } from "./format.ts";
import { hoverText } from "./hoverText.ts";

export function registerMetricsHover(deployed: Deployed, checklist: ChecklistStore): vscode.Disposable {
  return vscode.languages.registerHoverProvider(codeSelector, {
    provideHover: ({ uri }, position) => (deployed.functions.length === 0 ? undefined : hoverAt(deployed, checklist, uri, position)),
  });
}

function hoverAt(deployed: Deployed, checklist: ChecklistStore, uri: vscode.Uri, position: vscode.Position): vscode.Hover | undefined {
  const { t } = vscode.l10n;
  const format = formatOf(vscode.env.language, t("No data"));
  const here = (checklist.checklist?.functions ?? []).flatMap(({ id, handler }) => {
    if (handler?.uri !== uri.toString()) return [];
    const range = rangeOf(handler);
    // Of a handler without a name the place is the whole of it: its first line stands for it.
    return range.contains(position) && range.start.line === position.line ? [{ id, range }] : [];
  });
  const texts = here.flatMap(({ id }) =>
    deployed.of(id).map(({ listed: { name } }) => {
      const failure = (deployed.failureOf(name) ?? deployed.failure)?.message;
      const link = `command:${openReportCommand}?${encodeURIComponent(JSON.stringify([id, "deployed", name]))}`;
      return hoverText({ name, metrics: deployed.known(name, deployed.window), failure, now: Date.now() }, link, format, t);
    }),
  );
  if (texts.length === 0) return undefined;
  const markdown = new vscode.MarkdownString(texts.slice(0, 3).join("\n\n---\n\n"));
  markdown.isTrusted = { enabledCommands: [openReportCommand] };
  return new vscode.Hover(markdown, here[0]?.range);
}
