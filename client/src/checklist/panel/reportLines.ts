/** Reading REPORT lines, step by step: what it costs, then the reading, only after a person saw the cost. */
import type { MetricWindow } from "../../../../server/src/protocol.ts";
import type { Deployed } from "../../deployed/contract.ts";
import type { ShownReports } from "./deployedShown.ts";

export class ReportLines {
  readonly #deployed: Deployed;
  readonly #onChange: () => void;
  readonly #steps = new Map<string, ShownReports>();
  readonly #reading = new Map<string, AbortController>();

  constructor(deployed: Deployed, onChange: () => void) {
    this.#deployed = deployed;
    this.#onChange = onChange;
  }

  dispose(): void {
    for (const controller of this.#reading.values()) controller.abort();
  }

  step(name: string, window: MetricWindow): ShownReports {
    return this.#steps.get(keyOf(name, window)) ?? { step: "none" };
  }

  /** A person is in the middle of it. */
  isBusy(name: string, window: MetricWindow): boolean {
    return ["asking", "cost", "reading"].includes(this.step(name, window).step);
  }

  /** A failure is the store's to tell; here it is as before. */
  async cost(name: string): Promise<void> {
    const { window } = this.#deployed;
    this.#become(name, window, { step: "asking" });
    const cost = await this.#deployed.reportsCost(name);
    if (this.step(name, window).step !== "asking") return;
    this.#become(name, window, cost ? { step: "cost", ...cost } : { step: "none" });
  }

  async read(name: string): Promise<void> {
    const { window } = this.#deployed;
    // Nobody pays for what they did not see the price of.
    if (this.step(name, window).step !== "cost") return;
    const controller = new AbortController();
    this.#reading.set(keyOf(name, window), controller);
    this.#become(name, window, { step: "reading" });
    const reports = await this.#deployed.reports(name, controller.signal);
    if (controller.signal.aborted) return;
    this.#become(name, window, reports ? { step: "read", reports } : { step: reports === null ? "empty" : "none" });
  }

  cancel(name: string): void {
    const { window } = this.#deployed;
    this.#reading.get(keyOf(name, window))?.abort();
    this.#become(name, window, { step: "none" });
  }

  #become(name: string, window: MetricWindow, step: ShownReports): void {
    this.#steps.set(keyOf(name, window), step);
    this.#onChange();
  }
}

function keyOf(name: string, window: MetricWindow): string {
  return `${window} ${name}`;
}
