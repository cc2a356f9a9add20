import { defineRule } from "../rule.ts";

/** A module that carries its own tests, or examples that are run as such. */
const TESTS_ITSELF = /\bimport\.meta\.vitest\b|\b(?:import|from) (?:unittest|pytest|doctest)\b|^\s*>>> /m;

/** Called after the directory they are in, where that is what tests name. */
const DIRECTORY_MODULE = /^(?:index|__init__)$/;

export const handlerUntested = defineRule({
  id: "handler-untested",
  title: "Handler that no test names",
  section: "testing",
  checklist: "tests-cover",
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, context) {
    if (!resource || !code || resource.code.kind === "inline") return undefined;
    const { scope, name: exported } = code.handler;
    // What is exported may not be known: there is nothing to point at.
    if (scope.kind === "module") return undefined;
    const { module } = scope;
    const tests = context.tests();
    const isTest = tests?.files.includes(module.path) || tests?.directories.some((each) => module.path.startsWith(`${each}/`));
    if (!tests || isTest || TESTS_ITSELF.test(module.text)) return undefined;
    const parts = module.path.split("/");
    const stem = (parts.at(-1) ?? "").replace(/\.[^.]+$/, "");
    const entry = code.handler.module.path.replace(/^.*\/|\.[^./]+$/g, "");
    const names = [stem, entry, resource.resource.name, name, ...(DIRECTORY_MODULE.test(stem) ? [parts.at(-2) ?? stem] : [])];
    const isNamed = tests.mention(anyOf(names));
    if (isNamed !== false) return isNamed && "ok";
    const range = scope.nameRange ?? { start: scope.start, end: scope.start };
    return {
      at: { file: module, ...range },
      message: `No test of the project names the module of this handler, so what breaks it is first seen when the function runs; test it with an event of its trigger: ${stem}.${exported}`,
      related: [{ at: resource.resource.head, message: "Deployed by this entry" }],
    };
  },
});

/** The names as words: `app` of `import app`, `src.app`, `"../src/app.js"`, `app.lambda_handler`; not of `happy`. */
function anyOf(names: readonly string[]): RegExp {
  const escaped = names.filter((each) => each !== "").map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`(?<![A-Za-z0-9_])(?:${escaped.join("|")})(?![A-Za-z0-9_])`);
}
