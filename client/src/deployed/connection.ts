/** The connection of the moment, and the attempts to get one: a new attempt ends what an earlier one began. */
import type { Aws, Usage } from "../../aws/contract.ts";
import type { ConnectedTo } from "./contract.ts";

export class Connection {
  #aws: Aws | undefined;
  #attempt = new AbortController();
  /** What connections of before were asked. */
  #usageBefore: Usage = { metrics: 0, requests: 0 };

  get aws(): Aws | undefined {
    return this.#aws;
  }

  /** Aborted when the next attempt begins. */
  get ended(): AbortSignal {
    return this.#attempt.signal;
  }

  get to(): ConnectedTo | undefined {
    return this.#aws && { profile: this.#aws.profile, region: this.#aws.region, endpoint: this.#aws.endpoint };
  }

  /** Of all connections there were. */
  get usage(): Usage {
    const { metrics = 0, requests = 0 } = this.#aws?.usage ?? {};
    return { metrics: this.#usageBefore.metrics + metrics, requests: this.#usageBefore.requests + requests };
  }

  /** Cancels all that is under way. @returns what ends the attempt that begins now */
  begin(): AbortSignal {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /** @returns whether it leads where the one before did */
  take(aws: Aws): boolean {
    const before = this.to;
    this.close();
    this.#aws = aws;
    return before?.profile === aws.profile && before.region === aws.region && before.endpoint === aws.endpoint;
  }

  close(): void {
    this.#usageBefore = this.usage;
    this.#aws?.close();
    this.#aws = undefined;
  }
}
