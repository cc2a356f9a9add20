/** The checklists of all folders of the editor, and their functions by the ids that clients know. */
import type { Assessment } from "./checklist/assessment.ts";
import type { Item } from "./checklist/item.ts";
import type { FolderNames } from "./checklistMessages.ts";
import type { DeployedEvidence, DeployedSurroundings } from "./deployedEvidence.ts";
import type { Folder } from "./folder.ts";
import { FolderChecklist } from "./folderChecklist.ts";
import type { JoinedFunction } from "./project/joined.ts";
import { CONFIG_FILE } from "./settings.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

export interface WorkspaceChecklistsOptions {
  readonly workspace: Workspace;
  readonly uris: Uris;
  readonly items: readonly Item[];
  readonly deployed: DeployedEvidence;
  readonly log: (message: string) => void;
}

/** A function of the workspace. */
export interface Found {
  readonly folder: Folder;
  readonly assessment: Assessment;
}

export class WorkspaceChecklists {
  readonly #options: WorkspaceChecklistsOptions;
  readonly #checklists = new WeakMap<Folder, FolderChecklist>();
  readonly #faulty = new Set<string>();

  constructor(options: WorkspaceChecklistsOptions) {
    this.#options = options;
  }

  /** Of the folder's project as it is now: another one has everything to be looked at again. */
  of(folder: Folder): FolderChecklist {
    const { workspace, items, deployed } = this.#options;
    const kept = workspace.keptFindings(folder);
    let known = this.#checklists.get(folder);
    if (known?.live.kept !== kept) {
      known = new FolderChecklist({
        folder,
        kept,
        items,
        onFault: (item, error) => this.#fault(item, error),
        document: (path) => workspace.documents.get(path),
        isOwn: (path) => workspace.folderOf(path) === folder,
        deployedIds: () => deployed.ids.flatMap((id) => this.ownId(folder, id) ?? []),
        deployed: (id, functions) => deployed.of(this.names(folder).idOf(id), () => surroundings(folder, functions)),
      });
      this.#checklists.set(folder, known);
    }
    return known;
  }

  /** Every function of every folder is known. */
  get areFilled(): boolean {
    return this.#options.workspace.folders.every((folder) => folder.isComplete && this.of(folder).live.isFilled);
  }

  /** @param id of the workspace: with its folder */
  find(id: string): Found | undefined {
    for (const folder of this.#options.workspace.folders) {
      const own = this.ownId(folder, id);
      const assessment = own === undefined ? undefined : this.of(folder).assessment(own);
      if (assessment) return { folder, assessment };
    }
    return undefined;
  }

  /** The id within its folder of a function of the workspace; undefined where it is of another folder. */
  ownId(folder: Folder, id: string): string | undefined {
    const prefix = this.names(folder).idOf("");
    return id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
  }

  everywhere(): Found[] {
    return this.#options.workspace.folders.flatMap((folder) => this.of(folder).assessments.map((assessment) => ({ folder, assessment })));
  }

  names(folder: Folder): FolderNames {
    const { uris } = this.#options;
    const prefix = `${uris.uri(folder.root)}/`;
    const checklist = (): FolderChecklist => this.of(folder);
    return {
      uris,
      root: folder.root,
      get answers() {
        const { answers, answersPath } = checklist();
        return { path: answersPath, text: answers?.text ?? "" };
      },
      idOf: (id) => prefix + id,
    };
  }

  /** A path relative to its folder, with the folder's name where there are several. */
  shown(path: string): string {
    const { folders } = this.#options.workspace;
    const folder = folders.find(({ root }) => path.startsWith(`${root}/`));
    if (!folder) return path;
    const from = folders.length > 1 ? folder.root.lastIndexOf("/") : folder.root.length;
    return path.slice(from + 1);
  }

  #fault(item: Item, error: unknown): void {
    if (this.#faulty.has(item.id)) return;
    this.#faulty.add(item.id);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#options.log(`The checklist item ${item.id} failed; other items are not affected. ${text}`);
  }
}

/** A template of several stacks has several functions of one id, with the same text: one speaks for all. */
function surroundings(folder: Folder, functions: readonly JoinedFunction[]): DeployedSurroundings {
  const resource = functions.find((each) => each.resource)?.resource;
  const path = resource?.resource.head.file.path ?? functions[0]?.handlerFile ?? `${folder.root}/${CONFIG_FILE}`;
  return { resource, infrastructure: folder.project.infrastructure(), settings: folder.configuration.for(path) };
}
