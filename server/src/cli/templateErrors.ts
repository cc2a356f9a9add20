/** What is missing because a template could not be read. */
import { Lines } from "../lines.ts";
import type { Project } from "../project.ts";

export interface TemplateError {
  /** Absolute. */
  readonly path: string;
  /** From 1; undefined where nothing of it could be read. */
  readonly line: number | undefined;
  readonly message: string;
}

/** Templates of the project that cannot be read, and selected ones that do not parse somewhere. */
export function templateErrors(project: Project, selected: ReadonlySet<string>): TemplateError[] {
  return project.templateProblems().flatMap(({ path, brokenAt }): TemplateError[] => {
    const template = project.template(path);
    if (template && !selected.has(path)) return [];
    if (!template || brokenAt === undefined) return [{ path, line: undefined, message: "cannot be read as a template" }];
    const line = new Lines(template.text).lineAt(brokenAt) + 1;
    return [{ path, line, message: "does not parse here; functions may be missing" }];
  });
}
