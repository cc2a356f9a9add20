/** Answers what the client asks about checklists, and tells it when they are others. */

import type { Answers } from "./checklist/answers/answer.ts";
import type { AnswersDiagnostic } from "./checklist/answers/problems.ts";
import type { Score } from "./checklist/assessment.ts";
import { history, summedScores } from "./checklist/history.ts";
import type { Item } from "./checklist/item.ts";
import { checklistAnswer } from "./checklistAnswer.ts";
import { describedItem, functionMessage, reportMessage } from "./checklistMessages.ts";
import { DeployedEvidence } from "./deployedEvidence.ts";
import type { Folder } from "./folder.ts";
import type { Changed } from "./folderChecklist.ts";
import type { JoinedFunction } from "./project/joined.ts";
import type { FileFindings } from "./projectFindings.ts";
import type {
  Checklist,
  ChecklistAnswerParams,
  ChecklistAnswerResult,
  ChecklistExportParams,
  ChecklistHistoryParams,
  ChecklistHistoryPoint,
  ChecklistReport,
  DeployedParams,
} from "./protocol.ts";
import { formatChecklistHtml } from "./report/checklistHtml.ts";
import { formatChecklistMarkdown } from "./report/checklistMarkdown.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";
import { WorkspaceChecklists } from "./workspaceChecklists.ts";
import type { PassWitness } from "./workspaceReports.ts";

export interface ChecklistServiceOptions {
  readonly workspace: Workspace;
  readonly uris: Uris;
  readonly items: readonly Item[];
  /** Tells the client: ids of the workspace, or null for any. */
  readonly tell: (ids: readonly string[] | null) => void;
  /** Scores above handlers, or what is wrong in answers, are others. */
  readonly changed: () => void;
  /** Goes through all of a folder, if that was not done since everything changed. */
  readonly fill: (folder: Folder) => Promise<void>;
  readonly log: (message: string) => void;
}

export class ChecklistService implements PassWitness {
  readonly #options: ChecklistServiceOptions;
  readonly #checklists: WorkspaceChecklists;
  readonly #deployed: DeployedEvidence;
  /** Somebody asked: from now on the checklist is kept complete, and changes are told. */
  #isWanted = false;
  /** Whoever waits until all functions are known. */
  readonly #waiting: (() => void)[] = [];
  #refreshing: Promise<void> | undefined;
  #isRefreshWanted = false;

  constructor(options: ChecklistServiceOptions) {
    this.#options = options;
    const { workspace, items, log } = options;
    this.#deployed = new DeployedEvidence({ rules: workspace.options.rules, items, log });
    this.#checklists = new WorkspaceChecklists({ ...options, deployed: this.#deployed });
  }

  begun(folder: Folder): void {
    this.#checklists.of(folder).live.begin();
  }

  found(folder: Folder, each: FileFindings): void {
    this.#checklists.of(folder).live.take(each);
  }

  ended(folder: Folder): void {
    const checklist = this.#checklists.of(folder);
    checklist.live.end();
    checklist.filled();
    // Even without a function: nobody has to wait any longer.
    this.#told(folder, null);
  }

