import type { Fn } from "../../infrastructure/infrastructure.ts";
import { effectsOf } from "../facts/effects.ts";
import { conditionalPuts, idempotencyOf } from "../facts/idempotency.ts";
import { knownCodeOf, placeOfHandler } from "../facts/knownCode.ts";
import type { Sign } from "../item.ts";
import { defineItem } from "../item.ts";

export const idempotent = defineItem({
  id: "idempotent",
  text: "Safe to handle twice",
  section: "idempotency",
  proofs: [],
  signs(fn) {
    return [...byLibrary(fn), ...byReadingOnly(fn), ...byCondition(fn)];
  },
});

function byLibrary({ code, resource }: Fn): Sign[] {
  const found = code && idempotencyOf(code);
  if (!found) return [];
  const isSwitchedOff = resource?.environment.kind === "set" && resource.environment.value.entries.has("POWERTOOLS_IDEMPOTENCY_DISABLED");
  const says = found.coversAll && !isSwitchedOff ? "proves" : "supports";
  return [
    { says, kind: "code", message: `A library keeps what was done for an event and does it once: ${found.name}`, place: found.place },
  ];
}

function byReadingOnly(fn: Fn): Sign[] {
  const code = knownCodeOf(fn);
  if (!code || code.usesHttp) return [];
  const { reads, writes, unknown, random } = effectsOf(code);
  // What is drawn anew each time, such as a token, may be the effect itself.
  if (writes.length > 0 || unknown.length > 0 || random.length > 0) return [];
  const read = [...new Set(reads.map(({ service }) => service))].sort();
  const message =
    read.length === 0
      ? "Nothing outside of it changes when it runs, so it may run twice: it calls no service"
      : `Nothing outside of it changes when it runs, so it may run twice: it only reads from ${read.join(", ")}`;
  return [{ says: "proves", kind: "code", message, place: placeOfHandler(code.handler) }];
}

function byCondition({ code }: Fn): Sign[] {
  return (code ? conditionalPuts(code) : []).map((place) => ({
    says: "supports",
    kind: "code",
    message: "An item is put only where there is none with its key, which tells an event that came before",
    place,
  }));
}
