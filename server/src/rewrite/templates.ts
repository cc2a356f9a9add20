/** The writers of infrastructure, one a dialect. */
import type { Dialect, Stack } from "../model/infrastructure.ts";
import { createCdkRewriter } from "./cdk/index.ts";
import { createCloudFormationRewriter } from "./cloudformation/index.ts";
import { createServerlessRewriter } from "./serverless/index.ts";
import type { TemplateRewriter, TemplateRewriterFactory } from "./template.ts";
import { createTerraformRewriter } from "./terraform/index.ts";

/** A SAM template is a CloudFormation one in which some resources are written shorter: one writer for both. */
const FACTORIES: Readonly<Record<Dialect, TemplateRewriterFactory>> = {
  cloudformation: createCloudFormationRewriter,
  sam: createCloudFormationRewriter,
  serverless: createServerlessRewriter,
  terraform: createTerraformRewriter,
  cdk: createCdkRewriter,
};

/** The rewriter for the dialect of a stack. */
export function createTemplateRewriter(stack: Stack): TemplateRewriter {
  return FACTORIES[stack.dialect](stack);
}
