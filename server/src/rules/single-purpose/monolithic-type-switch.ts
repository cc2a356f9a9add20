import type { Call, Dispatch, DispatchArm, Place } from "../../model/code.ts";
import { fieldOf, isKindField, isProtocol } from "../../vocabulary/protocols.ts";
import { countTopics, nounsOf } from "../../vocabulary/topics.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** Fewer unrelated pieces of work are no reason to split a function. */
const MIN_TOPICS = 3;

export const monolithicTypeSwitch = defineRule({
  id: "monolithic-type-switch",
  title: "One function for unrelated kinds of events",
  section: "single-purpose",
  checklist: "single-responsibility",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "dispatch",
  check(dispatch, context) {
    const reach = context.reach(dispatch.scope);
    const path = reach === undefined ? undefined : context.eventPath(dispatch.subject);
    const field = path === undefined ? undefined : fieldOf(path);
    if (reach === undefined || path?.[0] !== "event" || field === undefined || !isKindField(field)) return undefined;
    const labels = dispatch.arms.flatMap((arm) => arm.labels);
    if (isProtocol(path, labels)) return undefined;
    const working = dispatch.arms.filter((arm) => workOf(arm, context).length > 0);
    if (countTopics(working.map((arm) => topicsOf(arm, context))) < MIN_TOPICS) return undefined;
    return {
      at: firstTest(dispatch),
      via: reach.chain,
      message: `This function does unrelated work depending on a field of the event, so every change, failure and permission of one kind of work touches the others; give each its own function: ${field} (${labels.slice(0, 4).join(", ")}${labels.length > 4 ? ", …" : ""})`,
      fixes: () => [context.rewrite.splitHandlers(dispatch)],
    };
  },
});

/** The first comparison, or the key that is looked up in the table. */
function firstTest(dispatch: Dispatch): Place {
  const branch = dispatch.branches[0];
  const { start, end } = branch?.subject ?? branch?.arms[0]?.test ?? dispatch.subject;
  return { file: dispatch.scope.module, start, end };
}

const TRIVIAL =
  /^(global:(console|JSON|String|Number|Boolean|Object|Array|Date|Math|parseInt|Error|Symbol|Promise)\b|builtins:(print|str|len|int|dict|list|set|bool|float|range|sorted|isinstance|[A-Z]\w*)|pypi:(json|logging|datetime|time|os|re|uuid|decimal|base64|urllib)\b)/;
const RESPONSE =
  /^(respond|response|build_?response|make_?response|create_?response|success|ok|error|fail|failure|bad_?request|not_?found|callback|log|debug|info|warn|warning|exception|format_?json_?response|send_?response|get|set|push|append|json|status|resolve|reject|next)$/i;

/** The calls of an arm that do something: not logging, formatting or answering. */
function workOf(arm: DispatchArm, context: RuleContext): string[] {
  if (arm.value !== null) {
    const name = arm.value.kind === "name" ? arm.value.name : arm.value.kind === "member" ? arm.value.property : arm.labels.join("_");
    return [name];
  }
  return arm.calls.filter((call) => isWork(call, context)).map(nameOf);
}

function isWork(call: Call, context: RuleContext): boolean {
  const name = nameOf(call);
  if (name === "" || RESPONSE.test(name) || call.isNew) return false;
  const qualified = context.qualifiedName(call.callee);
  if (qualified !== undefined && TRIVIAL.test(qualified)) return false;
  return context.targets(call).length > 0 || qualified !== undefined || call.callee.kind === "name" || call.callee.kind === "member";
}

function nameOf(call: Call): string {
  return call.callee.kind === "name" ? call.callee.name : call.callee.kind === "member" ? call.callee.property : "";
}

/** What an arm is about: the nouns of its labels and of the functions it calls. */
function topicsOf(arm: DispatchArm, context: RuleContext): Set<string> {
  return nounsOf([...arm.labels, ...workOf(arm, context).filter((name) => !/^[a-z]+$/.test(name) || arm.value !== null)]);
}
