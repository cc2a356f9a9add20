/** Small rules with known answers: what is tested is the server, not what rules find. */

import type { Fix } from "../../server/src/rewrite/rewriter.ts";
import { defineRule, everyDialect, placeOf, type Rule, repair } from "../../server/src/rules/rule.ts";

const languages = ["python", "javascript", "typescript"] as const;

/** Flags calls of a function by its bare name; renames it to `calm`. */
function renaming(id: string, name: string, safety: Fix["safety"], replacement: string): Rule {
  return defineRule({
    id,
    title: `Call of ${name}`,
    section: "errors",
    checklist: "retries-understood",
    severity: "warning",
    profile: "recommended",
    languages,
    on: "call",
    check(call, context) {
      const reach = context.reach(call.scope);
      if (call.callee.kind !== "name" || !reach) return undefined;
      if (call.callee.name === replacement) return "ok";
      if (call.callee.name !== name) return undefined;
      const { start, end } = call.callee;
      const edit = { path: call.scope.module.path, start, end, newText: replacement };
      return {
        at: placeOf(call),
        message: `This calls ${name}`,
        via: reach.chain,
        fixes: () => [{ title: `Call ${replacement} instead`, safety, edits: [edit] }],
      };
    },
  }) as Rule;
}

/** `danger()` becomes `risk()` and that `calm()`: fix-all has to go round twice. */
export const danger = renaming("danger-call", "danger", "safe", "risk");
export const risk = renaming("risk-call", "risk", "safe", "calm");
export const odd = renaming("odd-call", "odd", "suggested", "calm");

/** Flags a word in strings; its repair makes a file. */
export const word = defineRule({
  id: "word-in-string",
  title: "A word in a string",
  section: "security",
  checklist: "secrets-managed",
  severity: "error",
  profile: "recommended",
  languages,
  on: "string",
  check(string) {
    if (!string.text.includes("hunter2")) return undefined;
    const { path } = string.scope.module;
    const file = `${path.slice(0, path.lastIndexOf("/"))}/word.txt`;
    const edits = [
      { path: file, start: 0, end: 0, newText: "hunter2\n", create: true },
      { path, start: string.start, end: string.end, newText: '"moved"' },
    ];
    return {
      at: placeOf(string),
      message: "This string holds a word",
      fixes: () => [{ title: "Move the word to a file", safety: "suggested", edits }],
    };
  },
}) as Rule;

/** On only in the profile `strict`. */
export const strict = { ...renaming("strict-call", "lax", "safe", "calm"), profile: "strict", severity: "hint" } as const satisfies Rule;

export const broken = defineRule({
  id: "broken-rule",
  title: "A rule with a fault",
  section: "errors",
  checklist: "retries-understood",
  severity: "warning",
  profile: "recommended",
  languages,
  on: "call",
  check() {
    throw new Error("this rule is broken");
  },
}) as Rule;

/** Flags functions without tracing by their names; other tools know the rule of this id too. */
export const untraced = defineRule({
  id: "tracing-disabled",
  title: "No traces",
  section: "observability",
  checklist: "tracing-or-correlation",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ tracing, resource }, { rewrite }) {
    if (tracing.kind !== "absent") return undefined;
    const edits = () => rewrite.change([{ kind: "set", resource, path: ["TracingConfig", "Mode"], value: "Active" }]);
    return { at: resource.head, message: "No traces", fixes: () => [repair("Turn tracing on", "safe", edits())] };
  },
}) as Rule;

/** Flags a runtime where it is written. */
export const oldRuntime = defineRule({
  id: "deprecated-runtime",
  title: "An old runtime",
  section: "security",
  checklist: "secrets-managed",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ runtime }) {
    return runtime.kind === "set" && runtime.value === "python3.6" ? { at: runtime.place, message: "An old runtime" } : undefined;
  },
}) as Rule;

export const testRules: readonly Rule[] = [danger, risk, odd, word, strict, broken, untraced, oldRuntime];
