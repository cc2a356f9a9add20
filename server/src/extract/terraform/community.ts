/** Modules of the community whose resources are known: above all `terraform-aws-modules/lambda/aws`. */
import { map } from "../stack.ts";
import { CommunityCall } from "./communityCall.ts";
import { addCommunityFunction } from "./communityFunction.ts";
import type { Drafts } from "./draft.ts";
import type { ForeignCall } from "./tree.ts";

const LAMBDA =
  /(?:^|\/)terraform-aws-modules\/lambda\/aws(?:\?|$)|github\.com[:/]terraform-aws-modules\/terraform-aws-lambda(?:\.git)?(?:\?|$)/;

/** Modules that make nothing which invokes a function, grants it anything or watches it. */
const HARMLESS =
  /(?:^|\/)(?:terraform-aws-modules\/(?:vpc|security-group|acm|ecr|kms|key-pair|ec2-instance|eks|rds|rds-aurora|route53|ecs|autoscaling|efs|elasticache)\/aws|(?:cloudposse|terraform-null-modules)\/label\/null|hashicorp\/dir\/template)(?:\/|\?|$)/;

/** @returns whether everything that these modules make is known. */
export function addCommunityModules(drafts: Drafts, calls: readonly ForeignCall[]): boolean {
  const functions = calls.filter((call) => LAMBDA.test(call.source)).map((call) => new CommunityCall(drafts, call));
  for (const call of functions) addOutputs(call);
  // Arguments may ask for what other calls give: they are evaluated when all of them are known.
  for (const call of functions) addCommunityFunction(call);
  return calls.every(({ source }) => LAMBDA.test(source) || HARMLESS.test(source));
}

function addOutputs(call: CommunityCall): void {
  const { name, module, repetition } = call.foreign;
  const outputs = call.outputs();
  if (repetition.key === null) {
    module.communities.set(name, outputs);
    return;
  }
  const place = call.draft.head;
  module.communities.set(name, new Map([...(module.communities.get(name) ?? []), [repetition.key, map(place, outputs, true)]]));
}
