/**
 * A real VS Code where the desktop one cannot be had: the VS Code server that the npm package code-server carries, run without
 * code-server's wrapper. It is installed once, into .cache/, without compiling anything.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRoot } from "../paths.ts";
import { run, step, Unavailable } from "./steps.ts";

export const version = "4.139.1";
const cache = inRoot(".cache", `code-server-${version}`);
const vscode = path.join(cache, "node_modules", "code-server", "lib", "vscode");
const complete = path.join(cache, "complete");

/** What keeps a workbench quiet; what a test looks at is then ours. */
export const quietSettings: Record<string, unknown> = {
  "chat.disableAIFeatures": true,
  "chat.agentHost.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
};

/** npm for another folder: what npm tells its scripts about this one must not reach it. */
function npm(folder: string, ...args: string[]): Promise<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(key)));
  const shell = process.platform === "win32";
  return run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, env, shell });
}

async function install(): Promise<void> {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  writeFileSync(path.join(cache, "package.json"), '{ "private": true }\n');
  try {
    await step("1 of 3: code-server", () => npm(cache, "install", `code-server@${version}`));
    await step("2 of 3: what VS Code needs", () => npm(vscode, "install", "--omit=dev"));
    await step("3 of 3: what its built-in extensions need", () => npm(path.join(vscode, "extensions"), "install", "--omit=dev"));
  } catch (error) {
    throw new Unavailable(
      `VS Code's server could not be installed from the npm registry.\n${error instanceof Error ? error.message : error}`,
    );
  }
  writeFileSync(complete, "");
}

/** Installs the server unless it is there. */
export async function ensureServer(): Promise<void> {
  if (Number(process.versions.node.split(".")[0]) < 22) throw new Unavailable("VS Code's server needs Node 22 or newer.");
  if (!existsSync(complete)) await step("Installing VS Code's server into .cache/ (once, about 600 MB)", install);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export interface ServerOptions {
  /** VSIX files to install first. */
  readonly vsix?: readonly string[];
  readonly settings?: Record<string, unknown>;
  /** Makes the workbench take `extensionTestsPath` from its address. */
  readonly forTests?: boolean;
}

export interface RunningServer {
  readonly port: number;
  /** The address of a workbench on a folder, with a payload for tests. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  stop(): Promise<void>;
  readonly ended: Promise<void>;
}

/** Starts a server with no data and no extensions but the given ones; all it writes is gone after `stop`. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  await ensureServer();
  const data = mkdtempSync(path.join(tmpdir(), "lambda-ready-vscode-"));
  const machine = path.join(data, "data", "Machine");
  mkdirSync(machine, { recursive: true });
  writeFileSync(path.join(machine, "settings.json"), JSON.stringify({ ...quietSettings, ...options.settings }));
  const program = path.join(vscode, "out", "server-main.js");
  const folders = ["--server-data-dir", data, "--extensions-dir", path.join(data, "extensions"), "--accept-server-license-terms"];
  const env = { ...process.env, EXTENSIONS_GALLERY: "{}" };
  for (const file of options.vsix ?? []) await run(process.execPath, [program, ...folders, "--install-extension", file], { env });
  const port = await freePort();
  const quiet = ["--without-connection-token", "--disable-telemetry", "--disable-workspace-trust"];
  const args = [program, ...folders, ...quiet, "--host", "127.0.0.1", "--port", String(port)];
  if (options.forTests) args.push("--enable-smoke-test-driver");
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" });
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  // The whole group: the server's extension hosts with it.
  const kill = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null)
      process.kill(process.platform === "win32" ? child.pid : -child.pid);
  };
  const cleanUp = () => {
    kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", cleanUp);
  await listening(child.stdout, child.stderr, ended);
  return {
    port,
    ended,
    address: (folder, payload = []) => {
      const query = new URLSearchParams({ folder, ...(payload.length > 0 && { payload: JSON.stringify(payload) }) });
      return `http://127.0.0.1:${port}/?${query}`;
    },
    stop: async () => {
      process.off("exit", cleanUp);
      kill();
      await ended;
      cleanUp();
    },
  };
}

/** Settles when the server says that it listens. */
function listening(out: NodeJS.ReadableStream, err: NodeJS.ReadableStream, ended: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("Extension host agent listening on")) resolve();
    };
    out.on("data", read);
    err.on("data", read);
    void ended.then(() => reject(new Error(`VS Code's server ended before it listened:\n${output}`)));
  });
}
