/**
 * Settings: one schema for VS Code's `lambdaReady.*` and for `.lambda-ready.yaml` (or `.yml`), with defaults. The file wins, key by key
 * (and rule by rule), so that a team's choice holds in every editor and in the command. What is wrong in either is reported
 * and left out; it never stops the analysis.
 */
import * as v from "valibot";
import type { Profile, Rule, Severity } from "./rules/rule.ts";
import { type ConfigProblem, parseConfigFile, validate } from "./settingsFile.ts";
import { LEAVABLE, type LeavableTool } from "./vocabulary/otherTools.ts";
import { defaultThresholds, THRESHOLDS, type Thresholds } from "./vocabulary/thresholds.ts";

export type Level = Severity | "off";
export type { ConfigProblem } from "./settingsFile.ts";

export const CONFIG_FILE = ".lambda-ready.yaml";
/** Every name the file may have; of two in one folder the first counts. */
export const CONFIG_FILES = [CONFIG_FILE, ".lambda-ready.yml"] as const;
export const PROFILES = ["recommended", "strict", "security"] as const satisfies readonly Profile[];
export const LEVELS = ["off", "hint", "info", "warning", "error"] as const satisfies readonly Level[];

/** What both the editor and the file may say. */
export interface Settings {
  readonly profile: Profile;
  readonly rules: Readonly<Record<string, Level>>;
  /** Globs relative to the folder of the file, or to the workspace folder when set in the editor. */
  readonly exclude: readonly string[];
  readonly functions: Readonly<Record<string, { readonly deployed: string }>>;
  /** From where on a figure of a deployed function is worth saying. */
  readonly thresholds: Thresholds;
}

/** Settings as somebody wrote them: of the thresholds those that were meant. */
type WrittenSettings = Partial<Omit<Settings, "thresholds">> & { readonly thresholds?: Partial<Thresholds> };

/** What only the editor says. */
export interface EditorSettings extends WrittenSettings {
  readonly run: "onType" | "onSave";
  readonly enable: boolean;
  /** Above a handler a line says what its function is. */
  readonly codeLens: boolean;
  /** Tools that report in the same editor: what they say is not said again. */
  readonly leaveToOtherTools: readonly LeavableTool[];
}

/** The settings in force for one file. */
export interface ResolvedSettings extends Settings {
  /** The `.lambda-ready.yaml` that was found, or undefined. */
  readonly file: string | undefined;
  readonly problems: readonly ConfigProblem[];
  /** As in `EditorSettings`. */
  readonly leaveToOtherTools?: readonly LeavableTool[];
}

const shared = {
  profile: v.picklist(PROFILES),
  rules: v.record(v.string(), v.picklist(LEVELS)),
  exclude: v.array(v.string()),
  functions: v.record(v.string(), v.strictObject({ deployed: v.string() })),
  thresholds: v.strictObject(
    Object.fromEntries(
      Object.entries(THRESHOLDS).map(([name, { minimum, maximum = Number.MAX_VALUE }]) => [
        name,
        v.optional(v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum))),
      ]),
    ),
  ),
};
export const fileSchema = v.strictObject(v.partial(v.object(shared)).entries);
/** The client keeps settings of its own in the same section: unknown keys are not the server's business. */
const editorSchema = v.object({
  ...v.partial(v.object(shared)).entries,
  run: v.optional(v.picklist(["onType", "onSave"])),
  enable: v.optional(v.boolean()),
  codeLens: v.optional(v.boolean()),
  leaveToOtherTools: v.optional(v.array(v.picklist(LEAVABLE))),
});

export const defaults: Settings = { profile: "recommended", rules: {}, exclude: [], functions: {}, thresholds: defaultThresholds };
export const defaultEditorSettings: EditorSettings = { run: "onType", enable: true, codeLens: true, leaveToOtherTools: [] };

/** Reads the `lambdaReady` section as the editor sent it. Bad values are named in `problems` and left out. */
export function readEditorSettings(section: unknown, ruleIds: ReadonlySet<string>): { settings: EditorSettings; problems: string[] } {
  const { value, problems } = validate(editorSchema, section ?? {}, ruleIds);
  return { settings: { ...defaultEditorSettings, ...value } as EditorSettings, problems: problems.map((problem) => problem.message) };
}

/** The severity a rule reports with, or undefined when it is off: an own setting first, then the profile. */
export function severityInForce(rule: Pick<Rule, "id" | "profile" | "severity">, settings: Settings): Severity | undefined {
  const level = Object.hasOwn(settings.rules, rule.id) ? settings.rules[rule.id] : undefined;
  if (level === "off") return undefined;
  if (level) return level;
  // Strict and security each add their own rules to the recommended ones: compliance is not strictness.
  return rule.profile === "recommended" || rule.profile === settings.profile ? rule.severity : undefined;
}

