/** A project whose files are given as text: what the server would read from disk, without a disk. */
import { type DirectoryEntry, directoryOf, type Files } from "../server/src/files.ts";
import type { Finding } from "../server/src/finding.ts";
import { initParser } from "../server/src/parse/parser.ts";
import { Project } from "../server/src/project.ts";
import { projectFindings } from "../server/src/projectFindings.ts";
import { rules } from "../server/src/rules/index.ts";
import type { Rule } from "../server/src/rules/rule.ts";
import { defaults } from "../server/src/settings.ts";

await initParser();

/** Texts by path relative to the project. */
export type Texts = Readonly<Record<string, string>>;

export const ROOT = "/project";

/** The day on which examples are looked at: what they say of runtimes stays true. */
const TODAY = "2026-11-23";

/** A scanned project of these files. A fault in the analysis is an error of the test. */
export async function openProject(texts: Texts): Promise<Project> {
  const onFault = (paths: readonly string[], error: unknown) => {
    throw new Error(`the analysis of ${paths.join(", ")} failed`, { cause: error });
  };
  const project = Project.open(ROOT, { settings: defaults, files: memoryFiles(texts), onFault });
  await project.scan();
  return project;
}

/** Everything rules say about a project, file by file as the command goes through it; all of them unless told which. */
export async function findingsIn(texts: Texts, asked?: readonly Rule[]): Promise<Finding[]> {
  const project = await openProject(texts);
  // Who asks for a rule by name gets it whatever its profile.
  const levels = Object.fromEntries((asked ?? []).map((rule) => [rule.id, rule.severity]));
  const resolved = { ...defaults, rules: levels, file: undefined, problems: [] };
  const onFault = (rule: { id: string }, error: unknown) => {
    throw new Error(`${rule.id} failed`, { cause: error });
  };
  const options = { rules: asked ?? rules, settings: () => resolved, onFault, today: TODAY };
  const found: Finding[] = [];
  for (const each of projectFindings(project, project.select([ROOT]), options)) if ("findings" in each) found.push(...each.findings);
  return found;
}

/** `app.py` of a path of the project. */
export function relative(path: string): string {
  return path.slice(ROOT.length + 1);
}

/** The line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

export function memoryFiles(texts: Texts): Files {
  const files = new Map(Object.entries(texts).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const directories = new Map<string, Map<string, DirectoryEntry>>([[ROOT, new Map()]]);
  for (const path of files.keys()) addEntry(directories, path, "file");
  return {
    read(path) {
      const text = files.get(path);
      return text === undefined ? { reason: "missing", message: "no such file" } : { text, encoding: "utf-8", lossy: false };
    },
    write(path, file) {
      files.set(path, file.text);
    },
    kind: (path) => (files.has(path) ? "file" : directories.has(path) ? "directory" : undefined),
    entries: (directory) => [...(directories.get(directory)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    realPath: (path) => path,
  };
}

function addEntry(directories: Map<string, Map<string, DirectoryEntry>>, path: string, kind: "file" | "directory"): void {
  const directory = directoryOf(path);
  if (directory === path) return;
  const entries = directories.get(directory) ?? new Map<string, DirectoryEntry>();
  const isNew = !directories.has(directory);
  directories.set(directory, entries);
  const name = path.slice(path.lastIndexOf("/") + 1);
  entries.set(name, { name, kind, isLink: false });
  if (isNew) addEntry(directories, directory, "directory");
}
