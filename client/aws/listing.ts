/** The list of functions and their tags. */
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetResourcesCommand } from "@aws-sdk/client-resource-groups-tagging-api";
import type { Clients } from "./clients.ts";
import { listedFunction } from "./configuration.ts";
import type { ListedFunction } from "./contract.ts";
import { isDenied } from "./failure.ts";
import { withoutAnyAccount } from "./redact.ts";

/** See `Aws.functions`. A page has at most 50 functions, whatever is asked for. */
export async function* listFunctions(clients: Clients, signal: AbortSignal): AsyncGenerator<readonly ListedFunction[]> {
  let marker: string | undefined;
  do {
    const page = await clients.lambda(new ListFunctionsCommand({ Marker: marker }), signal);
    yield (page.Functions ?? []).map(listedFunction);
    marker = page.NextMarker || undefined;
  } while (marker !== undefined);
}

/** See `Aws.tags`. Functions without tags are not in it. */
export async function readTags(
  clients: Clients,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>> | null> {
  const tags = new Map<string, Readonly<Record<string, string>>>();
  let token: string | undefined;
  try {
    do {
      const page = await clients.tagging(
        new GetResourcesCommand({ ResourceTypeFilters: ["lambda:function"], ResourcesPerPage: 100, PaginationToken: token }),
        signal,
      );
      for (const { ResourceARN: arn, Tags: pairs = [] } of page.ResourceTagMappingList ?? []) {
        // arn:aws:lambda:REGION:ACCOUNT:function:NAME
        const name = arn?.split(":")[6];
        if (name !== undefined)
          tags.set(name, Object.fromEntries(pairs.map(({ Key = "", Value = "" }) => [Key, Value].map(withoutAnyAccount))));
      }
      token = page.PaginationToken || undefined;
    } while (token !== undefined);
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
  return tags;
}