export interface ConfigurationOptions {
  /** The text of a file, undefined where there is none (or it cannot be read). */
  readonly read: (path: string) => string | undefined;
  /** Where the search upward ends; undefined: at the file system's root. */
  readonly root?: string | undefined;
  /** All rules there are, `unused-suppression` included; others are reported. */
  readonly ruleIds: ReadonlySet<string>;
  readonly editor?: Partial<EditorSettings> | undefined;
  /** `--config F`: this file and no other. */
  readonly file?: string | undefined;
}

/** Finds and caches the settings of files under one root. */
export class Configuration {
  readonly #options: ConfigurationOptions;
  readonly #byFolder = new Map<string, ResolvedSettings>();
  readonly #files = new Map<string, ResolvedSettings | undefined>();
  #editor: Partial<EditorSettings>;

  constructor(options: ConfigurationOptions) {
    this.#options = options;
    this.#editor = options.editor ?? {};
  }

  /** The settings in force for a file (absolute path with `/`). */
  for(path: string): ResolvedSettings {
    const folder = folderOf(path);
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const settings = this.#options.file ? this.#read(this.#options.file, true) : this.#search(folder);
    const found = settings ?? merge(defaults, this.#editor, {}, undefined, []);
    this.#byFolder.set(folder, found);
    return found;
  }

  /** The editor's settings changed. */
  setEditor(editor: Partial<EditorSettings>): void {
    this.#editor = editor;
    this.invalidate();
  }

  /** A `.lambda-ready.yaml` was made, changed or deleted. */
  invalidate(): void {
    this.#byFolder.clear();
    this.#files.clear();
  }

  /** Every file read so far that has something wrong in it, and those that have nothing. */
  filesRead(): { path: string; problems: readonly ConfigProblem[] }[] {
    return [...this.#files].flatMap(([path, settings]) => (settings ? [{ path, problems: settings.problems }] : []));
  }

  #search(folder: string): ResolvedSettings | undefined {
    for (let at = folder; ; at = folderOf(at)) {
      const settings = this.#readFolder(at === "/" ? "" : at);
      if (settings || at === this.#options.root || at === folderOf(at)) return settings;
    }
  }

  /** The folder's file. A second one beside it is not used, and says so. */
  #readFolder(folder: string): ResolvedSettings | undefined {
    const paths = CONFIG_FILES.map((name) => `${folder}/${name}`);
    const [used, unused] = paths.filter((path) => this.#read(path, false) !== undefined);
    if (unused !== undefined) {
      const message = `This file is not used, because ${CONFIG_FILE} stands beside it. Keep one of the two.`;
      this.#files.set(unused, merge(defaults, {}, {}, unused, [{ path: unused, start: 0, end: 0, line: 1, message }]));
    }
    return used === undefined ? undefined : this.#read(used, false);
  }

  #read(path: string, required: boolean): ResolvedSettings | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const text = this.#options.read(path);
    const settings = text === undefined ? undefined : this.#parse(path, text);
    this.#files.set(path, settings);
    if (settings || !required) return settings;
    const problem: ConfigProblem = { path, start: 0, end: 0, line: 1, message: `Cannot read ${path}.` };
    return merge(defaults, this.#editor, {}, path, [problem]);
  }

  #parse(path: string, text: string): ResolvedSettings {
    const { value, problems } = parseConfigFile(fileSchema, path, text, this.#options.ruleIds);
    return merge(defaults, this.#editor, value as WrittenSettings, path, problems);
  }
}

function merge(
  base: Settings,
  editor: Partial<EditorSettings>,
  file: WrittenSettings,
  path: string | undefined,
  problems: readonly ConfigProblem[],
): ResolvedSettings {
  return {
    profile: file.profile ?? editor.profile ?? base.profile,
    rules: { ...base.rules, ...editor.rules, ...file.rules },
    exclude: file.exclude ?? editor.exclude ?? base.exclude,
    functions: { ...base.functions, ...editor.functions, ...file.functions },
    thresholds: { ...base.thresholds, ...editor.thresholds, ...file.thresholds },
    file: path,
    problems,
    ...(editor.leaveToOtherTools?.length && { leaveToOtherTools: editor.leaveToOtherTools }),
  };
}

/** The folder of a `/`-separated path; a root (`/`, `c:/`) is its own. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return path;
  return slash === 0 ? "/" : path.slice(0, slash);
}
