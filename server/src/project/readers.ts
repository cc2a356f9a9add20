/** The readers of the five dialects, each for what its stacks are found by. */
import { readCdk } from "../extract/cdk.ts";
import { looksLikeCloudFormation, readCloudFormation } from "../extract/cloudformation.ts";
import { readServerless } from "../extract/serverless.ts";
import type { Surroundings } from "../extract/stack.ts";
import { modulesCalled, readTerraform } from "../extract/terraform.ts";
import type { Program } from "../flow/program.ts";
import type { Stack } from "../model/infrastructure.ts";

/** What stacks are found by: a template, a service, a directory of Terraform, the sources of a CDK app. */
export interface Unit {
  readonly kind: "cloudformation" | "serverless" | "terraform" | "cdk";
  /** File or directory; of a CDK app its sources. */
  readonly paths: readonly string[];
}

export interface Reading {
  readonly around: Surroundings;
  /** The sources of a CDK app, analysed. */
  program(paths: readonly string[]): Program;
}

export function readUnit({ kind, paths }: Unit, { around, program }: Reading): readonly Stack[] {
  const path = paths[0] ?? "";
  switch (kind) {
    case "cloudformation":
      return known(readCloudFormation(path, around.text(path) ?? "", around));
    case "serverless":
      return known(readServerless(path, around.text(path) ?? "", around));
    case "terraform":
      return known(readTerraform(path, around));
    case "cdk":
      return readCdk(program(paths), around);
  }
}

function known(stack: Stack | undefined): Stack[] {
  return stack ? [stack] : [];
}

/** Does the text look like a CloudFormation or SAM template? */
export { looksLikeCloudFormation as looksLikeTemplate };

/** Does it look like a service of the Serverless Framework? */
export function looksLikeService(text: string): boolean {
  return /^["']?(?:service|provider|functions)["']?\s*:|"?(?:service|provider|functions)"?\s*:/m.test(text);
}

/** Does the text have what every service on AWS has, at its outermost level? */
export function isServiceBySections(text: string): boolean {
  return (
    /^service\s*:/m.test(text) &&
    /^functions\s*:/m.test(text) &&
    /^provider\s*:(?:\s*#.*)?\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+name\s*:\s*["']?aws\b/m.test(text)
  );
}

/** The directories whose modules a Terraform directory uses. */
export { modulesCalled as modulesOf };
