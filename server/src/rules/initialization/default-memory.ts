import { isAtEdge, servesDeployment } from "../../model/purposes.ts";
import { memoryByDefault } from "../../vocabulary/functionDefaults.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** MB: enough processor for a start of the usual size; what is right says a measurement. */
const START = 512;

export const defaultMemory = defineRule({
  id: "default-memory",
  title: "Function without a memory size of its own",
  section: "initialization",
  checklist: "memory-measured",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite, referrers }) {
    if (fn.memory.kind === "set") return "ok";
    // At viewers CloudFront allows no more than the default; what serves a deployment may be slow.
    if (fn.memory.kind === "computed" || isAtEdge(fn, referrers) || servesDeployment(fn, referrers)) return undefined;
    const { resource } = fn;
    const given = memoryByDefault(fn.stack.dialect);
    const chosen = fn.stack.dialect === "serverless" ? given : START;
    return {
      at: resource.head,
      message: `No memory size is set, so this function has the default of ${given} MB and the share of a processor that goes with it; measure what it needs and set that: ${fn.name}`,
      fixes: () => [
        repair(
          `Set the memory to ${chosen} MB: ${fn.name}`,
          chosen === given ? "safe" : "suggested",
          rewrite.change([{ kind: "set", resource, path: ["MemorySize"], value: chosen }]),
        ),
      ],
    };
  },
});
