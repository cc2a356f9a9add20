/** Answers what the client asks about deployed functions: whose they are, what is wrong with them, and how a person says whose they are. */
import { placeOf } from "./checklistMessages.ts";
import type { ChecklistService } from "./checklistService.ts";
import { driftOf } from "./deployed/drift.ts";
import { judge } from "./deployed/judge.ts";
import { matchDeployed, type WorkspaceFunction } from "./deployed/match.ts";
import { memoryAdvice } from "./deployed/memoryAdvice.ts";
import { MatchesByHand } from "./deployedByHand.ts";
import type { Folder } from "./folder.ts";
import type { Place } from "./model/code.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type {
  DeployedMatch,
  DeployedMatchesParams,
  DeployedPlace,
  DeployedReport,
  DeployedReportParams,
  MatchByHandParams,
  MatchByHandResult,
} from "./protocol.ts";
import { spotOf } from "./saidFindings.ts";
import { CONFIG_FILE, type ConfigProblem, defaults, type Settings } from "./settings.ts";
import { stackNamesBeside } from "./stackNames.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";
import type { WorkspaceChecklists } from "./workspaceChecklists.ts";

export interface DeployedServiceOptions {
  readonly workspace: Workspace;
  readonly uris: Uris;
  readonly checklists: ChecklistService;
  readonly log: (message: string) => void;
}

export class DeployedService {
  readonly #options: DeployedServiceOptions;
  readonly #byHand: MatchesByHand;

  constructor(options: DeployedServiceOptions) {
    this.#options = options;
    this.#byHand = new MatchesByHand(options);
  }

  /** Waits until all functions are known. */
  async matches({ functions }: DeployedMatchesParams): Promise<readonly DeployedMatch[]> {
    const known = await this.#options.checklists.readied();
    return matchDeployed(
      this.#options.workspace.folders.flatMap((folder) => this.#functionsOf(folder, known)),
      functions,
    );
  }

  /** @param id of a function that is gone counts as none */
  async report({ id, deployed }: DeployedReportParams): Promise<DeployedReport> {
    const found = id === null ? undefined : await this.#find(id);
    const { resource, settings } = found ?? { resource: undefined, settings: this.#settings() };
    const { rules } = this.#options.workspace.options;
    const { findings } = judge(
      { deployed, resource },
      {
        rules,
        settings,
        onFault: (rule, error) => this.#options.log(`The rule ${rule.id} failed on a deployed function. ${String(error)}`),
      },
    );
    const drift = resource && driftOf(resource, deployed);
    return {
      findings: findings.map(({ rule, severity, message, place }) => ({ rule: rule.id, severity, message, place: this.#place(place) })),
      drift: drift?.drift.map((each) => ({ ...each, place: this.#place(each.place) })) ?? null,
      compared: drift?.compared ?? 0,
      memoryAdvice: memoryAdvice(deployed),
    };
  }

  /** Waits until all functions are known: what a function is called depends on the others. */
  async matchByHand({ id, deployed }: MatchByHandParams): Promise<MatchByHandResult> {
    const known = await this.#options.checklists.readied();
    const found = known.find(id);
    return found ? this.#byHand.edit(found, known, deployed) : { problem: "There is no such function any more." };
  }

  /** Keys of `functions` in a settings file that mean no function; nothing before all functions are known. */
  settingsProblems(folder: Folder, path: string, text: string): readonly ConfigProblem[] {
    return this.#byHand.problems(folder, this.#options.checklists.known, path, text);
  }

  #functionsOf(folder: Folder, known: WorkspaceChecklists): WorkspaceFunction[] {
    const { idOf } = known.names(folder);
    const settings = this.#byHand.settingsOf(folder, known);
    const resources = resourcesOf(folder, known);
    return known.of(folder).assessments.map((assessment): WorkspaceFunction => {
      const resource = resources.get(assessment.id);
      const byHand = settings.byHand(assessment.id)?.deployed;
      const stackNames = resource ? stackNamesBeside(resource.stack, folder.project) : [];
      return { id: idOf(assessment.id), resource, byHand, ...(stackNames.length > 0 && { stackNames }) };
    });
  }

  async #find(id: string): Promise<{ readonly resource: FunctionResource | undefined; readonly settings: Settings } | undefined> {
    const known = await this.#options.checklists.readied();
    const found = known.find(id);
    if (!found) return undefined;
    const { folder, assessment } = found;
    const path = (assessment.entry ?? assessment.handler)?.path ?? `${folder.root}/${CONFIG_FILE}`;
    return { resource: resourcesOf(folder, known).get(assessment.id), settings: folder.configuration.for(path) };
  }

  /** Of what belongs to no function of the workspace: those of its first folder. */
  #settings(): Settings {
    const [folder] = this.#options.workspace.folders;
    return folder?.configuration.for(`${folder.root}/${CONFIG_FILE}`) ?? defaults;
  }

  #place(place: Place | undefined): DeployedPlace | null {
    return place ? placeOf(spotOf(place), this.#options.uris) : null;
  }
}

/** Functions of templates by their ids; one speaks for those that several stacks make of the same text. */
function resourcesOf(folder: Folder, known: WorkspaceChecklists): Map<string, FunctionResource> {
  const { live } = known.of(folder);
  const found = new Map<string, FunctionResource>();
  for (const joined of folder.project.declared()) {
    const id = joined.resource && live.idOf(joined);
    if (id !== undefined && joined.resource && !found.has(id)) found.set(id, joined.resource);
  }
  return found;
}
