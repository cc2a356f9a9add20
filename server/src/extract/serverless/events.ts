/** Events of a function: each is the resource that CloudFormation would have for it. */
import type { Place } from "../../model/code.ts";
import type { Expression, MapEntry, Resource } from "../../model/infrastructure.ts";
import { madeResource } from "../stack.ts";
import { hasAlias } from "./attached.ts";
import { readHttp, readHttpApi, readWebsocket } from "./events/apis.ts";
import { readCloudwatchEvent, readEventBridge, readSchedule } from "./events/buses.ts";
import { readMapping } from "./events/mappings.ts";
import { readCloudwatchLog, readCognito, readS3, readSns } from "./events/notifications.ts";
import { readAlb, readAlexa, readIot, readOther } from "./events/others.ts";
import type { ServiceFunction } from "./functions.ts";
import { originOf, type Service } from "./service.ts";
import type { Properties } from "./words.ts";

/** An event as it is written: `- sqs: …` is one entry of an item. */
export interface WrittenEvent {
  readonly service: Service;
  readonly owner: Resource;
  /** `sqs`. */
  readonly kind: string;
  /** Short form, long form, or null where the event has no settings. */
  readonly value: Expression;
  readonly key: Place;
  /** Makes a resource that belongs to the function; `suffix` where one event makes several. */
  make(type: string, properties: Properties, suffix?: string): Resource;
  /** The function, or its alias, as the value of a property. */
  target(attribute: string | null): Expression;
}

type ReadEvent = (event: WrittenEvent) => void;

const READERS: ReadonlyMap<string, ReadEvent> = new Map<string, ReadEvent>([
  ["http", readHttp],
  ["httpApi", readHttpApi],
  ["websocket", readWebsocket],
  ["schedule", readSchedule],
  ["eventBridge", readEventBridge],
  ["cloudwatchEvent", readCloudwatchEvent],
  ["sqs", readMapping],
  ["stream", readMapping],
  ["msk", readMapping],
  ["kafka", readMapping],
  ["activemq", readMapping],
  ["rabbitmq", readMapping],
  ["sns", readSns],
  ["s3", readS3],
  ["existingS3", readS3],
  ["cloudwatchLog", readCloudwatchLog],
  ["cognitoUserPool", readCognito],
  ["alb", readAlb],
  ["iot", readIot],
  ["alexaSkill", readAlexa],
  ["alexaSmartHome", readAlexa],
]);

interface Context {
  readonly service: Service;
  readonly owner: Resource;
  /** Events go to the alias where there is one. */
  readonly alias: string | null;
  readonly counts: Map<string, number>;
}

export function readEvents(service: Service, { resource, settings }: ServiceFunction): void {
  const events = settings.kind === "map" ? settings.entries.get("events")?.value : undefined;
  if (events === undefined || (events.kind === "literal" && events.value === null)) return;
  if (events.kind !== "list" || events.isOpen) service.isComplete = false;
  const items = events.kind === "list" ? events.items.flatMap((item) => (item.kind === "list" ? item.items : [item])) : [];
  const alias = hasAlias(service, settings) ? `${resource.id}/Alias` : null;
  const context: Context = { service, owner: resource, alias, counts: new Map() };
  for (const item of items) {
    if (item.kind === "literal" && typeof item.value === "string") {
      readEvent(context, item.value, { key: item.place, value: { kind: "none", place: item.place } });
    } else if (item.kind === "map") {
      for (const [kind, entry] of item.entries) readEvent(context, kind, entry);
    } else service.isComplete = false;
  }
}

function readEvent({ service, owner, alias, counts }: Context, kind: string, entry: MapEntry): void {
  const { key, value } = entry;
  if (value.kind === "computed") service.isComplete = false;
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  const isHere = value.place.file === key.file && value.place.start >= key.start;
  const place = isHere ? { ...key, end: Math.max(key.end, value.place.end) } : key;
  (READERS.get(kind) ?? readOther)({
    service,
    owner,
    kind,
    value,
    key,
    make(type, properties, suffix = "") {
      const name = `${kind}${count > 1 ? count : ""}${suffix}`;
      const origin = originOf("event", value.place, kind);
      const made = madeResource(owner, name, type, properties.map(value.place), { place, head: key, origin });
      service.resources.set(made.id, made);
      return made;
    },
    target: (attribute) => ({ kind: "reference", id: alias ?? owner.id, attribute: alias === null ? attribute : null, place: owner.head }),
  });
}
