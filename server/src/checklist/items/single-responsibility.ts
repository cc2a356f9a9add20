import { isOneSource, knownTriggers, namesOfTriggers } from "../facts/callers.ts";
import { effectsOf } from "../facts/effects.ts";
import type { KnownCode } from "../facts/knownCode.ts";
import { knownCodeOf, placeOfHandler } from "../facts/knownCode.ts";
import type { Sign } from "../item.ts";
import { defineItem } from "../item.ts";

/** Two ways are an answer and a refusal; more may be several pieces of work. */
const MAX_ARMS = 2;
/** One to keep what was done, one to tell others. */
const MAX_WRITTEN = 2;
/** Characters of source that an invocation may come to: some four hundred lines. */
const MAX_CODE = 16_000;

export const singleResponsibility = defineItem({
  id: "single-responsibility",
  text: "One clear responsibility",
  section: "single-purpose",
  proofs: [],
  signs(fn) {
    const triggers = knownTriggers(fn.resource);
    const [first] = triggers ?? [];
    if (!triggers || !first) return [];
    const place = first.resource.head;
    if (!isOneSource(triggers))
      return [{ says: "supports", kind: "trigger", message: `It is invoked by several things: ${namesOfTriggers(triggers)}`, place }];
    const code = knownCodeOf(fn);
    const written = code && doesOneThing(code);
    const invoked: Sign = { says: "supports", kind: "trigger", message: `One thing invokes it: ${namesOfTriggers(triggers)}`, place };
    if (!code || !written) return [invoked];
    const what = written.length === 0 ? "it writes nothing elsewhere" : `it writes to ${written.join(" and ")}`;
    return [
      invoked,
      {
        says: "proves",
        kind: "code",
        message: `It does one piece of work for one source, without choosing between several: ${what}`,
        place: placeOfHandler(code.handler),
      },
    ];
  },
});

/** A router within the function: its routes are work of their own. */
const ROUTER = /event[-_]handler(?:$|[./])/;

/** Whom it writes to, where it does one small thing; undefined where it does more, or something unknown. */
function doesOneThing(code: KnownCode): string[] | undefined {
  const { program, handler } = code;
  if (program.dispatches(handler).some(({ arms }) => arms.length > MAX_ARMS)) return undefined;
  if (code.modules.some(({ imports }) => imports.some(({ specifier }) => ROUTER.test(specifier)))) return undefined;
  const reached = [...program.reachedBy(handler)].filter((scope) => scope.kind === "function" && !scope.parent?.parent);
  if (reached.reduce((sum, { start, end }) => sum + end - start, 0) > MAX_CODE) return undefined;
  const { writes, unknown } = effectsOf(code);
  const written = [...new Set(writes.map(({ service }) => service)), ...(code.usesHttp ? ["another service over HTTP"] : [])];
  return unknown.length > 0 || written.length > MAX_WRITTEN ? undefined : written;
}
