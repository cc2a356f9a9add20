/** Writes of event data to long-lived places that keep nothing of the one request. */
import type { Value, Write } from "../model/code.ts";
import type { Program } from "./program.ts";

/** Is what is kept a fact of the deployment, a part of what was kept before, or emptied by its library each time? */
export function keepsNoRequestData(write: Write, program: Program): boolean {
  return isDeploymentFact(write.value, program) || isOwnRemainder(write, program) || isSelfResetting(write, program);
}

/** The stage, account or API that an event names is that of the deployment. */
const DEPLOYMENT_FACT = /^(stage|stageVariables|domainName|apiId|accountId|awsRegion|region)$/;

/** Is all that comes from the event a fact of the deployment: `https://${domainName}/${stage}`? */
function isDeploymentFact(value: Value, program: Program, depth = 0): boolean {
  if (!program.dependsOnEvent(value)) return true;
  if (depth > 4) return false;
  const path = program.eventPath(value);
  if (path !== undefined) {
    return (
      DEPLOYMENT_FACT.test(path[path.length - 1] ?? "") &&
      path.some((step) => step === "requestContext" || step === "Records" || step === "stageVariables")
    );
  }
  const isFact = (inner: Value): boolean => isDeploymentFact(inner, program, depth + 1);
  if (value.kind === "name")
    return value.binding.parameter === null && value.binding.writes.every((write) => isOwn(write) || isFact(write.value));
  if (value.kind === "template") return value.parts.every(isFact);
  return value.kind === "choice" && value.options.every((option) => (option.kind === "name" && depth > 2) || isFact(option));
}

/** `endpoint = endpoint.replace(…)`, `endpoint = local ? endpoint : …`. */
function isOwn(write: Write): boolean {
  const { value, target } = write;
  if (target.kind !== "binding") return false;
  const object = value.kind === "call" && value.call.callee.kind === "member" ? value.call.callee.object : value;
  return object.kind === "name" && object.binding === target.binding;
}

const TAKES_PART = /^(slice|splice|filter|substring|substr|strip|lstrip|rstrip|trim|split)$/;

/** `prefix = prefix.slice(0, 3)` keeps nothing that was not kept before. */
function isOwnRemainder(write: Write, program: Program): boolean {
  const { value, target } = write;
  if (value.kind !== "call" || value.call.callee.kind !== "member" || target.kind === "element") return false;
  if (!TAKES_PART.test(value.call.callee.property) && value.call.args.some((argument) => program.dependsOnEvent(argument.value)))
    return false;
  const { object } = value.call.callee;
  if (target.kind === "binding") return object.kind === "name" && object.binding === target.binding;
  return (
    object.kind === "member" && object.property === target.property && program.longLived(object.object) === program.longLived(target.object)
  );
}

/** Objects that their library empties at the start of each invocation. */
const SELF_RESETTING = /^pypi:(crhelper\.CfnResource|aws_lambda_powertools\.\S+)\(\)/;

function isSelfResetting(write: Write, program: Program): boolean {
  return write.target.kind === "member" && SELF_RESETTING.test(program.qualifiedName(write.target.object) ?? "");
}
