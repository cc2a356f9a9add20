import type { Tests } from "../../model/tests.ts";
import { defineRule, type FunctionContext } from "../rule.ts";

/** Names of files and directories that try several parts together. */
const TOGETHER =
  /integ|e2e|end[-_]?to[-_]?end|acceptance|functional|smoke|system|contract|cypress|playwright|features|postman|newman|insomnia|artillery|k6|locust|karate|canary|synthetic|\.(?:feature|bats|robot|http|hurl)$/i;

/** Tests that call something real, whatever they are called. */
const CALLS_DEPLOYED =
  /localstack|testcontainers|dynamodb-local|execute-api|cloudformation|(?:api|base|service|endpoint)_?(?:url|endpoint|host)|sam (?:local|remote)|lambda invoke|InvokeCommand|\.invoke\(/i;

/** Where the way to run such tests is written. */
const SCRIPTS = /^(?:package\.json|Makefile|tox\.ini|noxfile\.py|pyproject\.toml|Taskfile\.ya?ml|buildspec.*\.ya?ml|\.gitlab-ci\.yml)$/;

export const noIntegrationTests = defineRule({
  id: "no-integration-tests",
  title: "No integration tests",
  section: "testing",
  checklist: "tests-cover",
  severity: "hint",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource }, context) {
    // Said once for all that is deployed together.
    if (!resource || context.functionsOf(resource.stack)[0] !== resource) return undefined;
    const tests = context.tests();
    if (!tests || tests.directories.some((each) => `${resource.stack.root}/`.startsWith(`${each}/`))) return undefined;
    const isTried = [...tests.directories, ...tests.files].some((each) => TOGETHER.test(nameOf(each)));
    if (isTried) return "ok";
    if (mayBeTried(tests, resource.stack.root, context)) return undefined;
    return {
      at: resource.resource.head,
      functions: context.functionsOf(resource.stack),
      message: `The project has no tests of its functions together with the services they use, and permissions, shapes of events and limits show nowhere else before production; add some, in tests/integration for example: ${resource.stack.name}`,
    };
  },
});

/** By tests under another name, by collections of requests, by scripts. */
function mayBeTried(tests: Tests, root: string, { namesIn, textOf }: FunctionContext): boolean {
  if (tests.mention(CALLS_DEPLOYED) !== false) return true;
  for (let at = root; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const names = namesIn(at);
    if (names.some((name) => TOGETHER.test(name))) return true;
    const texts = names.filter((name) => SCRIPTS.test(name)).map((name) => textOf(`${at}/${name}`));
    const workflows = namesIn(`${at}/.github/workflows`).map((name) => textOf(`${at}/.github/workflows/${name}`));
    if ([...texts, ...workflows].some((text) => text === undefined || TOGETHER.test(text.replaceAll(/system/gi, "")))) return true;
  }
  return false;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
