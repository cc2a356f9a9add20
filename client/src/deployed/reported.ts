/** What the server is told of deployed functions, and what it says of them. */
import type { DeployedFunction, DeployedParams, DeployedReport } from "../../../server/src/protocol.ts";
import type { Outside } from "./outside.ts";

interface Asked {
  readonly id: string | null;
  readonly deployed: DeployedFunction;
  readonly report: Promise<DeployedReport | undefined>;
}

export class Reported {
  readonly #outside: Pick<Outside, "report" | "tell" | "soon" | "onError">;
  readonly #asked = new Map<string, Asked>();
  #isTelling = false;
  #told = "[]";

  constructor(outside: Pick<Outside, "report" | "tell" | "soon" | "onError">) {
    this.#outside = outside;
  }

  /** The report on these facts: asked once for as long as they are the same objects. */
  ask(id: string | null, deployed: DeployedFunction): Promise<DeployedReport | undefined> {
    const { name } = deployed;
    const asked = this.#asked.get(name);
    if (asked && asked.id === id && asked.deployed === deployed) return asked.report;
    const report = this.#outside.report({ id, deployed }).catch((error) => {
      this.#outside.onError(error);
      return undefined;
    });
    this.#asked.set(name, { id, deployed, report });
    // The server did not run: it may when it is asked again.
    void report.then((answer) => {
      if (!answer && this.#asked.get(name)?.report === report) this.#asked.delete(name);
    });
    return report;
  }

  /** What the server says may be another. Without a name: of every function. */
  forget(name?: string): void {
    if (name === undefined) this.#asked.clear();
    else this.#asked.delete(name);
  }

  /** The server forgot what it was told. */
  restart(): void {
    this.#told = "[]";
    this.forget();
  }

  /** Tells all facts once in a moment, and only when they are others than before. */
  tell(facts: () => DeployedParams["functions"]): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#outside.soon(() => {
      this.#isTelling = false;
      const functions = facts();
      const text = JSON.stringify(functions);
      if (text === this.#told) return;
      this.#told = text;
      this.#outside.tell({ functions });
    });
  }
}
