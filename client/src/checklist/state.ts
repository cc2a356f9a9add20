/** Which of its states the view is in: a list, or a text that says why there is none and what to do. */
import type { Checklist } from "../../../server/src/protocol.ts";
import { asksForWork } from "./nodes.ts";

/** As `lambdaReady.checklist.state` in the manifest's `viewsWelcome`. */
export type ViewState = "off" | "failed" | "reading" | "none" | "nothingFails" | "list";

export interface Seen {
  readonly server: "off" | "starting" | "running" | "failed";
  /** The server is reading the workspace. */
  readonly isBusy: boolean;
  readonly checklist: Checklist | undefined;
  /** The server answered with an error when it was asked last. */
  readonly hasFailed: boolean;
  readonly onlyFailing: boolean;
}

export function viewState({ server, checklist, onlyFailing, ...seen }: Seen): ViewState {
  if (server === "off" || server === "failed") return server;
  if (!checklist) return seen.hasFailed ? "failed" : "reading";
  if (checklist.functions.length === 0) return isReading({ ...seen, checklist }) ? "reading" : "none";
  return onlyFailing && !checklist.functions.some(({ items }) => items.some(asksForWork)) ? "nothingFails" : "list";
}

/** There is more to come. */
export function isReading({ isBusy, checklist }: Pick<Seen, "isBusy" | "checklist">): boolean {
  return isBusy || !checklist || checklist.state === "reading";
}
