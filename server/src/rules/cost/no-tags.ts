import { isAbsent } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const noTags = defineRule({
  id: "no-tags",
  title: "Function without tags",
  section: "cost",
  checklist: "cost-watched",
  severity: "info",
  profile: "strict",
  languages: everyDialect,
  on: "deployed-function",
  check({ resource, name }) {
    if (!isAbsent(resource, "Tags")) return "ok";
    return {
      at: resource.head,
      message: `Nobody can tell from the bill whose function this is; tag it with its owner and service: ${name}`,
    };
  },
});
