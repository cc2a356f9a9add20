/** How long log groups keep what they are given, where the CDK says it in its own way. */
import type { Expression } from "../../model/infrastructure.ts";
import { literal } from "../stack.ts";
import type { Reading, Written } from "./build.ts";
import type { Built, ConstructThing, Struct } from "./things.ts";

/** `RetentionDays.INFINITE`: CloudFormation is told nothing then. */
const FOREVER = 9999;

/** Two years: what the CDK says where the program says nothing. */
const BY_DEFAULT = 731;

export function readLogGroup(_reading: Reading, { resource }: ConstructThing, struct: Struct, _written: Written): void {
  const { properties, head } = resource;
  const isSaid = struct.isOpen || properties.entries.has("RetentionInDays");
  if (isSaid) withoutForever(resource);
  else properties.entries.set("RetentionInDays", { key: head, value: { ...literal(head, BY_DEFAULT), isInherited: true } });
}

export function withoutForever({ properties }: Built): void {
  const value: Expression | undefined = properties.entries.get("RetentionInDays")?.value;
  if (value?.kind === "literal" && value.value === FOREVER && !value.isAssumed) properties.entries.delete("RetentionInDays");
}
