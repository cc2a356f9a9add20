/** What goes wrong on purpose. */
import type { Call, Response } from "./wire.ts";

export class Faults {
  /** What befalls a call: an answer, a dropped connection, or nothing. */
  meet(_action: string, _call: Call): Promise<Response | "dropped" | undefined> {
    return Promise.resolve(undefined);
  }

  clear(): void {}
}
