/** Progress of what takes long, and failures that say what to do. */
import { type SpawnOptions, spawn } from "node:child_process";

/** A failure whose message is for the person at the keyboard; no stack is shown. */
export class Unavailable extends Error {}

/** Says what is done, does it, and says how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  console.log(`… ${what}`);
  const began = performance.now();
  const result = await work();
  console.log(`✓ ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}

/** Runs a program; its output is shown only when it fails. */
export function run(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}\n${output.slice(-4000)}`));
    });
  });
}

/** The frame of a script: a known failure is one line, an unknown one has its stack, and a signal still runs what "exit" waits for. */
export async function main(work: () => Promise<number | undefined>): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Unavailable ? error.message : error);
    process.exitCode = 1;
  }
}
