import { isObserved } from "../../model/observers.ts";
import { activeTracing, correlation, openTelemetry } from "../facts/tracing.ts";
import { defineItem, type Sign } from "../item.ts";

export const tracingOrCorrelation = defineItem({
  id: "tracing-or-correlation",
  text: "Tracing or correlation ids",
  section: "observability",
  proofs: [],
  signs({ resource, code }) {
    const signs: Sign[] = [];
    const active = resource && activeTracing(resource);
    if (active) {
      const message = active.maySend ? "X-Ray traces its invocations" : "Active tracing is on, and its role may not send traces";
      signs.push({ says: active.maySend ? "proves" : "supports", kind: "resource", message, place: active.place });
    }
    const layer = resource && openTelemetry(resource);
    if (layer) signs.push({ says: "proves", kind: "resource", message: "A layer of OpenTelemetry traces its invocations", place: layer });
    else if (resource && !active && isObserved(resource) === true) {
      const message = "A product for monitoring is attached to it, and may trace it";
      signs.push({ says: "supports", kind: "resource", message, place: resource.resource.head });
    }
    const handed = code && correlation(code.handler, code.program);
    if (handed) signs.push({ says: "proves", kind: "code", message: "An id that came with the event is in its logs", place: handed });
    return signs;
  },
});
