/** The writer of Terraform: changes in CloudFormation's words to edits of HCL. `main.tf.json` is left alone. */
import type { Place } from "../../model/code.ts";
import { walk } from "../../model/expressions.ts";
import type { Stack, Template } from "../../model/infrastructure.ts";
import type { Edit } from "../rewriter.ts";
import type { Change, TemplateRewriter } from "../template.ts";
import { applyEdits, newlineOf, withLineEnds } from "../text.ts";
import { add, announce } from "./add.ts";
import { append, remove, set } from "./changes.ts";
import { holds } from "./check.ts";
import { change as changeCommunity } from "./community.ts";
import { replace } from "./replace.ts";
import { addPolicies } from "./roles.ts";
import { Session } from "./session.ts";

export function createTerraformRewriter(stack: Stack): TemplateRewriter {
  return {
    change(changes) {
      const session = new Session(stack, (place) => isShared(stack, place));
      if (!changes.every((one) => one.kind !== "add" || announce(session, one))) return undefined;
      if (!changes.every((one) => perform(session, one))) return undefined;
      const edits = session.finish();
      return edits === undefined ? undefined : checked(session, edits);
    },
  };
}

function perform(session: Session, change: Change): boolean {
  const resource = change.kind === "add" ? change.after : change.resource;
  if (resource.template.syntax !== "hcl") return false;
  const special = changeCommunity(session, change) ?? addPolicies(session, change);
  if (special !== undefined) return special;
  switch (change.kind) {
    case "set":
      return set(session, change);
    case "remove":
      return remove(session, change);
    case "append":
      return append(session, change);
    case "replace":
      return replace(session, change);
    case "add":
      return add(session, change);
  }
}

/** Do several resources read the value at a place? */
function isShared(stack: Stack, place: Place): boolean {
  let readers = 0;
  for (const resource of stack.resources.values()) {
    for (const value of walk(resource.properties)) {
      if (value.kind !== "literal" || value.place.start !== place.start || value.place.file.path !== place.file.path) continue;
      if (++readers > 1) return true;
    }
  }
  return false;
}

/** The edits with the line ends of their files, if every file still means what it did elsewhere. */
function checked(session: Session, edits: readonly Edit[]): Edit[] | undefined {
  const templates = new Map<string, Template>(session.stack.templates.map((template) => [template.path, template]));
  const result: Edit[] = [];
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const template = templates.get(path);
    if (template === undefined) return undefined;
    const newline = newlineOf(template.text);
    const own = edits.filter((edit) => edit.path === path).map((edit) => ({ ...edit, newText: withLineEnds(edit.newText, newline) }));
    if (!holds(template.text, applyEdits(template.text, path, own), session.touchedIn(path))) return undefined;
    result.push(...own);
  }
  return result.length === 0 ? undefined : result;
}
