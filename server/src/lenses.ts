/** The lines above handlers, and when the client has to ask for them again. */
import type { CodeLens } from "vscode-languageserver";
import type { ClientSupport } from "./capabilities.ts";
import type { Score } from "./checklist/assessment.ts";
import { codeLenses, readinessLenses, titlesOf } from "./features/codeLens.ts";
import type { Folder } from "./folder.ts";
import type { Infrastructure } from "./infrastructure/infrastructure.ts";
import type { JoinedFunction } from "./project/joined.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

export interface LensesOptions {
  readonly workspace: Workspace;
  readonly uris: Uris;
  readonly support: ClientSupport;
  /** The score of a function, and its id in the workspace; undefined where it is not known. */
  readonly score: (folder: Folder, joined: JoinedFunction) => { readonly id: string; readonly score: Score } | undefined;
  /** Tells the client to ask again; only of clients that know how. */
  readonly ask: () => void;
}

export class Lenses {
  readonly #options: LensesOptions;
  /** The infrastructure from which lines were last made. */
  readonly #shown = new Map<Folder, Infrastructure>();
  /** The scores that were shown, by file. */
  readonly #shownScores = new Map<string, string>();

  constructor(options: LensesOptions) {
    this.#options = options;
  }

  of(path: string): CodeLens[] {
    const { workspace, uris, support } = this.#options;
    const folder = workspace.folderOf(path);
    this.#shown.set(folder, folder.project.infrastructure());
    if (!folder.covers(path) || !folder.editor.codeLens) return [];
    const readiness = this.#readiness(folder, path);
    this.#shownScores.set(path, titlesOf(readiness));
    return [...codeLenses(folder.project, path, uris, support.commandLinks), ...readiness];
  }

  closed(path: string): void {
    this.#shownScores.delete(path);
  }

  /** Lines are made from templates: the client asks again only when the code below them changes. */
  refresh(): void {
    if ([...this.#shown].some(([folder, known]) => folder.project.infrastructure() !== known)) this.#ask();
  }

  refreshScores(): void {
    const isOutdated = [...this.#shownScores].some(
      ([path, shown]) => titlesOf(this.#readiness(this.#options.workspace.folderOf(path), path)) !== shown,
    );
    if (isOutdated) this.#ask();
  }

  settingsChanged(): void {
    if (this.#shown.size > 0) this.#ask();
  }

  #readiness(folder: Folder, path: string): CodeLens[] {
    const { score, support } = this.#options;
    return readinessLenses(folder.project, path, (joined) => score(folder, joined), support.commandLinks);
  }

  #ask(): void {
    this.#shown.clear();
    this.#shownScores.clear();
    if (this.#options.support.lensRefresh) this.#options.ask();
  }
}
