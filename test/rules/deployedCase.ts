/** A block of a page that is what AWS says of a function: a part of it, for the rest is as in most functions. */
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { judge } from "../../server/src/deployed/judge.ts";
import type { DeployedFunction } from "../../server/src/model/deployed.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { defaults } from "../../server/src/settings.ts";
import { type DeployedParts, deployedFunction } from "../deployed/deployedFunction.ts";
import type { Case } from "./page.ts";

export function isDeployed(each: Case): boolean {
  return each.languages.includes("deployed");
}

/** The ids of the rules that find something, sorted. */
export function foundIn({ files }: Case, rules: readonly Rule[]): string[] {
  const onFault = (rule: Rule, error: unknown) => {
    throw new Error(`${rule.id} failed`, { cause: error });
  };
  return Object.values(files)
    .flatMap((text) => judge({ deployed: readDeployed(text), resource: undefined }, { rules, settings: defaults, onFault }).findings)
    .map(({ rule }) => rule.id)
    .sort();
}

function readDeployed(text: string): DeployedFunction {
  const errors: ParseError[] = [];
  const parts = parse(text, errors) as DeployedParts;
  if (errors[0]) throw new Error(`not JSON: ${printParseErrorCode(errors[0].error)} at ${errors[0].offset}`);
  return deployedFunction(parts);
}
