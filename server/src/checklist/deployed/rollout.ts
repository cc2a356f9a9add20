/** Aliases and versions as they are deployed. */
import type { DeployedAlias, DeployedFunction } from "../../model/deployed.ts";
import { count, percent } from "../../model/figures.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { bringsWork } from "../../model/triggers.ts";
import { asOf, type DeployedContext, type DeployedSign, proves, supports } from "./sign.ts";

/** Proves it where every alias stands for a published version, and all that invokes the function is known and names an alias. */
export function aliasesSeen({ aliases, readAt }: DeployedFunction, { resource }: DeployedContext): DeployedSign[] {
  if (aliases === undefined) return [];
  if (aliases.length === 0)
    return [supports(`It is deployed without an alias: whoever invokes it gets what was deployed last ${asOf(readAt)}`)];
  const message = `${aliases.map(said).join("; ")} ${asOf(readAt)}`;
  return [aliases.every(isPublished) && isBehindAlias(resource) ? proves(message) : supports(message)];
}

/** Proves it where there is another version, too, that the alias can be pointed at. */
export function wayBack({ aliases, versions, readAt }: DeployedFunction, { resource }: DeployedContext): DeployedSign[] {
  const published = aliases?.filter(isPublished) ?? [];
  const [first] = published;
  if (!first || versions === undefined) return [];
  if (versions < 2) return [supports(`Its alias ${first.name} stands for the only version there is ${asOf(readAt)}`)];
  const message = `Its alias ${first.name} can be pointed at the version before: ${count(versions)} are kept ${asOf(readAt)}`;
  return [published.length === aliases?.length && isBehindAlias(resource) ? proves(message) : supports(message)];
}

function said({ name, version, weights }: DeployedAlias): string {
  if (!isPublished({ version })) return `Alias ${name} stands for whatever was deployed last`;
  const shifted = Object.entries(weights).map(([other, weight]) => `${percent(weight * 100)} of its traffic to version ${other}`);
  return `Alias ${name} stands for version ${version}${shifted.length > 0 ? ` and sends ${shifted.join(" and ")}` : ""}`;
}

function isPublished({ version }: Pick<DeployedAlias, "version">): boolean {
  return /^\d+$/.test(version);
}

/** As the item reads it in a template: an alias that somebody can go around is no rollout. */
function isBehindAlias(resource: FunctionResource | undefined): boolean {
  const working = resource?.triggers.filter((each) => bringsWork(each) && each.resource.type !== "AWS::Lambda::Permission") ?? [];
  return (
    resource?.triggersAreKnown === true && resource.aliases.length > 0 && working.length > 0 && working.every((each) => each.isQualified)
  );
}
