/** Which deployed functions are those of the workspace. What cannot be known matches nothing: a wrong match is worse than none. */
import type { FunctionResource } from "../model/infrastructure.ts";
import type { DeployedIdentity, DeployedMatch } from "../protocol/deployed.ts";
import { claimsOf } from "./match/claims.ts";
import { resolve } from "./match/resolve.ts";

/** A function of the workspace, with what tells how it is called where it is deployed. */
export interface WorkspaceFunction {
  /** `ChecklistFunction.id`. */
  readonly id: string;
  /** Undefined for a handler that no template names: only a person can say what is deployed of it. */
  readonly resource: FunctionResource | undefined;
  /** `functions: {name: {deployed}}` of the settings in force where it is written. It is believed, and nothing else is looked for. */
  readonly byHand?: string | undefined;
  /** Names of its stack in CloudFormation, where a file beside the template says so (`stack_name` in `samconfig.toml`). */
  readonly stackNames?: readonly string[];
}

/**
 * Every deployed function that is one of the workspace. Several may be of one function: stages. One that two functions may claim is given to
 * both, and neither is certain.
 */
export function matchDeployed(functions: readonly WorkspaceFunction[], deployed: readonly DeployedIdentity[]): DeployedMatch[] {
  const names = new Set(deployed.map(({ name }) => name));
  const byHand = functions.flatMap(({ id, byHand: name }): DeployedMatch[] =>
    name !== undefined && names.has(name) ? [{ id, deployed: name, by: "hand", isCertain: true }] : [],
  );
  const taken = new Set(functions.map((fn) => fn.byHand));
  const left = deployed.filter(({ name }) => !taken.has(name));
  return [
    ...byHand,
    ...resolve(
      claimsOf(
        functions.filter((fn) => fn.byHand === undefined),
        left,
      ),
    ),
  ];
}
