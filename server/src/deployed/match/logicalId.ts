/** What CloudFormation calls a function of each dialect, and the names it makes of that. */
import { createHash } from "node:crypto";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { functionLogicalId } from "../../vocabulary/dialects/serverless.ts";

/** The longest name of a function. */
const LONGEST_NAME = 64;
/** Characters a CDK id has of the path's words, and of its hash. */
const CDK_WORDS = 240;
const CDK_HASH = 8;

/** Logical ids that the function may have; empty for Terraform, which does not deploy by CloudFormation. */
export function logicalIds({ resource, stack }: FunctionResource): readonly string[] {
  switch (stack.dialect) {
    case "sam":
    case "cloudformation":
      return [resource.id];
    case "serverless":
      // A function among the service's own resources keeps its id.
      return [functionLogicalId(resource.id), resource.id];
    case "cdk":
      return cdkLogicalIds(resource.id.split("/"));
    case "terraform":
      return [];
  }
}

/**
 * As `makeUniqueId` of aws-cdk-lib makes them: of a construct whose function is its `Resource`, and of a `CfnFunction`, which keeps its own id
 * where it stands in the stack itself.
 */
function cdkLogicalIds(path: readonly string[]): string[] {
  const [only, ...others] = path;
  const ofPath = (parts: readonly string[]): string => {
    const visible = parts.filter((part) => part !== "Default");
    const hash = createHash("md5").update(visible.join("/")).digest("hex").slice(0, CDK_HASH).toUpperCase();
    const words = visible.filter((part, index) => index === 0 || !visible[index - 1]?.endsWith(part));
    const human = words.filter((part) => part !== "Resource").map(alphanumeric);
    return human.join("").slice(0, CDK_WORDS) + hash;
  };
  return [ofPath([...path, "Resource"]), only !== undefined && others.length === 0 ? alphanumeric(only) : ofPath(path)];
}

function alphanumeric(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "");
}

/** A name that CloudFormation made: `<stack>-<logical id>-<12 or 13 random>`, of which what is too long is cut. */
export interface MadeName {
  readonly stack: string;
  readonly logicalId: string;
  /** There may be more of the logical id. */
  readonly isCut: boolean;
}

/** Undefined where CloudFormation did not make it. */
export function madeName(name: string): MadeName | undefined {
  const [, stack, logicalId, random] = /^(.+)-([A-Za-z0-9]+)-([A-Za-z0-9]{12,13})$/.exec(name) ?? [];
  if (stack === undefined || logicalId === undefined || random === undefined) return undefined;
  if (!/\d|[A-Z].*[a-z]|[a-z].*[A-Z]/.test(random)) return undefined;
  return { stack, logicalId, isCut: name.length >= LONGEST_NAME - 1 };
}

/** Is it the name of a function with this logical id? Of a cut one more has to be left than chance explains. */
export function isMadeOf(made: MadeName, logicalId: string): boolean {
  if (made.logicalId === logicalId) return true;
  return made.isCut && made.logicalId.length >= CDK_HASH && logicalId.startsWith(made.logicalId);
}
