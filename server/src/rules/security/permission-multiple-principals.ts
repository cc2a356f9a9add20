import { property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const permissionMultiplePrincipals = defineRule({
  id: "permission-multiple-principals",
  title: "Function that several services may invoke",
  section: "security",
  checklist: { none: "Several callers, each allowed on purpose, are not more permission than needed." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { resources, functionOf }) {
    const own = resources(fn.stack, "AWS::Lambda::Permission").filter((each) => each.owner === null && functionOf(each) === fn);
    const services = new Set(
      own.flatMap((each) => textOf(property(each, "Principal")) ?? []).filter((name) => name.endsWith(".amazonaws.com")),
    );
    if (services.size < 2) return services.size === 1 ? "ok" : undefined;
    return {
      at: fn.resource.head,
      message: `Each service brings events of its own shape, and a change for one is a risk for the other; make a function for each: ${[...services].join(", ")}`,
      related: own.map((each) => ({ at: each.head, message: "Allowed here" })),
    };
  },
});
