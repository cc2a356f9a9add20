/** The checklists of a whole project at once, as the command makes them. */
import type { Item } from "./checklist/item.ts";
import type { WorkspaceEvidence } from "./checklist/workspaceEvidence.ts";
import { Checklists, ofCode } from "./checklists.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
import { KeptFindings } from "./keptFindings.ts";
import type { Project } from "./project.ts";
import { projectFindings } from "./projectFindings.ts";

export interface ProjectChecklistsOptions extends InfrastructureOptions {
  readonly items: readonly Item[];
  readonly evidence: WorkspaceEvidence;
  readonly onItemFault?: (item: Item, error: unknown) => void;
  /** Told after every file that was looked at. */
  readonly progress?: () => void;
}

/** @param project scanned; all of it is looked at, because what is said about a function may lie in any of its files */
export function projectChecklists(project: Project, options: ProjectChecklistsOptions): Checklists {
  const { items, evidence, onItemFault, progress } = options;
  const checklists = new Checklists({ root: project.root, items, workspace: evidence, ...(onItemFault && { onFault: onItemFault }) });
  const infrastructure = project.infrastructure();
  const kept = new KeptFindings(project, options);
  for (const each of projectFindings(project, project.select([project.root]), kept.options, kept)) {
    if ("stack" in each) checklists.take(each.stack, kept.shown(each.found), infrastructure);
    if ("known" in each) {
      for (const { fn, found } of each.known) {
        const [id] = checklists.takeFunctions([fn], infrastructure);
        if (id !== undefined) checklists.take(`function ${id}`, kept.shown(found), infrastructure);
      }
    }
    if (!("file" in each)) continue;
    checklists.take(`file ${each.file.path}`, ofCode(each), infrastructure, each.program);
    progress?.();
  }
  return checklists;
}
