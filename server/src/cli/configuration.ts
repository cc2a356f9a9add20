/** The settings a check goes by. */
import { resolve } from "node:path";
import { type Files, isText, normalizePath } from "../files.ts";
import type { ReportError } from "../report/report.ts";
import type { Rule } from "../rules/rule.ts";
import { Configuration } from "../settings.ts";
import { unusedSuppression } from "../suppressUnused.ts";
import { UsageError } from "./arguments.ts";
import { shownPath } from "./paths.ts";

/** The absolute path of `--config`. Throws `UsageError` where it cannot be read. */
export function configFile(given: string | undefined, workingDirectory: string, files: Files): string | undefined {
  if (given === undefined) return undefined;
  const path = normalizePath(resolve(workingDirectory, given));
  const content = files.read(path);
  if (!isText(content)) throw new UsageError(`--config ${given}: ${content.message}`);
  return path;
}

/** @param file the only file to read, of `--config`. */
export function configurationFor(file: string | undefined, files: Files, rules: readonly Rule[]): Configuration {
  return new Configuration({
    read: (path) => {
      const content = files.read(path);
      return isText(content) ? content.text : undefined;
    },
    ruleIds: new Set([...rules, unusedSuppression].map((rule) => rule.id)),
    file,
  });
}

/** What is wrong in the files read so far. A key that does not exist may be a rule somebody believes to be turned off. */
export function configurationProblems(configuration: Configuration, workingDirectory: string): ReportError[] {
  return configuration
    .filesRead()
    .flatMap(({ path, problems }) =>
      problems.map((problem) => ({ path: shownPath(path, workingDirectory), message: `line ${problem.line}: ${problem.message}` })),
    );
}
