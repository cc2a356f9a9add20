/** Failures of the network: nobody answered, or somebody who is not AWS. */

import { REGIONS } from "../regions.ts";
import type { FailureContext, FailureText, SdkError } from "./words.ts";

/** Node's codes for a name that cannot be resolved. */
const unresolved = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME"]);
/** Node's codes for a connection that was not made, or broke. */
const broken = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
]);
const timeouts = new Set(["TimeoutError", "RequestTimeout", "RequestTimeoutException"]);

export function failureOfNetwork(error: SdkError, context: FailureContext): FailureText | undefined {
  // The SDK refuses to make the name of a host of it.
  if (/valid hostname component/.test(error.message)) return noSuchRegion(context);
  if (unresolved.has(error.code)) return unresolvedName(error.code, context);
  if (broken.has(error.code) || /socket hang up|^aborted$/.test(error.message)) return noConnection(context);
  if (timeouts.has(error.name) || error.code === "ETIMEDOUT") return tooSlow(context);
  if (/^(?:CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/.test(error.code)) return untrusted();
  if (error.name === "SyntaxError" || /Deserialization error/.test(error.message)) return notAws(context);
  return undefined;
}

function unresolvedName(code: string, context: FailureContext): FailureText {
  if (context.endpoint !== undefined) return noConnection(context);
  if (code === "ENOTFOUND" && !REGIONS.includes(context.region)) return noSuchRegion(context);
  return noConnection(context);
}

function noSuchRegion({ region }: FailureContext): FailureText {
  return { kind: "wrong-region", message: `No AWS service was found in the region "${region}".`, remedy: "Choose another region." };
}

function noConnection({ endpoint }: FailureContext): FailureText {
  if (endpoint !== undefined) {
    return {
      kind: "no-network",
      message: `Nothing answers at ${endpoint}.`,
      remedy: "Start the emulator, or remove the endpoint from the settings, the environment and the profile.",
    };
  }
  return {
    kind: "no-network",
    message: "AWS cannot be reached.",
    remedy: "Check the network, the VPN and the proxy settings, then refresh.",
  };
}

function tooSlow({ endpoint }: FailureContext): FailureText {
  return {
    kind: "timeout",
    message: `${endpoint ?? "AWS"} did not answer in time.`,
    remedy: "Check the network, then refresh.",
  };
}

function untrusted(): FailureText {
  return {
    kind: "no-network",
    message: "The connection to AWS is not trusted, because its certificate is not known on this machine.",
    remedy: "If a proxy of your company inspects connections, name its certificate in NODE_EXTRA_CA_CERTS and start the editor anew.",
  };
}

function notAws({ endpoint }: FailureContext): FailureText {
  if (endpoint !== undefined) {
    return {
      kind: "bad-configuration",
      message: `What answers at ${endpoint} does not answer as AWS does.`,
      remedy: "Check the endpoint in the settings, the environment and the profile.",
    };
  }
  return {
    kind: "no-network",
    message: "Something else than AWS answered.",
    remedy: "Check the proxy settings, or whether the network asks you to log in, then refresh.",
  };
}
