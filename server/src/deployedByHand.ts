/** What a person says is deployed of a function, in the settings file that is in force for it. */
import { isText } from "./files.ts";
import type { Folder } from "./folder.ts";
import { FunctionSettings, keysWritten, type SettledFunction } from "./functionSettings.ts";
import { withDeployed } from "./functionSettingsEdit.ts";
import type { MatchByHandResult } from "./protocol.ts";
import { CONFIG_FILE, type ConfigProblem } from "./settings.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";
import type { Found, WorkspaceChecklists } from "./workspaceChecklists.ts";

export interface MatchesByHandOptions {
  readonly workspace: Workspace;
  readonly uris: Uris;
}

/** A file that is there and cannot be written over. */
interface Unreadable {
  readonly problem: string;
}

export class MatchesByHand {
  readonly #options: MatchesByHandOptions;

  constructor(options: MatchesByHandOptions) {
    this.#options = options;
  }

  /** How the settings call the functions of a folder. */
  settingsOf(folder: Folder, known: WorkspaceChecklists): FunctionSettings {
    const functions = known.of(folder).assessments.map(({ id, name, entry, handler }): SettledFunction => {
      return { id, name, path: (entry ?? handler)?.path ?? `${folder.root}/${CONFIG_FILE}` };
    });
    return new FunctionSettings(functions, (path) => folder.configuration.for(path));
  }

  /** The settings file with what is deployed of a function; null takes it back. */
  edit({ folder, assessment }: Found, known: WorkspaceChecklists, deployed: string | null): MatchByHandResult {
    const settings = this.settingsOf(folder, known);
    const fn = settings.of(assessment.id);
    if (!fn) return { problem: "There is no such function any more." };
    const path = folder.configuration.for(fn.path).file ?? `${folder.root}/${CONFIG_FILE}`;
    const text = this.#textOf(folder, path);
    if (typeof text === "object") return text;
    const written = keysWritten(text ?? "");
    const keys = settings.keysOf(fn);
    const key = keys.find((each) => written.has(each)) ?? keys[0];
    if (key === undefined) return { problem: "There is no such function any more." };
    if (deployed === null && !written.has(key)) return { problem: notWritten(settings, fn) };
    const edited = withDeployed(text, key, deployed);
    return "problem" in edited ? edited : { uri: this.#options.uris.uri(path), before: text ?? null, after: edited.text };
  }

  /** Keys of a settings file that mean no function; nothing before all functions are known. */
  problems(folder: Folder, known: WorkspaceChecklists, path: string, text: string): readonly ConfigProblem[] {
    if (keysWritten(text).size === 0 || !folder.isComplete || !known.of(folder).live.isFilled) return [];
    return this.settingsOf(folder, known).problems(path, text);
  }

  /** Undefined where there is no such file. */
  #textOf({ project }: Folder, path: string): string | Unreadable | undefined {
    const open = this.#options.workspace.documents.get(path);
    if (open !== undefined) return open;
    const { files } = project.options;
    if (files.kind(path) === undefined) return undefined;
    const disk = files.read(path);
    if (!isText(disk)) return { problem: `${CONFIG_FILE} cannot be read: ${disk.message}.` };
    return disk.lossy ? { problem: `${CONFIG_FILE} holds bytes that are no text. Writing it would lose them.` } : disk.text;
  }
}

function notWritten(settings: FunctionSettings, fn: SettledFunction): string {
  return settings.byHand(fn.id)
    ? "The editor's setting lambdaReady.functions says what is deployed of it. Change it there."
    : "Nobody has said what is deployed of it, so there is nothing to take back.";
}
