/** A connection to AWS: one person's credentials in one region. */
import type { DeployedConfiguration } from "../../server/src/protocol.ts";
import { contextOf, createClients, hostOf } from "./clients.ts";
import type { Aws, ConnectionOptions } from "./contract.ts";
import { credentialProvider } from "./credentials.ts";
import { readDetails, shareDetails } from "./details/index.ts";
import { resolveTarget } from "./environment.ts";
import { failureOf } from "./failure.ts";
import { listFunctions, readTags } from "./listing.ts";
import { readMetrics, readReports, reportsCost } from "./metrics/index.ts";

/**
 * Resolves profile, region, endpoints and credentials; AWS itself is asked only where a role or a login needs it.
 * @throws Failure where one of them is missing.
 */
export async function connect(options: ConnectionOptions): Promise<Aws> {
  const target = await resolveTarget(options);
  const credentials = credentialProvider(options, target);
  try {
    await credentials({ callerClientConfig: { region: async () => target.region } });
  } catch (error) {
    throw failureOf(error, contextOf(target, undefined));
  }
  const clients = createClients(options, target, credentials);
  const now = options.now ?? Date.now;
  const shared = shareDetails(clients, now);
  const listed = new Map<string, DeployedConfiguration>();
  return {
    profile: target.profile,
    region: target.region,
    endpoint: hostOf(target),
    usage: clients.usage,
    async *functions(signal) {
      for await (const page of listFunctions(clients, signal)) {
        for (const { name, configuration } of page) listed.set(name, configuration);
        yield page;
      }
    },
    tags: (signal) => readTags(clients, signal),
    details: (name, signal) => readDetails(clients, shared, name, listed.get(name), signal),
    metrics: (requests, window, signal) => readMetrics(clients, requests, window, { signal, now }),
    reportsCost: (name, window, signal) => reportsCost(clients, name, window, { signal, now, logGroup: listed.get(name)?.logGroup }),
    reports: (name, window, signal) => readReports(clients, name, window, { signal, now, logGroup: listed.get(name)?.logGroup }),
    close: clients.close,
  };
}
