/** Which files may hold infrastructure, by their names alone. */

/** `serverless`: read as a service. `terraform`: part of its directory's module. `data`: YAML or JSON that may be a CloudFormation template; its text tells. */
export type TemplateKind = "serverless" | "terraform" | "data";

/** What may change the stacks of a workspace; code that makes some (CDK, `serverless.ts`) is watched as code. */
export const TEMPLATE_GLOBS = ["**/*.{yaml,yml,json,template,tf,tofu}"] as const;

/** A service may also be written in code. */
const SERVERLESS = /^serverless(?:[._-][^/]*)?\.(?:ya?ml|json)$|^serverless\.(?:ts|[cm]?js)$/i;
const TERRAFORM = /\.(?:tf|tofu)(?:\.json)?$/;
const DATA = /\.(?:ya?ml|json|template)$/i;

/** What tools keep in JSON and YAML, often in large files. */
const OF_TOOLS =
  /^(?:package|package-lock|npm-shrinkwrap|composer|lerna|nx|angular|turbo|cdk|cdk\.context|jest\.config|\.eslintrc|\.prettierrc|[jt]sconfig.*)\.json$|^(?:pnpm-lock|pnpm-workspace|docker-compose.*|mkdocs|\.pre-commit-config|buildspec.*)\.ya?ml$/i;

/** Undefined for a name that no template has. */
export function templateKind(name: string): TemplateKind | undefined {
  if (TERRAFORM.test(name)) return "terraform";
  if (SERVERLESS.test(name)) return "serverless";
  return DATA.test(name) && !OF_TOOLS.test(name) ? "data" : undefined;
}
