import type { FunctionResource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** Seconds that leave room for a slow dependency and still end what hangs; API Gateway gives up after 29. */
const SENSIBLE = { http: 29, other: 30 };

export const defaultTimeout = defineRule({
  id: "default-timeout",
  title: "Function without a timeout of its own",
  section: "initialization",
  checklist: "timeout-chosen",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    if (fn.timeout.kind === "set") return "ok";
    if (fn.timeout.kind === "computed") return undefined;
    const { resource } = fn;
    // The Serverless Framework has a default of its own and writes it into the template it makes.
    const seconds = fn.stack.dialect === "serverless" ? 6 : 3;
    const chosen = isBehindApi(fn) ? SENSIBLE.http : SENSIBLE.other;
    return {
      at: resource.head,
      message: `No timeout is set, so this function is ended after the default of ${seconds} seconds, which a cold start with one slow call can exceed; set one from measured durations: ${fn.name}`,
      fixes: () => [
        repair(
          `Set the timeout to ${chosen} seconds: ${fn.name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource, path: ["Timeout"], value: chosen }]),
        ),
      ],
    };
  },
});

function isBehindApi({ triggers }: FunctionResource): boolean {
  return triggers.some(({ type }) => type === "http");
}
