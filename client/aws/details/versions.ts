/** Versions and aliases: what is deployed, and when it was. */
import { type FunctionConfiguration, ListAliasesCommand, ListVersionsByFunctionCommand } from "@aws-sdk/client-lambda";
import type { DeployedAlias, DeployedConfiguration } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import { deployedConfiguration, isoTime } from "../configuration.ts";
import type { FunctionDetails } from "../contract.ts";
import { everyPage } from "./pages.ts";

export interface Versions {
  /** Of `$LATEST`, as it is now. */
  readonly configuration: DeployedConfiguration | undefined;
  /** Without `$LATEST`. */
  readonly published: number;
  readonly deployments: FunctionDetails["deployments"];
}

export async function readVersions(clients: Clients, name: string, signal: AbortSignal): Promise<Versions> {
  const all = await everyPage(async (marker) => {
    const page = await clients.lambda(new ListVersionsByFunctionCommand({ FunctionName: name, Marker: marker }), signal);
    return { items: page.Versions, next: page.NextMarker };
  });
  const latest = all.find((each) => each.Version === "$LATEST");
  return {
    configuration: latest && deployedConfiguration(latest),
    published: all.filter((each) => each.Version !== "$LATEST").length,
    deployments: deploymentsOf(all),
  };
}

/** A version is of the time it was published, `$LATEST` of its last change; where both are of one moment, the version tells more. */
function deploymentsOf(versions: readonly FunctionConfiguration[]): FunctionDetails["deployments"] {
  const published = versions.filter((each) => each.Version !== "$LATEST").map((each) => each.LastModified);
  return versions
    .filter((each) => each.Version !== "$LATEST" || !published.includes(each.LastModified))
    .flatMap(({ LastModified, Version = "" }) => {
      const at = isoTime(LastModified);
      return at === undefined ? [] : [{ at, version: Version }];
    })
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

export async function readAliases(clients: Clients, name: string, signal: AbortSignal): Promise<DeployedAlias[]> {
  const aliases = await everyPage(async (marker) => {
    const page = await clients.lambda(new ListAliasesCommand({ FunctionName: name, Marker: marker }), signal);
    return { items: page.Aliases, next: page.NextMarker };
  });
  return aliases.map((alias) => ({
    name: alias.Name ?? "",
    version: alias.FunctionVersion ?? "",
    weights: alias.RoutingConfig?.AdditionalVersionWeights ?? {},
  }));
}
