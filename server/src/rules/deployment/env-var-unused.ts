import type { Value } from "../../model/code.ts";
import { mentions, readsComputedName } from "../../model/environmentReads.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { isReadByOthers } from "../../vocabulary/environment.ts";
import { defineRule, type Problem, repair } from "../rule.ts";

/** Packages that read no variables but their own: a package of the company may read any. */
const OPEN_PACKAGE =
  /^(@aws-sdk\/|@aws-lambda-powertools\/|@smithy\/|@middy\/|@aws-crypto\/|@types\/|aws-xray-sdk|aws-sdk|node:|[a-z][a-z0-9]*(\.|$|\/promises$))/;

export const envVarUnused = defineRule({
  id: "env-var-unused",
  title: "Environment variable that no code reads",
  section: "deployment",
  checklist: { none: "A variable that nobody reads makes no deployment less safe." },
  severity: "hint",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name: fn }, { rewrite }) {
    if (resource?.environment.kind !== "set" || !code || resource.packageType === "Image") return undefined;
    if (resource.layers.kind !== "absent") return undefined;
    const { program, handler } = code;
    const referents = (value: Value) => program.referents(value);
    const { others } = loadedFrom(handler.module, referents);
    const isKnown = others.every(({ specifier, level }) => level === 0 && OPEN_PACKAGE.test(specifier));
    if (!isKnown || program.modules.some(readsComputedName)) return undefined;
    const own = [...resource.environment.value.entries].filter(([name, { value }]) => !value.isInherited && !isReadByOthers(name));
    const unused = own.filter(([name]) => !program.modules.some((module) => mentions(module, name)));
    if (unused.length === 0) return own.length > 0 ? "ok" : undefined;
    return unused.map(
      ([name, { key }]): Problem => ({
        at: key,
        message: `Nothing that the function loads reads this variable, and who changes it waits for an effect that never comes; remove it: ${name} of ${fn}`,
        related: [{ at: { file: handler.module, start: handler.scope.start, end: handler.scope.start }, message: "The handler" }],
        fixes: () => [
          repair(
            `Remove ${name}`,
            "suggested",
            rewrite.change([{ kind: "remove", resource: resource.resource, path: ["Environment", "Variables", name] }]),
          ),
        ],
      }),
    );
  },
});
