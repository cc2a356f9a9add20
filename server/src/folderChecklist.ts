/** The checklist of one folder as the client sees it: what is known of its functions together with the answers of its team. */
import { inOrder } from "./assessedFunctions.ts";
import { ANSWERS_FILE } from "./checklist/answers/answer.ts";
import { type AnswersDiagnostic, answersDiagnostics } from "./checklist/answers/problems.ts";
import { type ReadAnswers, readAnswers, unreadAnswers, withObstacle } from "./checklist/answers/read.ts";
import type { Assessment } from "./checklist/assessment.ts";
import { isInside, isText } from "./files.ts";
import type { Infrastructure } from "./infrastructure/infrastructure.ts";
import { EDITED, LiveChecklists, type LiveChecklistsOptions } from "./liveChecklists.ts";
import { Turns } from "./turns.ts";

export interface FolderChecklistOptions extends LiveChecklistsOptions {
  /** The text of an open document. */
  readonly document: (path: string) => string | undefined;
  /** Is the function of this file one of the folder, and not of a folder within it? */
  readonly isOwn: (path: string) => boolean;
  /** Functions of which something is known as they are deployed. */
  readonly deployedIds?: () => Iterable<string>;
}

/** Functions whose checklist is another, none where only what is wrong in answers is; null: functions came or went. */
export type Changed = readonly string[] | null;

/** Milliseconds after which what was found so far is told, where there is more to look at. */
const PATIENCE = 50;

export class FolderChecklist {
  readonly live: LiveChecklists;
  readonly answersPath: string;
  readonly #options: FolderChecklistOptions;
  #assessed = new Map<string, Assessment>();
  /** Undefined until it is read; null where there is no such file. */
  #answers: ReadAnswers | null | undefined;

  constructor(options: FolderChecklistOptions) {
    this.#options = options;
    this.live = new LiveChecklists(options);
    this.answersPath = `${options.folder.root}/${ANSWERS_FILE}`;
  }

  /** The answers file; undefined where there is none. One that cannot be read is there: nobody may write over it. */
  get answers(): ReadAnswers | undefined {
    if (this.#answers === undefined) this.#answers = this.#read() ?? null;
    return this.#answers ?? undefined;
  }

  #read(): ReadAnswers | undefined {
    const { folder, document } = this.#options;
    const open = document(this.answersPath);
    if (open !== undefined) return readAnswers(open);
    const { files } = folder.project.options;
    if (files.kind(this.answersPath) === undefined) return undefined;
    const disk = files.read(this.answersPath);
    if (!isText(disk)) return unreadAnswers(`The answers file cannot be read: ${disk.message}.`);
    const answers = readAnswers(disk.text);
    return disk.lossy ? withObstacle(answers, "The file holds bytes that are no text. Writing it would lose them.") : answers;
  }

  /** In the order of templates and lines. Empty before all functions are known. */
  get assessments(): readonly Assessment[] {
    return [...this.#assessed.values()].sort(inOrder);
  }

  assessment(id: string): Assessment | undefined {
    return this.#assessed.get(id);
  }

  /** @param path a file, or a directory: of one that is deleted or renamed as a whole nothing else is told */
  changed(path: string): void {
    if (isInside(this.answersPath, path)) this.#answers = undefined;
    this.live.changed(path);
  }

  /** What is wrong in the answers file. Functions are unknown only once all are known. */
  problems(): AnswersDiagnostic[] {
    return this.#problemsOf(this.answers);
  }

  #problemsOf(answers: ReadAnswers | undefined): AnswersDiagnostic[] {
    return answers ? answersDiagnostics(answers, this.live.isFilled ? this.live.answerKeys() : undefined) : [];
  }

  /** Assesses everything, after the folder was gone through. */
  filled(): Changed {
    return this.#assess(null);
  }

  /** Assesses functions again of which something else is deployed than before. */
  deployedChanged(ids: ReadonlySet<string>): Changed {
    return this.#compare(ids, this.answers);
  }

  /** Looks at what changed, in turns. @param tell told at least once more when something changed after it was told */
  async refresh(tell: (changed: Changed) => void): Promise<void> {
    const answers = this.#answersBefore;
    let touched: Set<string> | null = new Set();
    if (answers !== this.answers) touched = null;
    const turns = new Turns();
    let begun = performance.now();
    let isTold = false;
    const flush = (): void => {
      const changed = this.#assess(touched);
      if (changed === null || changed.length > 0) {
        tell(changed);
        isTold = true;
      }
      touched = new Set();
      begun = performance.now();
    };
    for (const step of this.live.refresh()) {
      if (step === null) touched = null;
      else if (step !== EDITED) for (const id of step) touched?.add(id);
      if (step === EDITED || performance.now() - begun > PATIENCE) flush();
      await turns.giveWay();
      if (!this.live.isFilled) return;
    }
    this.#touchDeployed(touched);
    flush();
    if (!isTold && answers !== this.answers && !isSame(this.#problemsOf(answers), this.problems())) tell([]);
  }

  /** What is deployed is seen together with all stacks: with other ones something else may follow from it. */
  #touchDeployed(touched: Set<string> | null): void {
    const infrastructure = this.live.kept.project.infrastructure();
    if (infrastructure === this.#infrastructure) return;
    this.#infrastructure = infrastructure;
    for (const id of this.#options.deployedIds?.() ?? []) touched?.add(id);
  }

  #infrastructure: Infrastructure | undefined;
  #answersBefore: ReadAnswers | undefined;

  /** @param ids those to look at; null: all of them, and those that came or went */
  #assess(ids: ReadonlySet<string> | null): Changed {
    const { answers } = this;
    this.#answersBefore = answers;
    return this.#compare(ids, answers);
  }

  #compare(ids: ReadonlySet<string> | null, answers: ReadAnswers | undefined): Changed {
    const { live } = this;
    const before = this.#assessed;
    if (ids === null) this.#assessed = new Map();
    const changed: string[] = [];
    let areOthers = false;
    for (const id of ids ?? live.ids) {
      const last = before.get(id);
      const found = live.assess(id, answers);
      const place = found?.entry ?? found?.handler;
      const isThere = found !== undefined && place !== undefined && this.#options.isOwn(place.path);
      if (isThere) this.#assessed.set(id, found);
      else this.#assessed.delete(id);
      if (isThere !== (last !== undefined)) areOthers = true;
      else if (isThere && JSON.stringify(last) !== JSON.stringify(found)) changed.push(id);
    }
    if (ids === null && this.#assessed.size !== before.size) areOthers = true;
    return areOthers ? null : changed;
  }
}

function isSame(one: readonly AnswersDiagnostic[], other: readonly AnswersDiagnostic[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
