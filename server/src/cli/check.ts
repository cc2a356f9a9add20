/** `check`: reads, asks the rules, fixes where told to, and reports. */
import type { Documentation } from "../documentation.ts";
import type { Files } from "../files.ts";
import { formatGithub } from "../report/github.ts";
import { formatJson } from "../report/json.ts";
import { formatMarkdown } from "../report/markdown.ts";
import type { AppliedFix, Formatter, Report, ReportError, ReportFinding } from "../report/report.ts";
import { formatSarif } from "../report/sarif.ts";
import { formatText } from "../report/text.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import { openProject, type Surroundings } from "./analysis.ts";
import type { Command, FailOn, Format } from "./arguments.ts";
import { configFile, configurationFor, configurationProblems } from "./configuration.ts";
import { applyFixes } from "./fix.ts";
import { lookAt } from "./look.ts";
import { findPaths, shownPath } from "./paths.ts";

export interface CheckHost {
  readonly workingDirectory: string;
  readonly files: Files;
  readonly rules: readonly Rule[];
  readonly documentation: Documentation;
  readonly color: boolean;
  readonly progress: (message: string) => void;
  /** A line for a person. */
  readonly warn: (message: string) => void;
}

export interface CheckResult {
  readonly output: string;
  readonly exitCode: 0 | 1 | 2;
}

export type CheckCommand = Extract<Command, { name: "check" }>;

const FORMATTERS: Readonly<Record<Format, Formatter>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
  markdown: formatMarkdown,
};

const RANKS: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };

export async function check(command: CheckCommand, host: CheckHost): Promise<CheckResult> {
  const started = performance.now();
  const found = findPaths(command.paths, host.workingDirectory, host.files);
  for (const { path, message } of found.errors) host.warn(`${path}: ${message}`);
  for (const path of found.uncheckable) host.warn(`${path}: nothing to check in a file of this kind`);
  const configuration = configurationFor(configFile(command.config, host.workingDirectory, host.files), host.files, host.rules);
  const around: Surroundings = { ...host, configuration };
  const run = new Run(around, host.workingDirectory);
  for (const paths of found.projects) await run.check(paths, command.fix);
  const configErrors = configurationProblems(configuration, host.workingDirectory);
  for (const { path, message } of configErrors) host.warn(`${path}: ${message}`);
  // A person at a terminal has just read these.
  const said = command.format === "text" ? [] : [...found.errors, ...configErrors];
  const report: Report = {
    tool: { name: "lambda-ready", version: host.documentation.info.version },
    files: run.files,
    functions: run.functions,
    durationMs: Math.round(performance.now() - started),
    findings: run.findings.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    errors: [...said, ...run.errors],
    applied: command.fix ? run.applied : undefined,
  };
  const output = FORMATTERS[command.format](report, { color: host.color, rules: host.rules, documentation: host.documentation });
  const isWrong = found.errors.length + configErrors.length > 0;
  return { output, exitCode: isWrong ? 2 : fails(report.findings, command.failOn) ? 1 : 0 };
}

function fails(findings: readonly ReportFinding[], failOn: FailOn): boolean {
  return failOn !== "never" && findings.some((finding) => RANKS[finding.severity] >= RANKS[failOn]);
}

/** What all projects of one run give together. */
class Run {
  readonly findings: ReportFinding[] = [];
  readonly errors: ReportError[] = [];
  readonly applied: AppliedFix[] = [];
  files = 0;
  functions = 0;
  readonly #around: Surroundings;
  readonly #show: (path: string) => string;

  constructor(around: Surroundings, workingDirectory: string) {
    this.#around = around;
    this.#show = (path) => shownPath(path, workingDirectory);
  }

  async check(paths: Parameters<typeof openProject>[0], fix: boolean): Promise<void> {
    const open = await openProject(paths, this.#around);
    this.files += open.selection.files.size;
    this.#addErrors(open.errors);
    let result = lookAt(open, this.#around, this.#show);
    if (fix && result.fixable.length > 0) {
      const { applied, errors } = applyFixes(open.project, result.fixable, this.#around);
      this.applied.push(...applied.map((each) => ({ ...each, path: this.#show(each.path) })));
      this.#addErrors(errors);
      result = lookAt(open, this.#around, this.#show);
    }
    this.findings.push(...result.findings);
    this.functions += result.functions;
    this.#addErrors(result.unparsed.map((path) => ({ path, message: "skipped: it is minified, or takes too long to parse" })));
  }

  #addErrors(errors: readonly ReportError[]): void {
    for (const { path, message } of errors) this.errors.push({ path: this.#show(path), message });
  }
}
