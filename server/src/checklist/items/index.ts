/** The 19 items of the checklist, in the guide's order. */
import type { Item } from "../item.ts";
import { concurrencyLimited } from "./concurrency-limited.ts";
import { connectionsManaged } from "./connections-managed.ts";
import { eventSourceFits } from "./event-source-fits.ts";
import { failureDestination } from "./failure-destination.ts";
import { idempotent } from "./idempotent.ts";
import { memoryMeasured } from "./memory-measured.ts";
import { retriesUnderstood } from "./retries-understood.ts";
import { sdkClientsReused } from "./sdk-clients-reused.ts";
import { singleResponsibility } from "./single-responsibility.ts";
import { timeoutChosen } from "./timeout-chosen.ts";

export const items: readonly Item[] = [
  singleResponsibility,
  idempotent,
  eventSourceFits,
  timeoutChosen,
  memoryMeasured,
  sdkClientsReused,
  connectionsManaged,
  retriesUnderstood,
  failureDestination,
  concurrencyLimited,
];
