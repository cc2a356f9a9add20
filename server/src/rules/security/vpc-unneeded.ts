import type { Value } from "../../model/code.ts";
import { isAbsent } from "../../model/expressions.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { isPlainPackage } from "../../vocabulary/plainPackages.ts";
import { defineRule } from "../rule.ts";

/** Signs of something that lives in a network of one's own, or is reached by an address. */
const PRIVATE =
  /https?:|\bfetch\(|\burllib|\bsocket\b|\bhost(name)?\b|_HOST\b|ENDPOINT|_URL\b|\bdax\b|opensearch|elasticsearch|elasticache|neptune|redis|memcache|memorydb|mysql|postgres|aurora|docdb|mongo|jdbc|\.internal\b|kafka|\bmsk\b|\/mnt\/|\befs\b|fsx|vpce|vpc[-_ ]?endpoint|private/i;

export const vpcUnneeded = defineRule({
  id: "vpc-unneeded",
  title: "Function in a VPC that reaches nothing there",
  section: "security",
  checklist: { none: "Being in a VPC is about networks, not about permissions of IAM." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }) {
    if (!resource || !code || resource.packageType === "Image" || resource.layers.kind !== "absent") return undefined;
    const { vpc, environment } = resource;
    if (vpc.kind !== "set" || vpc.isInherited || vpc.value.isOpen || environment.kind === "computed") return undefined;
    if (
      !["SubnetIds", "SecurityGroupIds"].every((each) => vpc.value.entries.has(each)) ||
      !isAbsent(resource.resource, "FileSystemConfigs")
    )
      return undefined;
    const { modules, others } = loadedFrom(code.handler.module, (value: Value) => code.program.referents(value));
    if (others.length === 0 || !others.every(({ specifier, level }) => level === 0 && isPlainPackage(specifier))) return undefined;
    const names = environment.kind === "set" ? [...environment.value.entries.keys()] : [];
    if (names.some((each) => PRIVATE.test(each)) || modules.some(({ text }) => PRIVATE.test(text))) return undefined;
    return {
      at: resource.resource.properties.entries.get("VpcConfig")?.key ?? vpc.place,
      message: `The code calls services of AWS alone, and from within a VPC it reaches them only through a NAT gateway or endpoints, which cost money and may fail; take the function out of the VPC unless a rule of yours wants it there: ${name}`,
    };
  },
});
