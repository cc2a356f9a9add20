/** The form of a deployed function's logs. */
import type { DeployedFunction } from "../../model/deployed.ts";
import { PROPERTIES } from "./drift.ts";
import { asOf, type DeployedContext, type DeployedSign, drifts, proves, supports } from "./sign.ts";

/** Lambda's JSON takes all that `console` writes; of Python what is printed stays text, and the code tells whether something is. */
export function logFormatSeen({ configuration, readAt }: DeployedFunction, context: DeployedContext): DeployedSign[] {
  if (configuration.logFormat !== "JSON") return [];
  const message = `As it is deployed Lambda writes its logs as JSON ${asOf(readAt)}`;
  const isAll = configuration.runtime?.startsWith("nodejs") ?? false;
  return [isAll && !drifts(context, PROPERTIES["structured-logs"]) ? proves(message) : supports(message)];
}
