import type { Fn } from "../../infrastructure/infrastructure.ts";
import { placeOf } from "../../rules/rule.ts";
import { knownCodeOf, placeOfHandler } from "../facts/knownCode.ts";
import { sdkClientsOf } from "../facts/sdkClients.ts";
import type { Sign } from "../item.ts";
import { defineItem } from "../item.ts";

export const sdkClientsReused = defineItem({
  id: "sdk-clients-reused",
  text: "AWS SDK clients reused",
  section: "initialization",
  proofs: [],
  signs(fn) {
    const { code } = fn;
    if (!code) return [];
    const clients = sdkClientsOf(code.handler, code.program);
    if (clients.length === 0) return withoutSdk(fn);
    const kept = clients.filter(({ lifetime }) => lifetime === "once");
    const [first] = kept;
    if (!first) return [];
    const isAll = kept.length === clients.length;
    const message = isAll
      ? "Every client of an AWS service is made once and serves all invocations of its environment"
      : "Some clients of AWS services are made once, and of others it cannot be told";
    return [{ says: isAll ? "proves" : "supports", kind: "code", message, place: placeOf(first.call) }];
  },
});

function withoutSdk(fn: Fn): Sign[] {
  const code = knownCodeOf(fn);
  if (!code || code.usesAws) return [];
  return [{ says: "does-not-apply", kind: "code", message: "Nothing it loads uses an AWS SDK", place: placeOfHandler(code.handler) }];
}
