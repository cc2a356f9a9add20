/** Queues, streams and brokers that invoke a function. */
import { type EventSourceMappingConfiguration, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import type { DeployedEventSource } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import { whereKnown } from "../configuration.ts";
import { withoutAccount } from "../redact.ts";
import { everyPage } from "./pages.ts";

/**
 * Event sources of a function and of its aliases: those of an alias are listed under the alias ("you can get list of event source mappings
 * for a specific Lambda function version or an alias as described in the FunctionName parameter", API reference).
 */
export async function readEventSources(
  clients: Clients,
  name: string,
  aliases: readonly string[],
  signal: AbortSignal,
): Promise<DeployedEventSource[]> {
  const found = new Map<string | undefined, EventSourceMappingConfiguration>();
  for (const qualified of [name, ...aliases.map((alias) => `${name}:${alias}`)]) {
    const mappings = await everyPage(async (marker) => {
      const page = await clients.lambda(new ListEventSourceMappingsCommand({ FunctionName: qualified, Marker: marker }), signal);
      return { items: page.EventSourceMappings, next: page.NextMarker };
    });
    for (const mapping of mappings) found.set(mapping.UUID, mapping);
  }
  return [...found.values()].map(eventSource);
}

function eventSource(mapping: EventSourceMappingConfiguration): DeployedEventSource {
  const servers = Object.values(mapping.SelfManagedEventSource?.Endpoints ?? {}).flat();
  const onFailure = mapping.DestinationConfig?.OnFailure?.Destination;
  return {
    source: withoutAccount(mapping.EventSourceArn ?? servers.join(", ")),
    state: mapping.State ?? "",
    reportsBatchItemFailures: mapping.FunctionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    hasFilter: (mapping.FilterCriteria?.Filters?.length ?? 0) > 0,
    ...whereKnown({
      batchSize: mapping.BatchSize,
      batchingWindow: mapping.MaximumBatchingWindowInSeconds,
      maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
      onFailure: onFailure && withoutAccount(onFailure),
    }),
  };
}
