/**
 * Repairs of CloudFormation and SAM templates. What a rule says in CloudFormation's words is written in those of the
 * template: `TracingConfig.Mode` of a SAM function becomes `Tracing`, a made event source mapping its event's properties.
 *
 * `Globals` stay as they are when something is set: a rule speaks of one function, and a value that suits it need not suit
 * the others, so it goes into the function, which wins over `Globals`. What only `Globals` says can only be removed
 * there. SAM puts maps and lists of both together, so adding to one in the function adds to what `Globals` gives.
 */
import type { Stack } from "../../model/infrastructure.ts";
import type { Change, TemplateRewriter } from "../template.ts";
import { addResource, shortForm } from "./additions.ts";
import { applyChange } from "./changes.ts";
import { type Addition, Session } from "./session.ts";
import { fitted } from "./words.ts";

export function createCloudFormationRewriter(stack: Stack): TemplateRewriter {
  return {
    change(changes) {
      const session = new Session(stack);
      return changeAll(session, stack, changes) ? session.edits() : undefined;
    },
  };
}

function changeAll(session: Session, stack: Stack, changes: readonly Change[]): boolean {
  const additions = changes.filter((change) => change.kind === "add");
  // Names first: what is set may refer to what is added later.
  if (!additions.every((addition) => session.reserve(addition))) return false;
  const short = new Map(additions.map((addition) => [addition, shortForm(stack, addition)]));
  for (const [addition, form] of short) if (form?.logicalId) session.standsFor(addition.id, form.logicalId);
  return changes.every((change) => (change.kind === "add" ? add(session, change, short.get(change)) : applyChange(session, change)));
}

function add(session: Session, addition: Addition, form: ReturnType<typeof shortForm>): boolean {
  if (form === undefined) return addResource(session, addition);
  // The function has one: what is wanted is a change of that.
  const isTaken = [...form.fn.stack.resources.values()].some((one) => one.owner?.id === form.fn.id && one.type === addition.type);
  if (isTaken && form.settings.length > 0) return false;
  return form.settings.every((wording) => {
    // A made resource of this type is not there yet; its properties are worded as it would be.
    const settings = fitted({ ...form.fn, type: addition.type }, wording, session.typeOf);
    return settings?.every((setting) => applyChange(session, { kind: "write", resource: form.fn, ...setting })) ?? false;
  });
}
