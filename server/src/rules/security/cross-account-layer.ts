import { textOf } from "../../model/expressions.ts";
import type { Stack } from "../../model/infrastructure.ts";
import { isWellKnownLayer, layerParts } from "../../vocabulary/layerPublishers.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const crossAccountLayer = defineRule({
  id: "cross-account-layer",
  title: "Layer of an account you may not know",
  section: "security",
  checklist: { none: "Where a layer comes from is about trust in its maker, not about what the function may do." },
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ layers, stack }) {
    if (layers.kind !== "set") return undefined;
    return layers.value.items.flatMap((layer): Problem[] => {
      const arn = textOf(layer);
      const parts = arn === undefined ? undefined : layerParts(arn);
      if (parts === undefined || isWellKnownLayer(parts) || isOwn(parts.account, stack)) return [];
      return [
        {
          at: layer.place,
          message: `What is in a layer runs with all permissions of the function, and its account decides what that is; make sure that it is yours or one you trust, or publish a copy: ${arn}`,
        },
      ];
    });
  },
});

/** Where the templates name the account for something else (a role, a table, a registry), it is the deployment's own. */
function isOwn(account: string, { templates }: Stack): boolean {
  const elsewhere = new RegExp(`(?<!\\d)${account}(?!:layer:|\\d)`);
  return templates.some(({ text }) => elsewhere.test(text));
}
