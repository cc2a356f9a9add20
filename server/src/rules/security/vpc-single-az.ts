import { isClosedList, property, textOf } from "../../model/expressions.ts";
import type { Expression, Stack } from "../../model/infrastructure.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const vpcSingleAz = defineRule({
  id: "vpc-single-az",
  title: "Function in one availability zone",
  section: "security",
  checklist: { none: "How many zones a function runs in is about outages, which the list does not ask about." },
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ vpc, name, stack }) {
    const subnets = vpc.kind === "set" ? property(vpc.value, "SubnetIds") : undefined;
    if (!subnets || !isClosedList(subnets) || subnets.items.length === 0) return undefined;
    if (subnets.items.length > 1) return "ok";
    const [only] = subnets.items;
    // One parameter, import or variable may hold several.
    if (!only || !isOneSubnet(only, stack)) return undefined;
    return {
      at: subnets.place,
      message: `With one subnet the function stops when its availability zone has trouble or its addresses are used up; give it subnets in two zones or more: ${name}`,
    };
  },
});

function isOneSubnet(value: Expression, stack: Stack): boolean {
  if (value.kind !== "reference") return /^subnet-[0-9a-f]+$/.test(textOf(value) ?? "");
  const resource = stack.resources.get(value.id);
  // With `count` or `for_each` one name may be many subnets.
  return resource?.type === "AWS::EC2::Subnet" && !resource.isConditional;
}
