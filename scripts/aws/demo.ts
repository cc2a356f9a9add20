/**
 * AWS for the demo: the emulator with the functions of examples/, and a profile of its own, so that nothing of the person's own
 * `~/.aws` is read and the name of the profile says that the figures are made up. `npm run emulator [PORT]` starts it alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { main, step } from "../vscode/steps.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { demo } from "./seeds/demo.ts";

const demoProfile = "made-up";

export interface Demo extends Pick<Emulator, "endpoint" | "faults" | "stop"> {
  /** What VS Code, or another client, is to be started with. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts the emulator with the demo, which keeps the process alive until it is stopped.
 * @param port 0: any free port
 * @throws Unavailable where Python or moto cannot be had
 */
export async function startDemo(port = 0): Promise<Demo> {
  const { endpoint, region, environment, faults, stop } = await startEmulator({ seeds: [demo], port });
  const home = mkdtempSync(path.join(tmpdir(), "lambda-ready-demo-"));
  const [config, credentials] = ["config", "credentials"].map((name) => path.join(home, name)) as [string, string];
  writeFileSync(config, `[profile ${demoProfile}]\nregion = ${region}\nendpoint_url = ${endpoint}\n`);
  writeFileSync(
    credentials,
    `[${demoProfile}]\naws_access_key_id = ${environment.AWS_ACCESS_KEY_ID}\naws_secret_access_key = ${environment.AWS_SECRET_ACCESS_KEY}\n`,
  );
  process.once("exit", () => rmSync(home, { recursive: true, force: true }));
  // Keys beside a profile are two ways to be somebody, of which AWS's SDK warns.
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...rest } = environment;
  const files = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
  return { endpoint, faults, stop, environment: { ...rest, AWS_PROFILE: demoProfile, ...files } };
}

if (import.meta.main) {
  await main(async () => {
    const { environment } = await step("Starting an emulator of AWS", () => startDemo(Number(process.argv[2] ?? 0)));
    const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${value}`);
    console.log(`\nThe functions of examples/, made up, for any client that is started with\n\n${lines.join("\n")}\n\nCtrl+C ends it.`);
    return 0;
  });
}
