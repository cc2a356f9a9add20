/**
 * `check` runs in a thread of its own: only there can the room for new objects be limited, without which a large workspace
 * takes half as much memory again, all of it garbage.
 */
import { parentPort, Worker, workerData } from "node:worker_threads";
import { UsageError } from "./arguments.ts";
import type { CheckCommand, CheckResult } from "./check.ts";

/** Megabytes. */
const YOUNG_GENERATION = 24;

export interface CheckTask {
  readonly command: CheckCommand;
  readonly color: boolean;
  /** Somebody sees how far the work has come. */
  readonly isWatched: boolean;
}

export interface Listener {
  /** How far the work has come. */
  readonly progress: (message: string) => void;
  /** A line for a person. */
  readonly warn: (message: string) => void;
}

type Message =
  | { readonly kind: "done"; readonly result: CheckResult }
  | { readonly kind: "usage" | "progress" | "warning"; readonly message: string };

/** @param program the command's own file, which calls `serveCheck` when it is not the main thread. */
export function checkInThread(program: URL, task: CheckTask, listener: Listener): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } });
    worker.on("message", (message: Message) => {
      if (message.kind === "done") resolve(message.result);
      else if (message.kind === "usage") reject(new UsageError(message.message));
      else if (message.kind === "warning") listener.warn(message.message);
      else listener.progress(message.message);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the check ended early (${code})`)));
  });
}

/** Runs the one task this thread was started with. */
export async function serveCheck(run: (task: CheckTask, listener: Listener) => Promise<CheckResult>): Promise<void> {
  const send = (message: Message) => parentPort?.postMessage(message);
  const task = workerData as CheckTask;
  try {
    const result = await run(task, {
      progress: (message) => task.isWatched && send({ kind: "progress", message }),
      warn: (message) => send({ kind: "warning", message }),
    });
    send({ kind: "done", result });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    send({ kind: "usage", message: error.message });
  }
}
