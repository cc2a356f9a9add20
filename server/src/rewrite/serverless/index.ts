/**
 * Repairs of services. What a rule says in CloudFormation's words is written in those of the framework: `Timeout` as
 * `timeout`, `FunctionResponseTypes` of a made mapping as `functionResponseType` of its event. A rule speaks of one function,
 * so what is set goes into the function, which wins over `provider`. New resources go into `resources`.
 */
import type { Stack } from "../../model/infrastructure.ts";
import type { Change, TemplateRewriter } from "../template.ts";
import { add } from "./additions.ts";
import { applyChange } from "./changes.ts";
import { Session } from "./session.ts";

export function createServerlessRewriter(stack: Stack): TemplateRewriter {
  return {
    change(changes) {
      const session = new Session(stack);
      return changeAll(session, changes) ? session.edits() : undefined;
    },
  };
}

function changeAll(session: Session, changes: readonly Change[]): boolean {
  // Names first: what is set may refer to what is added later.
  if (!changes.every((change) => change.kind !== "add" || session.reserve(change))) return false;
  return changes.every((change) => (change.kind === "add" ? add(session, change) : applyChange(session, change)));
}
