import type { Module, Region, Value } from "../../model/code.ts";
import { environmentUse } from "../../model/environmentReads.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { isUnconditional, loadedFrom } from "../../model/loaded.ts";
import { type NewReference, reference } from "../../rewrite/template.ts";
import { fillsEnvironment, isFillingPlugin, isGivenVariable } from "../../vocabulary/environment.ts";
import { defineRule, type FunctionContext, type Problem, repair } from "../rule.ts";

/** What a variable of such a name holds, where the stack has just one of it. */
const HOLDS: readonly (readonly [RegExp, string, string | null])[] = [
  [/TABLE(_?NAME)?$/i, "AWS::DynamoDB::Table", null],
  [/TABLE_?ARN$/i, "AWS::DynamoDB::Table", "Arn"],
  [/QUEUE(_?URL)?$/i, "AWS::SQS::Queue", null],
  [/TOPIC(_?ARN)?$/i, "AWS::SNS::Topic", null],
  [/BUCKET(_?NAME)?$/i, "AWS::S3::Bucket", null],
  [/STATE_?MACHINE(_?ARN)?$/i, "AWS::StepFunctions::StateMachine", null],
];

export const envVarUndeclared = defineRule({
  id: "env-var-undeclared",
  title: "Environment variable that the template does not set",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name: fn }, context) {
    if (!resource || !code || !context.code || !isAllThatIsSet(resource)) return undefined;
    const { program, handler } = code;
    const referents = (value: Value) => program.referents(value);
    const all = loadedFrom(handler.module, referents);
    if (all.others.some(({ specifier }) => fillsEnvironment(specifier))) return undefined;
    const certain = new Set<Module>(loadedFrom(handler.module, referents, isUnconditional).modules);
    const uses = all.modules.map((module) => environmentUse(module, (value) => program.qualifiedName(value)));
    const may = new Set(
      uses.flatMap(({ reads, sets }) => [...sets, ...reads.flatMap(({ use, name }) => (use === "optional" ? name : []))]),
    );
    const declared = new Set(resource.environment.kind === "set" ? resource.environment.value.entries.keys() : []);
    const needed = uses
      .flatMap(({ reads }) => reads)
      .filter(({ use, scope, region, value }) => {
        if (use !== "needed" || !certain.has(scope.module) || !isAlwaysRun(region)) return false;
        if (scope.kind === "module") return scope.module.language === "python" && region.kind === "body";
        const at = { scope, region, start: value.start };
        return program.reach(scope)?.handler === handler && program.guard(at) === null;
      });
    if (needed.length === 0) return undefined;
    const missing = needed.filter(({ name }) => !declared.has(name) && !may.has(name) && !isGivenVariable(name));
    if (missing.length === 0) return "ok";
    const first = new Map([...missing].reverse().map((read) => [read.name, read]));
    return [...first].map(([name, { scope, value }]): Problem => {
      const change = () => fix(name, resource, context);
      return {
        at: { file: scope.module, start: value.start, end: value.end },
        message: `The template gives the function no such variable, so this fails in the cloud though it may work where you set it by hand; declare it in the function's environment: ${name} of ${fn}`,
        related: [{ at: resource.resource.head, message: "Deployed by this entry" }],
        fixes: () => [change()],
      };
    });
  },
});

/** Is what the template says everything the function finds in its environment? */
function isAllThatIsSet({ environment, packageType, stack }: FunctionResource): boolean {
  if (environment.kind !== "set" || environment.value.isOpen || packageType === "Image") return false;
  // In the CDK whoever has the function may add to its environment: a construct it is given to, a method of another class.
  if (stack.dialect === "cdk") return false;
  return !environment.value.entries.has("AWS_LAMBDA_EXEC_WRAPPER") && !stack.plugins.some(isFillingPlugin);
}

/** Neither a condition nor a handler of errors stands above it. */
function isAlwaysRun(region: Region): boolean {
  for (let at: Region | null = region; at !== null; at = at.parent) {
    if (at.kind === "try" && at.scope.module.language !== "python") continue;
    if (at.kind !== "body" && at.kind !== "with") return false;
  }
  return true;
}

function fix(name: string, { resource, stack }: FunctionResource, { rewrite, resources }: FunctionContext) {
  const [, type, attribute] = HOLDS.find(([pattern]) => pattern.test(name)) ?? [];
  const known = type === undefined ? [] : resources(stack, type).filter(({ owner, isConditional }) => owner === null && !isConditional);
  const [only, second] = known;
  if (only === undefined || second !== undefined) return undefined;
  const value: NewReference = reference(only.id, attribute ?? null);
  return repair(
    `Set ${name} to ${only.name}`,
    "suggested",
    rewrite.change([{ kind: "set", resource, path: ["Environment", "Variables", name], value }]),
  );
}
