import type { Fn } from "../../infrastructure/infrastructure.ts";
import { numberOf, property } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { limited } from "../deployed/concurrency.ts";
import { knownTriggers } from "../facts/callers.ts";
import { effectsOf } from "../facts/effects.ts";
import { knownCodeOf, placeOfHandler } from "../facts/knownCode.ts";
import { sdkClientsOf } from "../facts/sdkClients.ts";
import type { Sign } from "../item.ts";
import { defineItem } from "../item.ts";

/** Services that take as many calls as a function can make, or refuse some without harm to others. */
const SCALES = new Set(["dynamodb", "s3", "sns", "sqs", "events", "secretsmanager", "cloudwatch", "logs", "xray", "kms", "sts"]);

export const concurrencyLimited = defineItem({
  id: "concurrency-limited",
  text: "Concurrency limited where needed",
  section: "concurrency",
  proofs: [],
  deployed: limited,
  signs(fn) {
    const { resource } = fn;
    return [...(resource ? [...reserved(resource), ...ofQueues(resource)] : []), ...withoutLimits(fn)];
  },
});

function reserved({ reservedConcurrency }: FunctionResource): Sign[] {
  if (reservedConcurrency.kind === "absent") return [];
  const { place } = reservedConcurrency;
  if (reservedConcurrency.kind === "computed")
    return [{ says: "supports", kind: "resource", message: "Concurrency is reserved by a value that only a deployment knows", place }];
  if (reservedConcurrency.value <= 0) return [];
  return [{ says: "proves", kind: "resource", message: `It runs at most so many times at once: ${reservedConcurrency.value}`, place }];
}

/** Every queue is told how many batches may be handled at a time, and nothing else invokes the function. */
function ofQueues(fn: FunctionResource): Sign[] {
  const triggers = knownTriggers(fn);
  if (!triggers?.every(({ type }) => type === "sqs")) return [];
  const limits = triggers.map(({ resource }) => property(resource, "ScalingConfig.MaximumConcurrency"));
  if (limits.some((limit) => numberOf(limit) === undefined)) return [];
  const message = `Its queue hands over at most so many batches at once: ${limits.map(numberOf).join(", ")}`;
  return limits.slice(0, 1).map((limit) => ({ says: "proves", kind: "trigger", message, place: limit?.place }));
}

function withoutLimits(fn: Fn): Sign[] {
  const code = knownCodeOf(fn);
  if (!code || code.usesHttp) return [];
  const { reads, writes, unknown } = effectsOf(code);
  const services = new Set([...reads, ...writes].map(({ service }) => service));
  const clients = sdkClientsOf(code.handler, code.program, code.modules).map(({ service }) => service);
  if (unknown.length > 0 || [...services, ...clients].some((service) => service === undefined || !SCALES.has(service))) return [];
  const called = [...services].sort();
  const message =
    called.length === 0 ? "It calls nothing that could be overrun" : `Nothing it calls has a limit of connections: ${called.join(", ")}`;
  return [{ says: "does-not-apply", kind: "code", message, place: placeOfHandler(code.handler) }];
}
