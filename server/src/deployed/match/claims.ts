/** What speaks for a deployed function being one of the workspace, and how much. */
import type { DeployedIdentity, DeployedMatch } from "../../protocol/deployed.ts";
import type { WorkspaceFunction } from "../match.ts";
import type { Confidence } from "./confidence.ts";
import { logicalIds, stackOfName } from "./logicalId.ts";
import { type NameFit, PhysicalName } from "./physicalName.ts";
import { familyOf, isStage } from "./stackNames.ts";
import { DeployedStacks } from "./stacks.ts";

export interface Claim {
  readonly id: string;
  readonly deployed: string;
  readonly by: Exclude<DeployedMatch["by"], "hand">;
  readonly confidence: Confidence;
  /** Of two claims that are equal otherwise, that with more known characters of the name counts. */
  readonly known: number;
  /** Deployed functions of one family are stages of one system. */
  readonly family: string;
}

interface Candidate {
  readonly fn: WorkspaceFunction;
  readonly ids: readonly string[];
  readonly name: PhysicalName | undefined;
}

/** Letters and digits that make a written part of a name tell one system from another. */
const TELLING = 8;

/** Every claim of a function of the workspace on a deployed one. */
export function claimsOf(functions: readonly WorkspaceFunction[], deployed: readonly DeployedIdentity[]): Claim[] {
  const candidates = functions.flatMap((fn): Candidate[] =>
    fn.resource ? [{ fn, ids: logicalIds(fn.resource), name: PhysicalName.of(fn.resource) }] : [],
  );
  const stacks = new DeployedStacks(deployed, candidates);
  return candidates.flatMap((candidate) => deployed.flatMap((each) => claimOn(each, candidate, stacks) ?? []));
}

function claimOn(deployed: DeployedIdentity, candidate: Candidate, stacks: DeployedStacks): Claim | undefined {
  const { name } = candidate;
  const fit = name?.fit(deployed.name);
  if (deployed.logicalId !== undefined) {
    // CloudFormation deployed it: as what, it says itself.
    if (!candidate.ids.includes(deployed.logicalId) || (name?.isBinding && fit === undefined)) return undefined;
    return ofStack(deployed, candidate, { by: "tags", stack: deployed.stack ?? "", fit }, stacks);
  }
  if (fit !== undefined) return ofName(deployed, candidate, fit);
  return name?.isBinding ? undefined : byConvention(deployed, candidate, stacks);
}

interface InStack {
  readonly by: "tags" | "convention";
  readonly stack: string;
  readonly fit: NameFit | undefined;
}

function ofStack(deployed: DeployedIdentity, { fn, ids }: Candidate, found: InStack, stacks: DeployedStacks): Claim {
  const fitOfStack = stacks.fit(found.stack, fn, ids);
  const isNamed = found.fit !== undefined && found.fit.kind !== "pattern";
  const confidence = isNamed && fitOfStack !== "proven" ? "likely" : fitOfStack;
  return {
    id: fn.id,
    deployed: deployed.name,
    by: found.by,
    confidence,
    known: found.fit?.known ?? 0,
    family: familyOf(found.stack),
  };
}

const BY_FIT: Readonly<Record<Exclude<NameFit["kind"], "pattern">, Confidence>> = { exact: "proven", assumed: "likely" };

function ofName(deployed: DeployedIdentity, { fn }: Candidate, fit: NameFit): Claim {
  const isTelling = fit.known >= TELLING || fit.putIn.every(isStage);
  const confidence = fit.kind === "pattern" ? (isTelling ? "possible" : "weak") : BY_FIT[fit.kind];
  const family = fit.putIn.map((text) => (isStage(text) ? "" : familyOf(text))).join("|");
  const isFramework = fn.resource?.stack.dialect === "serverless" && fit.kind === "assumed";
  return { id: fn.id, deployed: deployed.name, by: isFramework ? "convention" : "name", confidence, known: fit.known, family };
}

/** A name that the template leaves to the framework, or to CloudFormation. */
function byConvention(deployed: DeployedIdentity, candidate: Candidate, stacks: DeployedStacks): Claim | undefined {
  const { resource } = candidate.fn;
  if (resource?.stack.dialect === "serverless") return ofService(deployed, candidate, resource.resource.name, resource.stack.name);
  for (const id of candidate.ids) {
    const stack = stackOfName(deployed.name, id);
    if (stack !== undefined) return ofStack(deployed, candidate, { by: "convention", stack, fit: undefined }, stacks);
  }
  return undefined;
}

/** `<service>-<stage>-<function>`. A stage of several words may be the end of another service's name. */
function ofService({ name }: DeployedIdentity, { fn }: Candidate, key: string, service: string): Claim | undefined {
  const front = `${service}-`;
  const end = `-${key}`;
  if (!name.startsWith(front) || !name.endsWith(end) || name.length <= front.length + end.length) return undefined;
  const stage = name.slice(front.length, -end.length);
  const confidence = isStage(stage) ? "likely" : stage.includes("-") ? "weak" : "possible";
  return { id: fn.id, deployed: name, by: "convention", confidence, known: front.length + end.length, family: service };
}
