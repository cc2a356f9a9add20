/** The score over the commits of the answers file: git's versions of it, through VS Code's git extension, and what the server makes of them. */
import * as vscode from "vscode";
import { type ChecklistHistoryParams, type ChecklistHistoryPoint, checklistHistoryRequest } from "../../../../server/src/protocol.ts";
import type { Server } from "../../languageClient.ts";
import { type GitApi, type GitExtension, gitExtension, type Repository } from "./gitApi.ts";
import type { History } from "./messages.ts";

/** In every workspace folder; the server knows it as `ANSWERS_FILE`. */
const answersFile = [".lambda-ready", "checklist.yaml"] as const;

/** The newest commits of the file that are looked at. */
const commits = 50;

type Versions = ChecklistHistoryParams["versions"];

export class HistoryReader implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  readonly #watched = new Set<Repository>();
  #extension: Promise<GitExtension | undefined> | undefined;
  /** Undefined while git is turned off. */
  #api: GitApi | undefined;
  /** What was read last, for as long as the repository's head stays where it was. */
  #last: { readonly file: string; readonly head: string; readonly versions: Versions } | undefined;

  /** Fires when there may be another history: a commit was made, a repository opened. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /**
   * @param near a file of the workspace folder meant
   * @param id a function; null: all of them
   */
  async read(server: Server, near: vscode.Uri, id: string | null): Promise<History> {
    const folder = vscode.workspace.getWorkspaceFolder(near);
    const repository = folder && (await this.#repository(folder.uri));
    if (!repository) return { kind: "none", why: "no-git" };
    const versions = await this.#versions(repository, vscode.Uri.joinPath(folder.uri, ...answersFile).fsPath);
    if (versions.length === 0) return { kind: "none", why: "no-commits" };
    const params: ChecklistHistoryParams = { id, versions };
    const points = await server.request<ChecklistHistoryPoint[]>(checklistHistoryRequest, params);
    return points && points.length > 0 ? { kind: "points", points } : { kind: "unknown" };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #repository(folder: vscode.Uri): Promise<Repository | undefined> {
    this.#extension ??= this.#activate();
    const git = await this.#extension;
    if (git?.enabled && !this.#api) this.#api = this.#watch(git.getAPI(1));
    return this.#api?.getRepository(folder) ?? undefined;
  }

  async #activate(): Promise<GitExtension | undefined> {
    const git = await gitExtension().catch(() => undefined);
    const enabled = git?.onDidChangeEnablement(() => {
      this.#api = undefined;
      this.#changed.fire();
    });
    if (enabled) this.#subscriptions.push(enabled);
    return git;
  }

  #watch(api: GitApi): GitApi {
    const fire = () => this.#changed.fire();
    this.#subscriptions.push(api.onDidChangeState(fire), api.onDidOpenRepository(fire));
    return api;
  }

  async #versions(repository: Repository, file: string): Promise<Versions> {
    this.#watchHead(repository);
    const head = repository.state.HEAD?.commit ?? "";
    if (this.#last?.file === file && this.#last.head === head) return this.#last.versions;
    const versions = head === "" ? [] : await versionsOf(repository, file);
    this.#last = { file, head, versions };
    return versions;
  }

  /** The state of a repository changes with every file that is saved; only a commit makes history. */
  #watchHead(repository: Repository): void {
    if (this.#watched.has(repository)) return;
    this.#watched.add(repository);
    let head = repository.state.HEAD?.commit;
    const changed = repository.state.onDidChange(() => {
      if (head === repository.state.HEAD?.commit) return;
      head = repository.state.HEAD?.commit;
      this.#changed.fire();
    });
    this.#subscriptions.push(changed);
  }
}

/** Oldest first; commits that deleted the file are left out. */
async function versionsOf(repository: Repository, file: string): Promise<Versions> {
  const log = await repository.log({ path: file, maxEntries: commits }).catch(() => []);
  const versions = log.map(async ({ hash, authorDate, commitDate }) => {
    const text = await repository.show(hash, file).catch(() => undefined);
    const date = (authorDate ?? commitDate)?.toISOString() ?? "";
    return text === undefined ? [] : [{ commit: hash, date, text }];
  });
  return (await Promise.all(versions)).flat().reverse();
}
