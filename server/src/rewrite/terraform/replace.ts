/** Replaces an expression where it stands: in HCL, or in JSON that is text of HCL. */
import { walk } from "../../model/expressions.ts";
import type { Template } from "../../model/infrastructure.ts";
import type { Change } from "../template.ts";
import { indentAt } from "../text.ts";
import { addressOf } from "./check.ts";
import { blocksOf, type TerraformOrigin } from "./origin.ts";
import type { Session } from "./session.ts";

export function replace(session: Session, change: Change & { readonly kind: "replace" }): boolean {
  const { resource, start, end, value } = change;
  const origin = (resource.owner ?? resource).origin as TerraformOrigin | null;
  if (origin === null) return false;
  const template = fileOf(session, change);
  const block = template && blocksOf(template).find((one) => one.start <= start && end <= one.end);
  if (template === undefined || block === undefined) return false;
  const isJson = isInHeredoc(template.text, block.start, start);
  if (isJson && typeof value === "object") return false;
  const text = isJson ? JSON.stringify(value) : session.render(value, indentAt(template.text, start), template, origin.prefix);
  if (text === undefined) return false;
  session.touch(template, addressOf(block));
  session.edits.push({ path: template.path, start, end, newText: text });
  return true;
}

/** The file in which the resource has a value at just this place: policies are often written beside it. */
function fileOf(session: Session, { resource, start, end }: Change & { readonly kind: "replace" }): Template | undefined {
  let path = resource.template.path;
  for (const { place } of walk(resource.properties)) if (place.start === start && place.end === end) path = place.file.path;
  const template = session.stack.templates.find((one) => one.path === path);
  return template !== undefined && start < end && end <= template.text.length ? template : undefined;
}

/** Does a heredoc stand open at an offset? */
function isInHeredoc(text: string, from: number, at: number): boolean {
  let word: string | undefined;
  for (const line of text.slice(from, at).split("\n")) {
    if (word !== undefined) {
      if (line.trim() === word) word = undefined;
      continue;
    }
    word = /<<-?([A-Za-z_]\w*)\s*$/.exec(line)?.[1];
  }
  return word !== undefined;
}
