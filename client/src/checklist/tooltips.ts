/** What a row says when one stays on it, in Markdown with VS Code's icons. Made when it is asked for. */
import type { ChecklistFunction, ChecklistItemDescription } from "../../../server/src/protocol.ts";
import { dialectName, itemIcon, lookOf, type Places, type Translate } from "./looks.ts";
import type { Node } from "./nodes.ts";

/** Paragraphs of Markdown; undefined where the row says everything. */
export function tooltipOf(
  node: Node,
  about: ReadonlyMap<string, ChecklistItemDescription>,
  t: Translate,
  places: Places,
): string | undefined {
  switch (node.kind) {
    case "problem":
      return paragraphs(escaped(node.problem.message), escaped(places.relative(node.problem.place.uri)));
    case "template":
      return node.template ? paragraphs(escaped(places.relative(node.template.uri)), escaped(lookOf(node, t, places).spoken)) : undefined;
    case "function":
      return functionTooltip(node.fn, about, t, places);
    case "item": {
      const { about: item, item: report } = node;
      const status = escaped(lookOf(node, t, places).description);
      const manual = item.manual && !report.answer ? escaped(item.manual) : "";
      const next = report.advice ? `${t("To do:")} ${escaped(report.advice)}` : "";
      return paragraphs(`**${escaped(item.text)}** · ${escaped(item.group)}`, status, manual, next);
    }
    case "evidence": {
      const { message, place, rule } = node.evidence;
      const where = place ? `${escaped(places.relative(place.uri))}:${place.range.start.line + 1}` : "";
      return paragraphs(escaped(message), [rule && `\`${rule}\``, where].filter(Boolean).join(" · "));
    }
    default:
      return undefined;
  }
}

function functionTooltip(
  fn: ChecklistFunction,
  about: ReadonlyMap<string, ChecklistItemDescription>,
  t: Translate,
  places: Places,
): string {
  const { met, total } = fn.score;
  const open = fn.items.filter(({ status, applies }) => status === "not seen" && applies).length;
  const failing = fn.items.filter(({ status, isContradicted }) => status === "failing" || isContradicted);
  const triggers = fn.triggers.map(escaped).join(", ");
  const { template } = fn;
  const lines = failing.map((item) => `- $(${itemIcon(item).id}) ${escaped(about.get(item.id)?.text ?? item.id)}`);
  return paragraphs(
    `**${escaped(fn.name)}** · ${t("{0} of {1} met", met, total)}`,
    [
      triggers && `${t("Triggers:")} ${triggers}`,
      template && `${t("Template:")} ${escaped(places.relative(template.uri))} (${dialectName(template.dialect)})`,
    ]
      .filter(Boolean)
      .join("  \n"),
    lines.length > 0 ? `${t("What fails:")}\n\n${lines.join("\n")}` : "",
    open === 0 ? "" : open === 1 ? t("1 item is not decided by what was seen.") : t("{0} items are not decided by what was seen.", open),
  );
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter(Boolean).join("\n\n");
}

/** Text as it is: neither Markdown nor HTML nor an icon. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!<>|~$]/g, "\\$&").replace(/&/g, "&amp;");
}
