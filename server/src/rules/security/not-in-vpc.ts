import { defineRule, everyDialect } from "../rule.ts";

export const notInVpc = defineRule({
  id: "not-in-vpc",
  title: "Function outside of a VPC",
  section: "security",
  checklist: { none: "Being in a VPC is about networks, not about permissions of IAM." },
  severity: "info",
  profile: "strict",
  languages: everyDialect,
  on: "deployed-function",
  check({ vpc, resource, name }) {
    if (vpc.kind === "set") return "ok";
    if (vpc.kind === "computed") return undefined;
    return {
      at: resource.head,
      message: `Rules of some organisations ask for functions in a VPC; elsewhere it only costs start time and addresses, unless the function needs something private: ${name}`,
    };
  },
});
