/** moto (https://docs.getmoto.org), the ground of the emulator: what holds the functions, their aliases, event sources, alarms. */
import { spawn } from "node:child_process";
import { inRoot } from "../paths.ts";
import { ensureMoto } from "../python-tools.ts";

export interface Moto {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** What moto's own clients need: it looks at no signature. */
const environment = { AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "testing", AWS_DEFAULT_REGION: "eu-west-1" };

/**
 * Starts moto on a free port.
 * @returns when it listens.
 * @throws Unavailable where Python or moto cannot be had; Error with what it printed where it ended.
 */
export async function startMoto(): Promise<Moto> {
  const python = await ensureMoto();
  const args = [inRoot("scripts", "aws", "moto_server.py"), "-H", "127.0.0.1", "-p", "0"];
  const env = { ...process.env, ...environment, PYTHONUNBUFFERED: "1", PYTHONDONTWRITEBYTECODE: "1" };
  const child = spawn(python, args, { stdio: ["pipe", "ignore", "pipe"], env });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let printed = "";
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    void ended.then(() => reject(new Error(`moto ended before it listened:\n${printed}`)));
    // Read to the end: a full pipe would stop moto, which logs each request.
    child.stderr.on("data", (chunk: Buffer) => {
      if (printed.length < 100_000) printed += chunk;
      const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
  });
  return {
    endpoint,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
