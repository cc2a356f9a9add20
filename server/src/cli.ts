#!/usr/bin/env node
/** The `lambda-ready` command. */
import { isMainThread } from "node:worker_threads";
import { type Command, parseCommand, UsageError } from "./cli/arguments.ts";
import { check } from "./cli/check.ts";
import { describeRules, explainRule } from "./cli/describe.ts";
import { helpText } from "./cli/help.ts";
import { Progress } from "./cli/progress.ts";
import { serveTask } from "./cli/threads.ts";
import { Documentation } from "./documentation.ts";
import { onExtractionFailure } from "./extract/extract.ts";
import { nodeFiles, normalizePath } from "./files.ts";
import { initParser } from "./parse/parser.ts";
import { rules } from "./rules/index.ts";
import { unusedSuppression } from "./suppressUnused.ts";

async function run(command: Command): Promise<{ output: string; exitCode: number } | undefined> {
  const documentation = new Documentation(nodeFiles, normalizePath(import.meta.dirname));
  const allRules = [...rules, unusedSuppression];
  switch (command.name) {
    case "help":
      return { output: helpText(command.about), exitCode: 0 };
    case "version":
      return { output: `${documentation.info.version}\n`, exitCode: 0 };
    case "rules":
      return { output: describeRules(allRules, command.format, documentation), exitCode: 0 };
    case "explain":
      return { output: explainRule(command.rule, allRules, documentation), exitCode: 0 };
    case "lsp": {
      // Loaded only here: `check` needs nothing of it.
      const { startServer } = await import("./start.ts");
      startServer();
      return undefined;
    }
    case "check": {
      await initParser();
      const progress = new Progress(process.stderr);
      onExtractionFailure((path, error) => progress.print(`lambda-ready: ${path}: ${String(error)}`));
      try {
        return await check(command, {
          workingDirectory: normalizePath(process.cwd()),
          files: nodeFiles,
          rules,
          documentation,
          program: new URL(import.meta.url),
          color: process.stdout.isTTY === true && !process.env.NO_COLOR,
          progress: (message) => progress.show(message),
          warn: (message) => progress.print(`lambda-ready: ${message}`),
        });
      } finally {
        progress.clear();
      }
    }
  }
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

void (isMainThread ? main() : serveTask());
