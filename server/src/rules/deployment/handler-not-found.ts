import { defineRule, everyDialect, repair } from "../rule.ts";

export const handlerNotFound = defineRule({
  id: "handler-not-found",
  title: "The handler names code that is not there",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: ["python", "javascript", "typescript", ...everyDialect],
  on: "function",
  check({ resource: fn, code, missing }, { rewrite }) {
    if (!fn) return undefined;
    if (code) return fn.code.kind === "directory" ? "ok" : undefined;
    if (!missing) return undefined;
    const { what, place, expected, suggestion } = missing;
    const why = what === "file" ? "there is no such module where the code is taken from" : "the module does not export that name";
    return {
      at: place,
      message: `It deploys, but each invocation fails because ${why}; name what is there: ${expected}${suggestion === null ? "" : ` (${suggestion}?)`}`,
      fixes: () =>
        suggestion === null
          ? []
          : [
              repair(
                `Change the handler: ${suggestion}`,
                "suggested",
                rewrite.change([{ kind: "set", resource: fn.resource, path: ["Handler"], value: suggestion }]),
              ),
            ],
    };
  },
});
