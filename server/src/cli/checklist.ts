/** `checklist`: how ready for production each function is, item by item. */
import { ANSWERS_FILE, type Answers, type AnswersProblem } from "../checklist/answers/answer.ts";
import { answersDiagnostics, misnamedAnswers } from "../checklist/answers/problems.ts";
import { readAnswers } from "../checklist/answers/read.ts";
import type { Assessment } from "../checklist/assessment.ts";
import type { Item } from "../checklist/item.ts";
import { type Files, isText } from "../files.ts";
import type { Project } from "../project.ts";
import { projectChecklists } from "../projectChecklists.ts";
import type { ChecklistDocument } from "../report/checklist.ts";
import { formatChecklistHtml } from "../report/checklistHtml.ts";
import { type ChecklistReportProblem, formatChecklistJson } from "../report/checklistJson.ts";
import { formatChecklistMarkdown } from "../report/checklistMarkdown.ts";
import { formatChecklistText } from "../report/checklistText.ts";
import type { ReportError } from "../report/report.ts";
import type { Rule } from "../rules/rule.ts";
import { infrastructureOptions, openProject, type Surroundings } from "./analysis.ts";
import type { ChecklistFormat, Command } from "./arguments.ts";
import { belowPercent, namedFunctions } from "./checklistFunctions.ts";
import { configFile, configurationFor, configurationProblems } from "./configuration.ts";
import { findPaths, type ProjectPaths, shownPath } from "./paths.ts";
import { templateErrors } from "./templateErrors.ts";

export type ChecklistCommand = Extract<Command, { name: "checklist" }>;

export interface ChecklistHost {
  readonly workingDirectory: string;
  readonly files: Files;
  readonly rules: readonly Rule[];
  /** The 19 items in the guide's order. */
  readonly items: readonly Item[];
  readonly color: boolean;
  readonly progress: (message: string) => void;
  /** A line for a person. */
  readonly warn: (message: string) => void;
}

export interface ChecklistResult {
  readonly output: string;
  readonly exitCode: 0 | 1 | 2;
}

/** Throws `UsageError` for a function that is not there. */
export async function checklist(command: ChecklistCommand, host: ChecklistHost): Promise<ChecklistResult> {
  const { workingDirectory, files } = host;
  const found = findPaths(command.paths, workingDirectory, files);
  for (const path of found.uncheckable) host.warn(`${path}: no function is declared in a file of this kind`);
  const configuration = configurationFor(configFile(command.config, workingDirectory, files), files, host.rules);
  const run = new Run({ ...host, configuration }, host);
  for (const paths of found.projects) await run.read(paths);
  const wrong = [...found.errors, ...configurationProblems(configuration, workingDirectory)];
  const errors = [...wrong.map(inNoLine), ...run.errors];
  for (const { path, line, message } of [...errors, ...run.problems]) host.warn(`${at(path, line)}: ${message}`);
  const assessments = namedFunctions(run.assessments, command.functions, run.show);
  if (assessments.length === 0) host.warn("No function was found: neither a template that names one, nor a handler.");
  const document: ChecklistDocument = { assessments, items: host.items, show: run.show };
  const output = FORMATTERS[command.format](document, { color: host.color, problems: run.problems, errors });
  const low = command.failUnder === undefined ? [] : belowPercent(assessments, command.failUnder, run.show);
  for (const each of low) host.warn(each);
  // No pipeline goes by functions that nobody could read.
  const isUnread = command.failUnder !== undefined && (run.areAnswersBroken || run.errors.length > 0);
  const isWrong = wrong.length > 0 || isUnread;
  return { output, exitCode: isWrong ? 2 : low.length > 0 ? 1 : 0 };
}

function inNoLine(error: ReportError): ChecklistReportProblem {
  return { ...error, line: null };
}

function at(path: string, line: number | null): string {
  return line === null ? path : `${path}:${line}`;
}

interface Said {
  readonly color: boolean;
  readonly problems: readonly ChecklistReportProblem[];
  readonly errors: readonly ChecklistReportProblem[];
}

const FORMATTERS: Readonly<Record<ChecklistFormat, (document: ChecklistDocument, said: Said) => string>> = {
  text: formatChecklistText,
  json: formatChecklistJson,
  markdown: (document) => formatChecklistMarkdown(document),
  html: formatChecklistHtml,
};

/** What all projects of one run give together. */
class Run {
  readonly assessments: Assessment[] = [];
  /** What is wrong in the answers. */
  readonly problems: ChecklistReportProblem[] = [];
  /** What could not be read. */
  readonly errors: ChecklistReportProblem[] = [];
  areAnswersBroken = false;
  readonly #around: Surroundings;
  readonly #host: ChecklistHost;

  constructor(around: Surroundings, host: ChecklistHost) {
    this.#around = around;
    this.#host = host;
  }

  readonly show = (path: string): string => shownPath(path, this.#host.workingDirectory);

  async read(paths: ProjectPaths): Promise<void> {
    const { project, selection, errors } = await openProject(paths, this.#around);
    for (const { path, message } of errors) this.errors.push({ path: this.show(path), line: null, message });
    for (const { path, line, message } of templateErrors(project, selection.files))
      this.errors.push({ path: this.show(path), line: line ?? null, message });
    let done = 0;
    const checklists = projectChecklists(project, {
      ...infrastructureOptions(this.#around),
      items: this.#host.items,
      evidence: project.evidence,
      onItemFault: ({ id }, error) => this.#around.warn(`Item ${id} failed: ${error instanceof Error ? error.stack : String(error)}`),
      progress: () => this.#around.progress(`Checking: ${(done += 1)} files`),
    });
    const answers = this.#answers(project, checklists.answerKeys());
    this.#lookElsewhere(paths);
    const isSelected = ({ entry, handler }: Assessment): boolean =>
      [entry, handler].some((spot) => spot !== undefined && selection.files.has(spot.path));
    for (const each of checklists.all(answers)) if (isSelected(each)) this.assessments.push(each);
  }

  /** What is wrong in them is said; the rest of them counts. */
  #answers({ root }: Project, known: ReadonlySet<string>): Answers | undefined {
    const path = `${root}/${ANSWERS_FILE}`;
    const { files } = this.#host;
    if (files.kind(path) === undefined) return undefined;
    const content = files.read(path);
    if (!isText(content)) {
      this.#addProblem({ path: this.show(path), line: null, message: content.message }, "error");
      return undefined;
    }
    const answers = readAnswers(content.text);
    for (const { range, severity, message } of answersDiagnostics(answers, known))
      this.#addProblem({ path: this.show(path), line: range.start.line + 1, message }, severity);
    return answers;
  }

  /** Answers that somebody may believe to count: under another name, or below a path that is not the project. */
  #lookElsewhere({ root, paths }: ProjectPaths): void {
    const { files } = this.#host;
    for (const { path, problems } of misnamedAnswers(root, files))
      for (const { message, severity } of problems) this.#addProblem({ path: this.show(path), line: null, message }, severity);
    for (const folder of paths) {
      const path = `${folder}/${ANSWERS_FILE}`;
      if (folder === root || files.kind(path) !== "file") continue;
      const message = `These answers do not count, because the project is the working directory. Run the command in ${this.show(folder)} for them.`;
      this.#addProblem({ path: this.show(path), line: null, message }, "warning");
    }
  }

  #addProblem(problem: ChecklistReportProblem, severity: AnswersProblem["severity"]): void {
    this.problems.push(problem);
    if (severity === "error") this.areAnswersBroken = true;
  }
}
