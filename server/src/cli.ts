#!/usr/bin/env node
/** The `lambda-ready` command. What a command needs is loaded only for it. */
import { isMainThread } from "node:worker_threads";
import { type Command, parseCommand, UsageError } from "./cli/arguments.ts";
import { helpText } from "./cli/help.ts";
import { Progress } from "./cli/progress.ts";
import { checkInThread, serveCheck } from "./cli/threads.ts";
import { normalizePath } from "./files.ts";

const directory = normalizePath(import.meta.dirname);

async function run(command: Command): Promise<{ output: string; exitCode: number } | undefined> {
  switch (command.name) {
    case "help":
      return { output: helpText(command.about), exitCode: 0 };
    case "version":
    case "rules":
    case "explain": {
      const { describe } = await import("./cli/describe.ts");
      return { output: describe(command, directory), exitCode: 0 };
    }
    case "checklist": {
      const { runChecklist } = await import("./cli/runChecklist.ts");
      const progress = new Progress(process.stderr);
      try {
        return await runChecklist(command, isColored(), {
          progress: (message) => progress.show(message),
          warn: (message) => progress.print(`lambda-ready: ${message}`),
        });
      } finally {
        progress.clear();
      }
    }
    case "functions": {
      const { runFunctions } = await import("./cli/functions.ts");
      const progress = new Progress(process.stderr);
      try {
        return await runFunctions(command, {
          progress: (message) => progress.show(message),
          warn: (message) => progress.print(`lambda-ready: ${message}`),
        });
      } finally {
        progress.clear();
      }
    }
    case "lsp": {
      const { startServer } = await import("./start.ts");
      startServer();
      return undefined;
    }
    case "check": {
      const progress = new Progress(process.stderr);
      const task = { command, color: isColored(), isWatched: process.stderr.isTTY === true };
      try {
        return await checkInThread(new URL(import.meta.url), task, {
          progress: (message) => progress.show(message),
          warn: (message) => progress.print(`lambda-ready: ${message}`),
        });
      } finally {
        progress.clear();
      }
    }
  }
}

function isColored(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

async function main(): Promise<void> {
  try {
    const result = await run(parseCommand(process.argv.slice(2)));
    if (!result) return;
    process.stdout.write(result.output);
    process.exitCode = result.exitCode;
  } catch (error) {
    // A defect of ours must not look like findings.
    process.exitCode = 2;
    if (!(error instanceof UsageError)) process.stderr.write(`lambda-ready: ${error instanceof Error ? error.stack : String(error)}\n`);
    else process.stderr.write(`lambda-ready: ${error.message}\n\`lambda-ready --help\` shows the usage.\n`);
  }
}

async function serve(): Promise<void> {
  const { runCheck } = await import("./cli/runCheck.ts");
  await serveCheck((task, listener) => runCheck(directory, task, listener));
}

void (isMainThread ? main() : serve());
