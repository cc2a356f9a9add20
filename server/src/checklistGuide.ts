/** What an item of the checklist means: its page, and the rules that speak about it. */
import type { Item } from "./checklist/item.ts";
import type { Documentation } from "./documentation.ts";
import type { Rule } from "./rules/rule.ts";

export interface ItemGuide {
  readonly title: string;
  readonly markdown: string;
}

/** @returns null where there is no such item, or no page of it */
export function itemGuide(id: string, items: readonly Item[], rules: readonly Rule[], documentation: Documentation): ItemGuide | null {
  const item = items.find((each) => each.id === id);
  const page = item && documentation.itemPage(id);
  if (!item || page === undefined) return null;
  const speaking = rules.filter(({ checklist }) => checklist === id);
  const list = speaking.map(({ id: rule, title, severity, profile }) => {
    return `- ${title} (\`${rule}\`): ${severity}${profile === "recommended" ? "" : `, in the profile \`${profile}\``}`;
  });
  const rulesPart = list.length > 0 ? `\n## Rules that speak about it\n\n${list.join("\n")}\n` : "";
  return { title: item.text, markdown: `${page.trimEnd()}\n${rulesPart}` };
}
