import { placeOf } from "../../rules/rule.ts";
import { logCalls, printsText } from "../facts/logs.ts";
import { defineItem } from "../item.ts";

export const structuredLogs = defineItem({
  id: "structured-logs",
  text: "Structured logs",
  section: "observability",
  proofs: [],
  signs({ resource, code }) {
    if (resource?.logFormat.kind === "set" && resource.logFormat.value === "JSON") {
      const { place } = resource.logFormat;
      const { runtime } = resource;
      const isTaken = runtime.kind === "set" && /^(?:nodejs|python|java|dotnet)/.test(runtime.value);
      if (isTaken && !(code && printsText(code.handler, code.program)))
        return [{ says: "proves", kind: "resource", message: "Lambda writes its logs as JSON", place }];
      return [
        {
          says: "supports",
          kind: "resource",
          message: "Lambda writes as JSON what comes by a logger of its runtime, and nothing else",
          place,
        },
      ];
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
