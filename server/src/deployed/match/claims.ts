/** What speaks for a deployed function being one of the workspace, and how much. */
import type { DeployedIdentity, DeployedMatch } from "../../protocol/deployed.ts";
import type { WorkspaceFunction } from "../match.ts";
import { Account, type Listed } from "./account.ts";
import type { Confidence } from "./confidence.ts";
import { grouped } from "./grouped.ts";
import { isMadeOf, logicalIds } from "./logicalId.ts";
import { type NameFit, PhysicalName } from "./physicalName.ts";
import { familyOf, isStage } from "./stackNames.ts";
import { DeployedStacks } from "./stacks.ts";

export interface Claim {
  readonly id: string;
  readonly deployed: string;
  readonly by: Exclude<DeployedMatch["by"], "hand">;
  readonly confidence: Confidence;
  /** Of two claims that are equal otherwise, that for which more letters speak counts. */
  readonly letters: number;
  /** Deployed functions of one family are stages of one system. */
  readonly family: string;
  /** Its name speaks for it, and no logical id. */
  readonly isOfName: boolean;
}

interface Candidate {
  readonly fn: WorkspaceFunction;
  readonly resource: NonNullable<WorkspaceFunction["resource"]>;
  readonly ids: readonly string[];
  readonly name: PhysicalName | undefined;
}

/** Letters and digits that make a written part of a name tell one system from another. */
const TELLING = 8;

/** Every claim of a function of the workspace on a deployed one. */
export function claimsOf(functions: readonly WorkspaceFunction[], deployed: readonly DeployedIdentity[]): Claim[] {
  const candidates = functions.flatMap((fn): Candidate[] => {
    const { resource } = fn;
    return resource ? [{ fn, resource, ids: logicalIds(resource), name: PhysicalName.of(resource) }] : [];
  });
  const account = new Account(deployed);
  const stacks = new DeployedStacks(deployed, candidates);
  const claims = candidates.flatMap((candidate) => {
    const isNamed = candidate.name !== undefined || candidate.resource.stack.dialect === "serverless";
    return [...account.candidates(candidate.ids, isNamed)].flatMap((each) => claimOn(each, candidate, stacks) ?? []);
  });
  return corroborated(claims, candidates);
}

/** Where the names of several functions of one template fit with the same put in (`shop-…`), more than a name agrees. */
function corroborated(claims: readonly Claim[], candidates: readonly Candidate[]): Claim[] {
  const stackOf = new Map(candidates.map(({ fn, resource }) => [fn.id, resource.stack]));
  const open = claims.filter(({ isOfName, confidence }) => isOfName && confidence === "possible");
  const systems = grouped(open, ({ id }) => stackOf.get(id)).flatMap((ofStack) => grouped(ofStack, ({ family }) => family));
  const agreeing = new Set(systems.filter((system) => new Set(system.map(({ id }) => id)).size > 1).flat());
  return claims.map((claim) => (agreeing.has(claim) ? { ...claim, confidence: "likely" } : claim));
}

function claimOn(deployed: Listed, candidate: Candidate, stacks: DeployedStacks): Claim | undefined {
  const { name, ids, resource } = candidate;
  const fit = name?.fit(deployed.name);
  if (name?.isBinding && fit === undefined) return undefined;
  if (deployed.logicalId !== undefined) {
    // CloudFormation deployed it: as what, it says itself.
    return ids.includes(deployed.logicalId) ? ofStack(deployed, candidate, "tags", deployed.stack ?? "", fit, stacks) : undefined;
  }
  if (fit !== undefined) return ofName(deployed, candidate, fit);
  if (resource.stack.dialect === "serverless") return ofService(deployed, candidate);
  const { made } = deployed;
  return made && ids.some((id) => isMadeOf(made, id)) ? ofStack(deployed, candidate, "convention", made.stack, fit, stacks) : undefined;
}

function ofStack(
  deployed: Listed,
  { fn, ids, resource }: Candidate,
  by: "tags" | "convention",
  stack: string,
  fit: NameFit | undefined,
  stacks: DeployedStacks,
): Claim {
  const ofStackName = stacks.fit(stack, fn, ids);
  // Its logical id and its own name agree.
  const isNamed = fit !== undefined && (fit.kind !== "pattern" || fit.known >= TELLING);
  const confidence = isNamed && ofStackName !== "proven" ? "likely" : ofStackName;
  const letters = (fit?.known ?? 0) + stacks.likeness(stack, resource.stack);
  return { id: fn.id, deployed: deployed.name, by, confidence, letters, family: familyOf(stack), isOfName: false };
}

function ofName(deployed: Listed, { fn, resource }: Candidate, fit: NameFit): Claim {
  const { kind, known, putIn } = fit;
  const isServerless = resource.stack.dialect === "serverless";
  const confidence = kind === "exact" ? "proven" : kind === "assumed" ? "likely" : ofPattern(fit, isServerless);
  const family = putIn.map((text) => (isStage(text) ? "" : familyOf(text))).join("|");
  const by = isServerless && kind !== "exact" ? "convention" : "name";
  return { id: fn.id, deployed: deployed.name, by, confidence, letters: known, family, isOfName: true };
}

function ofPattern({ known, putIn }: NameFit, isServerless: boolean): Confidence {
  const areStages = putIn.every(isStage);
  // A stage of several words may be the end of another service's name.
  if (isServerless && !areStages && putIn.some((text) => text.includes("-"))) return "weak";
  // A stage of this template would be called just so, and no two functions are.
  if (areStages) return "likely";
  return known >= TELLING ? "possible" : "weak";
}

/** `<service>-<stage>-<function>`, where the template's own stage is not known. */
function ofService({ name }: Listed, { fn, resource }: Candidate): Claim | undefined {
  const front = `${resource.stack.name}-`;
  const end = `-${resource.resource.name}`;
  if (!name.startsWith(front) || !name.endsWith(end) || name.length <= front.length + end.length) return undefined;
  const stage = name.slice(front.length, -end.length);
  const known = front.length + end.length;
  return {
    id: fn.id,
    deployed: name,
    by: "convention",
    confidence: ofPattern({ kind: "pattern", known, putIn: [stage] }, true),
    letters: known,
    family: "",
    isOfName: true,
  };
}
