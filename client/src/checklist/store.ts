/** What the server said last of the checklist: asked for when somebody wants to see it, and again whenever it says that it is another. */
import type { Checklist, ChecklistReport } from "../../../server/src/protocol.ts";

/** Who is asked. Undefined: nobody answers now. */
export interface Source {
  checklist(): Promise<Checklist | undefined>;
  report(id: string): Promise<ChecklistReport | null | undefined>;
}

/** Functions whose report may be another; `all` where any may be. */
export type Changed = ReadonlySet<string> | "all";

export class ChecklistStore {
  readonly #source: Source;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<(changed: Changed) => void>();
  readonly #reports = new Map<string, Promise<ChecklistReport | undefined>>();
  #checklist: Checklist | undefined;
  #isWanted = false;
  #hasFailed = false;
  /** The question under way, and what else has changed since it was asked. */
  #asking: Promise<void> | undefined;
  #pending: Set<string> | "all" | undefined;
  /** Answers to questions of before `forget` are not listened to. */
  #age = 0;

  constructor(source: Source, onError: (error: unknown) => void) {
    this.#source = source;
    this.#onError = onError;
  }

  /** Undefined before it was asked for, and while there is no server. */
  get checklist(): Checklist | undefined {
    return this.#checklist;
  }

  /** Somebody looks at it: from now on it is kept up to date. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** The last question was answered with an error. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Calls back when the checklist or a report may be another. */
  readonly onDidChange = (listener: (changed: Changed) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  /** The checklist, asked for unless it is known. */
  async want(): Promise<Checklist | undefined> {
    this.#isWanted = true;
    if (!this.#checklist) await this.changed("all");
    return this.#checklist;
  }

  /** It is another at the server: asks again, once for all that changes while a question is under way. */
  changed(changed: Changed): Promise<void> {
    if (!this.#isWanted) return Promise.resolve();
    this.#pending = changed === "all" || this.#pending === "all" ? "all" : new Set([...(this.#pending ?? []), ...changed]);
    this.#asking ??= this.#ask();
    return this.#asking;
  }

  /** The server is gone. */
  forget(): void {
    this.#age += 1;
    this.#checklist = undefined;
    this.#hasFailed = false;
    this.#reports.clear();
    this.#tell("all");
  }

  /** Everything about a function; undefined where it is gone. Kept until it changes. */
  report(id: string): Promise<ChecklistReport | undefined> {
    const known = this.#reports.get(id);
    if (known) return known;
    const asked = this.#source.report(id).then(
      (report) => report ?? undefined,
      (error) => {
        this.#reports.delete(id);
        this.#onError(error);
        return undefined;
      },
    );
    this.#reports.set(id, asked);
    return asked;
  }

  async #ask(): Promise<void> {
    // What changes in the same moment is one question.
    await Promise.resolve();
    try {
      while (this.#pending) await this.#askOnce();
    } finally {
      this.#asking = undefined;
    }
  }

  async #askOnce(): Promise<void> {
    const changed = this.#pending ?? "all";
    this.#pending = undefined;
    const age = this.#age;
    try {
      const checklist = await this.#source.checklist();
      if (age !== this.#age) return;
      this.#checklist = checklist;
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = age === this.#age;
      this.#onError(error);
    }
    if (changed === "all") this.#reports.clear();
    else for (const id of changed) this.#reports.delete(id);
    this.#tell(changed);
  }

  #tell(changed: Changed): void {
    for (const listener of this.#listeners) listener(changed);
  }
}
