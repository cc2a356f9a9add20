/** What the report shows of the deployed function: what is known at once, and what is asked for while somebody looks. Knows nothing of VS Code. */
import { type DeployedReport, type DeployedReports, METRIC_IDS } from "../../../../server/src/protocol.ts";
import type { AwsFailure, FunctionDetails } from "../../../aws/contract.ts";
import type { ConnectedTo, Deployed, DeployedEntry } from "../../deployed/contract.ts";
import type { DeployedShown, DeployedSubject, ShownConnection, ShownFailure, ShownReports } from "./deployedShown.ts";
import { ReportLines } from "./reportLines.ts";

export class DeployedReader {
  readonly #deployed: Deployed;
  readonly #onChange: () => void;
  readonly #lines: ReportLines;
  readonly #subscription: { dispose(): void };
  /** Which of several deployed functions is looked at, by the function of the workspace. */
  readonly #chosen = new Map<string, string>();
  readonly #details = new Map<string, FunctionDetails>();
  readonly #judged = new Map<string, DeployedReport>();
  /** The questions of what is seen now. */
  #asked: { readonly key: string; readonly controller: AbortController; isOpen: boolean } | undefined;

  /** @param onChange what `read` says is another */
  constructor(deployed: Deployed, onChange: () => void) {
    this.#deployed = deployed;
    this.#onChange = onChange;
    this.#lines = new ReportLines(deployed, onChange);
    this.#subscription = deployed.onDidChange((name) => {
      if (name !== undefined && this.#details.has(name)) void this.#judge(name);
      onChange();
    });
  }

  dispose(): void {
    this.pause();
    this.#lines.dispose();
    this.#subscription.dispose();
  }

  /** Nobody looks any more: what is asked ends. Whoever looks again is told what is fresh then. */
  pause(): void {
    this.#asked?.controller.abort();
    this.#asked = undefined;
  }

  /** Another one of the deployed functions. */
  choose(id: string, name: string): void {
    this.#chosen.set(id, name);
    this.#onChange();
  }

  get lines(): ReportLines {
    return this.#lines;
  }

  /** The deployed function that is shown of a function of the workspace. */
  nameOf(id: string): string | undefined {
    const entries = this.#deployed.of(id);
    const chosen = this.#chosen.get(id);
    return (entries.find(({ listed }) => listed.name === chosen) ?? entries[0])?.listed.name;
  }

  /**
   * @param id of the function of the workspace
   * @param isSeen its figures are in sight: what is not known of them is asked for
   */
  read(id: string, isSeen: boolean): DeployedShown {
    const { state, connection } = this.#deployed;
    if (state === "closed" || state === "untrusted") return { kind: state };
    const name = this.nameOf(id);
    if (name === undefined || !connection) return this.#unmatched(connection ? connectionOf(connection) : null);
    if (isSeen) this.#ask(name);
    return { kind: "function", ...this.#subject(id, name, connectionOf(connection)) };
  }

  #unmatched(connection: ShownConnection | null): DeployedShown {
    const { state, failure, functions } = this.#deployed;
    if (state === "failed" && failure) return { kind: "failed", failure: failureOf(failure), connection };
    // An account may have none at all.
    if (!connection || (functions.length === 0 && state !== "ready")) return { kind: "connecting" };
    return { kind: "noMatch", connection, functions: functions.length, isListing: state !== "ready" };
  }

  #subject(id: string, name: string, connection: ShownConnection): DeployedSubject {
    const { window, usage, state } = this.#deployed;
    const facts = this.#deployed.facts(name);
    const details = this.#details.get(name);
    const failure = this.#deployed.failureOf(name) ?? (state === "failed" ? this.#deployed.failure : undefined);
    return {
      connection,
      stages: this.#deployed.of(id).map(stageOf),
      name,
      window,
      isReading: this.#asked?.isOpen === true || state === "connecting" || state === "listing",
      failure: failure ? failureOf(failure) : null,
      requested: usage.metrics,
      metrics: this.#deployed.known(name, window) ?? null,
      limits: {
        timeout: facts?.configuration.timeout ?? 0,
        memory: facts?.configuration.memory ?? 0,
        reserved: facts?.reservedConcurrency ?? null,
        account: facts?.account?.concurrentExecutions ?? null,
      },
      alarms: facts?.alarms ?? null,
      deployments: details?.deployments ?? [],
      denied: details?.denied ?? [],
      judged: this.#judged.get(name) ?? null,
      reports: this.#reports(name, facts?.reports),
    };
  }

  /** What was read is shown, unless somebody is about to read it again. */
  #reports(name: string, reports: DeployedReports | undefined): ShownReports {
    const { window } = this.#deployed;
    const isKnown = reports?.window === window && !this.#lines.isBusy(name, window);
    return isKnown ? { step: "read", reports } : this.#lines.step(name, window);
  }

  /** Once for a function, a window and a reading of the list; the store asks AWS for what is not fresh. */
  #ask(name: string): void {
    const { window, readAt, state } = this.#deployed;
    if (state !== "ready" && (state !== "failed" || readAt === undefined)) return;
    const key = `${name} ${window} ${readAt}`;
    if (this.#asked?.key === key) return;
    this.pause();
    const asked = { key, controller: new AbortController(), isOpen: true };
    this.#asked = asked;
    const { signal } = asked.controller;
    const metrics = this.#deployed.metrics(name, METRIC_IDS, signal);
    const details = this.#deployed.details(name, signal).then((found) => {
      if (found) this.#details.set(name, found);
    });
    void Promise.allSettled([metrics, details]).then(async () => {
      if (signal.aborted) return;
      await this.#judge(name);
      asked.isOpen = false;
      this.#onChange();
    });
  }

  async #judge(name: string): Promise<void> {
    const report = await this.#deployed.report(name).catch(() => undefined);
    if (!report || report === this.#judged.get(name)) return;
    this.#judged.set(name, report);
    this.#onChange();
  }
}

function connectionOf({ profile, region, endpoint }: ConnectedTo): ShownConnection {
  return { profile, region, endpoint: endpoint ?? null };
}

function stageOf({ listed, stack, match }: DeployedEntry): DeployedSubject["stages"][number] {
  return { name: listed.name, stack: stack ?? null, isCertain: match?.isCertain ?? false };
}

function failureOf({ message, remedy, command }: AwsFailure): ShownFailure {
  return { message, remedy, command: command ?? null };
}
