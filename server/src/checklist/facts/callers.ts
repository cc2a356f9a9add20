/** Who invokes a function, and whether they wait for what becomes of it. */
import { isAbsent, property, textOf, walk } from "../../model/expressions.ts";
import type { Expression, FunctionResource, Resource, Trigger } from "../../model/infrastructure.ts";
import { bringsWork, isOfSocket } from "../../model/triggers.ts";

/** Triggers that bring work, where all of them are known; undefined where there may be others, or where there is none. */
export function knownTriggers(fn: FunctionResource | undefined): readonly Trigger[] | undefined {
  if (!fn?.triggersAreKnown || (fn.stack.dialect === "terraform" && fn.resource.isConditional)) return undefined;
  const working = fn.triggers.filter(bringsWork);
  return working.length > 0 ? working : undefined;
}

/** Does the caller wait for the answer, so that Lambda tries nothing again and the caller sees what fails? Undefined where it cannot be known. */
export function waitsForAnswer(trigger: Trigger): boolean | undefined {
  if (trigger.invocation !== "synchronous") return false;
  if (trigger.type !== "http") return true;
  // What a route of a WebSocket API answers mostly nobody reads.
  if (isOfSocket(trigger)) return undefined;
  return isSurelyAnswered(trigger) ? true : undefined;
}

/** Only an integration without proxy of a REST API can tell Lambda not to wait, by a header. */
function isSurelyAnswered({ resource, sourceResource }: Trigger): boolean {
  if (resource.type === "AWS::ApiGateway::Method" && textOf(property(resource, "Integration.Type")) !== "AWS_PROXY") return false;
  const api = resource.type === REST_API ? resource : sourceResource;
  return api?.type !== REST_API || describesNoHeader(api);
}

const REST_API = "AWS::ApiGateway::RestApi";

/** Where an API is described as a whole, that counts and not what its methods say. */
function describesNoHeader(api: Resource): boolean {
  if (!["BodyS3Location", "DefinitionUri"].every((path) => isAbsent(api, path))) return false;
  const described = ["Body", "DefinitionBody"].flatMap((path) => (isAbsent(api, path) ? [] : [property(api, path)]));
  return described.every((body) => body?.kind === "map" && ![...walk(body)].some(mayHoldHeader));
}

function mayHoldHeader(part: Expression): boolean {
  if (part.kind === "map") return part.isOpen || [...part.entries.keys()].some((key) => key.includes("Invocation-Type"));
  return textOf(part)?.includes("Invocation-Type") ?? false;
}

/** Do all callers wait? Never certain where one of them is not known. */
export function allWait(triggers: readonly Trigger[]): boolean {
  return triggers.every((trigger) => waitsForAnswer(trigger) === true);
}

/** `GET /users`, `sqs orders`: what a reader knows a trigger by. */
export function nameOfTrigger({ type, source }: Trigger): string {
  return source === null || type === "http" ? (source ?? type) : `${type} ${source}`;
}

/** Each once, the first few by name. */
export function namesOfTriggers(triggers: readonly Trigger[]): string {
  const names = [...new Set(triggers.map(nameOfTrigger))];
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

/** Everything, or a part that is not written out: work of many kinds may come by such a route. */
const OPEN_ROUTE = /\+\}|\*|^\$default$|^ANY\b/;

/** One queue, topic, bucket, table or rule; of an API one path. */
export function isOneSource(triggers: readonly Trigger[]): boolean {
  const [first] = triggers;
  if (!first || triggers.some(({ type }) => type !== first.type)) return false;
  if (first.type === "http") {
    if (triggers.some(({ source }) => source === null || OPEN_ROUTE.test(source))) return false;
    return new Set(triggers.map(({ source }) => source?.replace(/^[A-Z]+ /, ""))).size === 1;
  }
  if (triggers.length === 1) return true;
  return first.sourceResource !== null && triggers.every(({ sourceResource }) => sourceResource === first.sourceResource);
}
