import type { Infrastructure } from "../../infrastructure/infrastructure.ts";
import type { FunctionResource, Stack } from "../../model/infrastructure.ts";
import { isObserved } from "../../model/observers.ts";
import { alarmsSeen } from "../deployed/alarms.ts";
import { alarmsByMetric, deadLetterQueues, depthAlarm } from "../facts/alarms.ts";
import { defineItem, type Sign } from "../item.ts";

/** What the guide wants watched of a function itself. */
const WANTED = ["Errors", "Throttles", "Duration"];

/** Its macro and its plugin make alarms on errors, throttles and duration of every function, unless they are told otherwise. */
const WATCHING = /slic-?watch/i;

export const metricsAndAlarms = defineItem({
  id: "metrics-and-alarms",
  text: "Metrics and alarms",
  section: "observability",
  proofs: [],
  deployed: alarmsSeen,
  signs({ resource }, { infrastructure }) {
    if (!resource) return [];
    const byPlugin = madeByPlugin(resource.stack);
    const alarms = alarmsByMetric(resource, infrastructure);
    const [first] = alarms.values();
    if (first === undefined && !byPlugin) {
      if (isObserved(resource) !== true) return [];
      return [sign("supports", "A product for monitoring is attached to it; its alarms are kept there", resource.resource.head)];
    }
    const place = first?.head ?? resource.resource.head;
    const missing = [...(byPlugin ? [] : WANTED.filter((metric) => !alarms.has(metric))), ...unwatched(resource, infrastructure)];
    if (missing.length > 0) return [sign("supports", `It has alarms, and none of these is seen: ${missing.join(", ")}`, place)];
    const by = byPlugin ? "a plugin makes alarms" : "alarms watch";
    return [sign("proves", `Of this function ${by} on errors, throttles and duration, and failed events where they are kept`, place)];
  },
});

/** Depths of dead-letter queues on which there is no alarm. */
function unwatched(fn: FunctionResource, infrastructure: Infrastructure): string[] {
  const { queues, areKnown } = deadLetterQueues(fn, infrastructure);
  const left = queues.filter((queue) => !depthAlarm(queue, infrastructure)).map(({ name }) => `depth of ${name}`);
  return areKnown ? left : [...left, "depth of a queue that is not in the stack"];
}

/** With its defaults only. */
function madeByPlugin({ plugins, templates }: Stack): boolean {
  return plugins.some((plugin) => WATCHING.test(plugin)) && !templates.some(({ text }) => /slic-?watch:/i.test(text));
}

function sign(says: Sign["says"], message: string, place: Sign["place"]): Sign {
  return { says, kind: "resource", message, place };
}
