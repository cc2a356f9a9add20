import type { Module, Place, Value } from "../../model/code.ts";
import { isUnconditional, loadedFrom } from "../../model/loaded.ts";
import { type Feature, MATCH_STATEMENT, runtimeFeature, runtimeOf, runtimeVersion } from "../../vocabulary/runtimeFeatures.ts";
import { defineRule, type FunctionContext, type Problem } from "../rule.ts";

/** What gives an older runtime what newer ones have. */
const POLYFILL = /fetch|polyfill|core-js|shim|undici|form-?data|structured-?clone|web-streams/i;

interface Use {
  readonly name: string;
  readonly feature: Feature;
  readonly at: Place;
}

export const codeVsRuntimeFeature = defineRule({
  id: "code-vs-runtime-feature",
  title: "Code that its runtime does not understand",
  section: "security",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name: fn }, context) {
    if (!resource || !code || !context.code || resource.runtime.kind !== "set" || resource.packageType === "Image") return undefined;
    const { program, handler } = code;
    const { value: runtime } = resource.runtime;
    const version = runtimeVersion(runtime);
    if (version === undefined || (handler.module.language === "python") !== runtime.startsWith("python")) return undefined;
    const { modules, others } = loadedFrom(handler.module, (value: Value) => program.referents(value), isUnconditional);
    if (others.some(({ specifier }) => POLYFILL.test(specifier))) return undefined;
    const uses = modules.flatMap((module) => [...importedBy(module, context), ...calledBy(module, context), ...matchesOf(module, context)]);
    const wrong = uses.filter(({ feature: { since = 0, until = Infinity } }) => version < since || version >= until);
    if (wrong.length === 0) return uses.length > 0 ? "ok" : undefined;
    const first = new Map([...wrong].reverse().map((use) => [use.name, use]));
    return [...first.values()].map(({ name, feature, at }): Problem => {
      const why = feature.since === undefined ? "is gone from" : `came with ${runtimeOf(feature.since)} and is not in`;
      return {
        at,
        message: `This ${why} ${runtime}, the runtime of ${fn}, so the function fails with the first request that gets here; change the runtime or do without: ${name}`,
        related: [{ at: resource.runtime.kind === "set" ? resource.runtime.place : resource.resource.head, message: `Runtime ${runtime}` }],
      };
    });
  },
});

/** What every start of the function imports. */
function importedBy(module: Module, { code }: FunctionContext): Use[] {
  if (module.language !== "python") return [];
  return module.root.writes.flatMap((write) => {
    if (write.operator !== "import" || write.region.kind !== "body") return [];
    return useOf(code?.qualifiedName(write.value), { file: module, start: write.start, end: write.end });
  });
}

/** What is called on every way to here, with nothing that asks first whether it is there. */
function calledBy(module: Module, { code }: FunctionContext): Use[] {
  return module.scopes.flatMap((scope) => {
    if (!code || (scope.kind !== "module" && code.reach(scope)?.handler === undefined)) return [];
    return scope.calls.flatMap((call) => {
      if (code.guard(call) !== null || call.region.kind === "catch" || call.region.kind === "try") return [];
      return useOf(code.qualifiedName(call.callee), { file: module, start: call.callee.start, end: call.callee.end });
    });
  });
}

/** Python reads a file as a whole: a statement it does not know anywhere is an error everywhere. */
function matchesOf(module: Module, _: FunctionContext): Use[] {
  if (module.language !== "python") return [];
  const found = module.branches.find(({ kind }) => kind === "match");
  return found
    ? [{ name: "match", feature: MATCH_STATEMENT, at: { file: module, start: found.start, end: found.start + "match".length } }]
    : [];
}

function useOf(qualified: string | undefined, at: Place): Use[] {
  const known = qualified === undefined ? undefined : runtimeFeature(qualified);
  return known ? [{ ...known, at }] : [];
}
