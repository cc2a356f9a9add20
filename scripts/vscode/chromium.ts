/** A Chromium that Playwright can drive: found, or installed through apt. */
import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { run, step, Unavailable } from "./steps.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** No look-ups, updates or experiments: the browser only talks to this machine. */
const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

function found(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [process.env.LAMBDA_READY_CHROMIUM, ...names.flatMap((name) => folders.map((folder) => path.join(folder, name)))];
  return [...candidates, ...elsewhere].find((file) => file && existsSync(file));
}

async function install(): Promise<void> {
  const help = "No Chromium or Chrome was found. Install one (Debian: apt-get install chromium) or name it in LAMBDA_READY_CHROMIUM.";
  if (!existsSync("/usr/bin/apt-get")) throw new Unavailable(help);
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args: string[]) => {
    const [program = "", ...rest] = [...asRoot, "apt-get", ...args];
    return run(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  };
  try {
    await apt("update");
    await apt("install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core");
  } catch (error) {
    throw new Unavailable(`${help}\napt-get says: ${error instanceof Error ? error.message : error}`);
  }
}

/** The browser's program, installed if it has to be. */
export async function ensureChromium(): Promise<string> {
  const known = found();
  if (known) return known;
  await step("Installing Chromium through apt", install);
  const installed = found();
  if (!installed) throw new Unavailable("apt-get installed the package chromium, but no program of that name is in the PATH.");
  return installed;
}

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: launchArguments });
}
