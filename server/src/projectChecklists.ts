/** The checklists of a whole project at once, as the command makes them. */
import type { Item } from "./checklist/item.ts";
import type { WorkspaceEvidence } from "./checklist/workspaceEvidence.ts";
import { Checklists } from "./checklists.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
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
  for (const each of projectFindings(project, project.select([project.root]), options)) {
    if ("known" in each)
      checklists.takeFunctions(
        each.known.map(({ fn }) => fn),
        infrastructure,
      );
    if (!("file" in each)) continue;
    checklists.take(each, infrastructure, each.program);
    progress?.();
  }
  return checklists;
}
