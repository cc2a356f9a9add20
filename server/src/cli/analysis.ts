/** Runs the rules over what was selected, project by project. */
import { type Files, isText } from "../files.ts";
import type { Finding } from "../finding.ts";
import type { InfrastructureOptions } from "../infrastructureFindings.ts";
import type { SourceText } from "../model/code.ts";
import { globMatcher } from "../project/globs.ts";
import { Project, type Selection } from "../project.ts";
import { projectFindings } from "../projectFindings.ts";
import type { ReportError } from "../report/report.ts";
import type { Rule } from "../rules/rule.ts";
import { CONFIG_FILE, type Configuration, folderOf, type ResolvedSettings } from "../settings.ts";
import type { ProjectPaths } from "./paths.ts";

export interface Surroundings {
  readonly files: Files;
  readonly configuration: Configuration;
  readonly rules: readonly Rule[];
  /** Told how far the work has come; for a person. */
  readonly progress: (message: string) => void;
  /** Told of what went wrong inside; it does not stop the check. */
  readonly warn: (message: string) => void;
}

/** A project that was read, and what of it is to be checked. */
export interface OpenProject {
  readonly project: Project;
  readonly selection: Selection;
  readonly errors: readonly ReportError[];
}

/** What one look at a file gave; `functions` are the handlers in it. */
export type Look =
  | { readonly file: SourceText; readonly findings: readonly Finding[]; readonly functions: number }
  | { readonly unparsed: string };

export async function openProject({ root, paths }: ProjectPaths, around: Surroundings): Promise<OpenProject> {
  const settings = around.configuration.for(`${root}/${CONFIG_FILE}`);
  // The globs of a file further up are relative to where it is; `isExcluded` sees to those.
  const exclude = settings.file !== undefined && folderOf(settings.file) === root ? settings.exclude : [];
  const onFault = (failed: readonly string[], error: unknown) =>
    around.warn(`Analysis failed, nothing is said about ${failed.join(", ")}: ${describe(error)}`);
  const project = Project.open(root, { settings, files: around.files, exclude, onFault });
  await project.scan((done) => around.progress(`Reading: ${done} files`));
  const isExcluded = exclusion(around.configuration);
  const selected = project.select(paths);
  const files = new Set([...selected.files].filter((path) => !isExcluded(path)));
  const errors: ReportError[] = [];
  for (const [path, problem] of project.tree.unreadable)
    if (problem.reason === "unreadable") errors.push({ path, message: problem.message });
  for (const path of files) {
    const file = project.isRead(path) ? undefined : around.files.read(path);
    if (!file || isText(file)) continue;
    errors.push({ path, message: file.message });
    files.delete(path);
  }
  return { project, selection: { files, named: selected.named }, errors };
}

/** Looks at every selected file about which there is something to ask. */
export function* looks({ project, selection }: OpenProject, around: Surroundings): Generator<Look> {
  let done = 0;
  for (const each of projectFindings(project, selection, infrastructureOptions(around))) {
    if ("known" in each || "stack" in each) continue;
    around.progress(`Checking: ${(done += 1)} files`);
    yield each;
  }
}

/** What the rules are asked with. */
export function infrastructureOptions(around: Surroundings): InfrastructureOptions {
  return {
    rules: around.rules,
    settings: (path) => around.configuration.for(path),
    onFault: (rule, error) => around.warn(`Rule ${rule.id} failed: ${describe(error)}`),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack?.split("\n").slice(1, 4).join("\n") ?? ""}` : String(error);
}

/** By the globs of the configuration in force for each file, relative to where that configuration is. */
function exclusion(configuration: Configuration): (path: string) => boolean {
  const matchers = new Map<ResolvedSettings, (path: string) => boolean>();
  return (path) => {
    const settings = configuration.for(path);
    if (settings.file === undefined) return false;
    let matches = matchers.get(settings);
    if (!matches) matchers.set(settings, (matches = globMatcher(folderOf(settings.file), settings.exclude)));
    return matches(path);
  };
}
