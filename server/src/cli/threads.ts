/**
 * A large project in two threads: parsing is most of the work, and one thread's garbage is held low so that both together
 * need less memory than one without a limit.
 */
import { availableParallelism } from "node:os";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { onExtractionFailure } from "../extract/extract.ts";
import { nodeFiles } from "../files.ts";
import { initParser } from "../parse/parser.ts";
import type { GraphSnapshot } from "../project/graph.ts";
import { Project } from "../project.ts";
import type { ReportFinding } from "../report/report.ts";
import { rules } from "../rules/index.ts";
import { defaults } from "../settings.ts";
import { unusedSuppression } from "../suppressUnused.ts";
import type { OpenProject, Surroundings } from "./analysis.ts";
import { configurationFor } from "./configuration.ts";
import { type LookResult, lookAt } from "./look.ts";
import { shownPath } from "./paths.ts";

const MOST_THREADS = 2;
/** Megabytes; more than needed is only garbage that is collected later. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 384 };

/** A rule has functions, which do not cross from one thread to another; its id does. */
type SentFinding = Omit<ReportFinding, "rule"> & { readonly rule: string };
type SentResult = Omit<LookResult, "findings"> & { readonly findings: readonly SentFinding[] };

interface Task {
  readonly workingDirectory: string;
  readonly configFile: string | undefined;
  readonly root: string;
  readonly exclude: readonly string[];
  readonly snapshot: GraphSnapshot;
  readonly files: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
}

type Message =
  | { readonly kind: "done"; readonly result: SentResult }
  | { readonly kind: "progress" }
  | { readonly kind: "warning"; readonly message: string };

/** As `lookAt`. */
export async function lookInThreads(
  { project, selection }: OpenProject,
  around: Surroundings,
  workingDirectory: string,
): Promise<LookResult> {
  const snapshot = project.snapshot();
  const { exclude = [] } = project.options;
  let checked = 0;
  const shares = project.shares(selection, Math.min(MOST_THREADS, availableParallelism()));
  const results = await Promise.all(
    shares.map(({ files, named }) => {
      const task: Task = { workingDirectory, configFile: around.configFile, root: project.root, exclude, snapshot, files, named };
      const inThread = runTask(task, around, () => {
        checked += 1;
        around.progress(`Checking: ${checked} files`);
      });
      return inThread.catch((error: unknown) => {
        if (!isOutOfMemory(error)) throw error;
        // Files that hang together in one large program: here there is no limit.
        return sentResult(lookAt({ project, selection: { files, named } }, around, (path) => shownPath(path, workingDirectory)));
      });
    }),
  );
  const byId = new Map([...around.rules, unusedSuppression].map((rule) => [rule.id, rule]));
  return {
    findings: results.flatMap(({ findings }) =>
      findings.map((finding) => ({ ...finding, rule: byId.get(finding.rule) ?? unusedSuppression })),
    ),
    functions: results.reduce((sum, result) => sum + result.functions, 0),
    fixable: results.flatMap((result) => result.fixable),
    unparsed: results.flatMap((result) => result.unparsed),
  };
}

function runTask(task: Task, around: Surroundings, progress: () => void): Promise<SentResult> {
  return new Promise((resolve, reject) => {
    // The command's own file, which serves tasks when it is not the main thread.
    const worker = new Worker(around.program, { workerData: task, resourceLimits: LIMITS });
    worker.on("message", (message: Message) => {
      if (message.kind === "done") resolve(message.result);
      else if (message.kind === "warning") around.warn(message.message);
      else progress();
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a thread of the check ended early (${code})`)));
  });
}

/** What a thread does: the one task it was started with. */
export async function serveTask(): Promise<void> {
  const task = workerData as Task;
  const send = (message: Message) => parentPort?.postMessage(message);
  await initParser();
  const warn = (message: string) => send({ kind: "warning", message });
  onExtractionFailure((path, error) => warn(`${path}: ${String(error)}`));
  const configuration = configurationFor(task.configFile, nodeFiles, rules);
  const project = Project.open(task.root, { settings: defaults, files: nodeFiles, exclude: task.exclude });
  project.adopt(task.snapshot);
  const around: Surroundings = {
    files: nodeFiles,
    configuration,
    configFile: task.configFile,
    rules,
    program: new URL(import.meta.url),
    progress: () => send({ kind: "progress" }),
    warn,
  };
  const result = lookAt({ project, selection: task }, around, (path) => shownPath(path, task.workingDirectory));
  send({ kind: "done", result: sentResult(result) });
}

function sentResult(result: LookResult): SentResult {
  return { ...result, findings: result.findings.map((finding) => ({ ...finding, rule: finding.rule.id })) };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
