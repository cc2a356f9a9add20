import { isAbsent } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Words by which everything in a stack is given tags: of Terraform's provider, of the CDK, of the Serverless Framework. */
const TAGS_FOR_ALL = /\bdefault_tags\b|\bTags?\.(?:of|add)\(|\bstackTags\b/;

export const noTags = defineRule({
  id: "no-tags",
  title: "Function without tags",
  section: "cost",
  checklist: "cost-watched",
  severity: "info",
  profile: "strict",
  languages: everyDialect,
  on: "deployed-function",
  check({ resource, stack, name }) {
    if (!isAbsent(resource, "Tags")) return "ok";
    if (stack.templates.some(({ text }) => TAGS_FOR_ALL.test(text))) return undefined;
    return {
      at: resource.head,
      message: `Nobody can tell from the bill whose function this is; tag it with its owner and service: ${name}`,
    };
  },
});
