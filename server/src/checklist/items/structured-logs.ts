import type { FunctionCode } from "../../infrastructure/infrastructure.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { placeOf } from "../../rules/rule.ts";
import { logFormatSeen } from "../deployed/logs.ts";
import { logCalls, printsText } from "../facts/logs.ts";
import { defineItem } from "../item.ts";

export const structuredLogs = defineItem({
  id: "structured-logs",
  text: "Structured logs",
  section: "observability",
  proofs: [],
  deployed: logFormatSeen,
  signs({ resource, code }) {
    if (resource?.logFormat.kind === "set" && resource.logFormat.value === "JSON") {
      const { place } = resource.logFormat;
      if (isAllTaken(resource, code)) return [{ says: "proves", kind: "resource", message: "Lambda writes its logs as JSON", place }];
      const message = "Lambda writes as JSON what comes by a logger of its runtime, and nothing else";
      return [{ says: "supports", kind: "resource", message, place }];
    }
    if (!code) return [];
    const calls = logCalls(code.handler, code.program);
    const first = calls.find(({ form }) => form === "structured");
    if (!first) return [];
    const others = calls.length - calls.filter(({ form }) => form === "structured").length;
    if (others === 0)
      return [{ says: "proves", kind: "code", message: "All that it logs is JSON with fields", place: placeOf(first.call) }];
    const message = `Some of what it logs is JSON with fields, and not these: ${others} of ${calls.length} calls`;
    return [{ says: "supports", kind: "code", message, place: placeOf(first.call) }];
  },
});

/** All that `console` writes is; of Python, what is not printed; in other languages there are many ways to write something. */
function isAllTaken({ runtime }: FunctionResource, code: FunctionCode | undefined): boolean {
  if (runtime.kind !== "set") return false;
  if (runtime.value.startsWith("nodejs")) return true;
  return runtime.value.startsWith("python") && code !== undefined && !printsText(code.handler, code.program);
}