  /** A document or a file is another. */
  changed(path: string): void {
    for (const folder of this.#options.workspace.folders) this.#checklists.of(folder).changed(path);
  }

  /** Folders came or went, with their functions. Of folders that are left nothing else may be told. */
  foldersChanged(): void {
    if (this.#isWanted) this.#options.tell(null);
    this.#wake();
  }

  /** After changes came to rest: looks at what they touched. Settles when nothing is left to look at. */
  settle(): Promise<void> {
    this.#isRefreshWanted = true;
    this.#refreshing ??= this.#refreshAll().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refreshAll(): Promise<void> {
    while (this.#isRefreshWanted) {
      this.#isRefreshWanted = false;
      for (const folder of this.#options.workspace.folders) await this.#refresh(folder);
    }
  }

  /** The whole tree, as far as it is known: of folders that are being read nothing is, because what is found last may speak against what was found first. */
  checklist(): Checklist {
    this.#want();
    const { items, workspace } = this.#options;
    const folders = workspace.folders.map((folder) => [folder, this.#checklists.of(folder)] as const);
    return {
      state: this.#checklists.areFilled ? "ready" : "reading",
      items: items.map(describedItem),
      functions: folders.flatMap(([folder, { assessments }]) =>
        assessments.map((each) => functionMessage(each, this.#checklists.names(folder))),
      ),
      problems: folders.flatMap(([folder, checklist]) => checklist.problems().map((problem) => this.#problem(folder, problem))),
    };
  }

  report(id: string): ChecklistReport | null {
    const found = this.#checklists.find(id);
    return found ? reportMessage(found.assessment, this.#options.items, this.#checklists.names(found.folder)) : null;
  }

  answer(params: ChecklistAnswerParams): ChecklistAnswerResult {
    const { workspace, uris } = this.#options;
    const found = params.id === null ? undefined : this.#checklists.find(params.id);
    if (params.id !== null && !found) return { problem: "There is no such function any more.", place: null };
    const path = params.folder === undefined ? undefined : uris.path(params.folder);
    const folder = found?.folder ?? (path === undefined ? workspace.folders[0] : workspace.folderOf(path));
    if (!folder || !workspace.folders.includes(folder)) return { problem: "The file is in no folder of the workspace.", place: null };
    const { answers, answersPath } = this.#checklists.of(folder);
    return checklistAnswer(params, found?.assessment.answerKey, { answers, path: answersPath, uris });
  }

  /** Waits until all functions are known: a document outlives what it says of them. Empty for a function that is not there. */
  async export({ id, format }: ChecklistExportParams): Promise<string> {
    await this.readied();
    const found = id === null ? undefined : this.#checklists.find(id);
    if (id !== null && !found) return "";
    const { items } = this.#options;
    const assessments = (found ? [found] : this.#checklists.everywhere()).map(({ assessment }) => assessment);
    const document = { assessments, items, show: (path: string) => this.#checklists.shown(path) };
    return format === "html" ? formatChecklistHtml(document) : formatChecklistMarkdown(document, Number.MAX_SAFE_INTEGER);
  }

  /** Waits until all functions are known. */
  async history({ id, versions }: ChecklistHistoryParams): Promise<readonly ChecklistHistoryPoint[]> {
    await this.readied();
    const found = id === null ? undefined : this.#checklists.find(id);
    if (id !== null && !found) return [];
    const functions = (found ? [found] : this.#checklists.everywhere()).map(({ folder, assessment: { id, answerKey, score } }) => {
      return { answerKey, score: (answers: Answers) => this.#checklists.of(folder).live.assess(id, answers)?.score ?? score };
    });
    return history(versions, summedScores(functions));
  }

  /** The score of a function of a folder, and its id in the workspace; undefined where it is not known. */
  score(folder: Folder, joined: JoinedFunction): { readonly id: string; readonly score: Score } | undefined {
    const checklist = this.#checklists.of(folder);
    const id = checklist.live.idOf(joined);
    const found = id === undefined ? undefined : checklist.assessment(id);
    return found && { id: this.#checklists.names(folder).idOf(found.id), score: found.score };
  }

  /** What is wrong in the answers files of all folders. */
  problems(): { readonly path: string; readonly problems: readonly AnswersDiagnostic[] }[] {
    return this.#options.workspace.folders.map((folder) => {
      const checklist = this.#checklists.of(folder);
      return { path: checklist.answersPath, problems: checklist.problems() };
    });
  }

  #want(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    void this.settle();
  }

  /** Settles when every function of every folder is known. @returns them */
  async readied(): Promise<WorkspaceChecklists> {
    this.#want();
    while (!this.#checklists.areFilled) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#checklists;
  }

  /** The checklists as far as they are known. */
  get known(): WorkspaceChecklists {
    return this.#checklists;
  }

  /** What is deployed counts from now on, instead of all that was told before. */
  deployed(functions: DeployedParams["functions"]): void {
    const touched = this.#deployed.replace(functions);
    for (const folder of this.#options.workspace.folders) {
      const own = [...touched].flatMap((id) => this.#checklists.ownId(folder, id) ?? []);
      const changed = own.length > 0 ? this.#checklists.of(folder).deployedChanged(new Set(own)) : [];
      if (changed === null || changed.length > 0) this.#told(folder, changed);
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #refresh(folder: Folder): Promise<void> {
    if (!folder.isComplete) return;
    const checklist = this.#checklists.of(folder);
    try {
      if (this.#isWanted) await this.#options.fill(folder);
      if (checklist.live.isFilled) await checklist.refresh((changed) => this.#told(folder, changed));
    } catch (error) {
      this.#options.log(`The checklist of ${folder.root} failed: ${describe(error)}`);
    }
  }

  #told(folder: Folder, changed: Changed): void {
    const { idOf } = this.#checklists.names(folder);
    if (this.#isWanted) this.#options.tell(changed?.map(idOf) ?? null);
    this.#wake();
    this.#options.changed();
  }

  #problem(folder: Folder, { message, range }: AnswersDiagnostic): Checklist["problems"][number] {
    return { message, place: { uri: this.#options.uris.uri(this.#checklists.of(folder).answersPath), range } };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
