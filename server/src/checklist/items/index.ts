/** The 19 items of the checklist, in the guide's order. */
import type { Item } from "../item.ts";
import { concurrencyLimited } from "./concurrency-limited.ts";
import { connectionsManaged } from "./connections-managed.ts";
import { costWatched } from "./cost-watched.ts";
import { eventSourceFits } from "./event-source-fits.ts";
import { failureDestination } from "./failure-destination.ts";
import { idempotent } from "./idempotent.ts";
import { leastPrivilege } from "./least-privilege.ts";
import { memoryMeasured } from "./memory-measured.ts";
import { metricsAndAlarms } from "./metrics-and-alarms.ts";
import { retriesUnderstood } from "./retries-understood.ts";
import { rollbackKnown } from "./rollback-known.ts";
import { safeRollout } from "./safe-rollout.ts";
import { sdkClientsReused } from "./sdk-clients-reused.ts";
import { secretsManaged } from "./secrets-managed.ts";
import { singleResponsibility } from "./single-responsibility.ts";
import { structuredLogs } from "./structured-logs.ts";
import { testsCover } from "./tests-cover.ts";
import { timeoutChosen } from "./timeout-chosen.ts";
import { tracingOrCorrelation } from "./tracing-or-correlation.ts";

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
  leastPrivilege,
  secretsManaged,
  structuredLogs,
  metricsAndAlarms,
  tracingOrCorrelation,
  safeRollout,
  rollbackKnown,
  testsCover,
  costWatched,
];
