import { isAbsent } from "../../model/expressions.ts";
import { defineRule, type Problem, repair } from "../rule.ts";

/** A start, to be changed to what the other side takes. */
const SUGGESTED = 10;

/** Calls of somebody else's API. */
const HTTP_CALL =
  /^(pypi:(requests|httpx)\.(\w+\(\)\.)?(get|post|put|patch|delete|request)|pypi:urllib\.request\.urlopen|pypi:urllib3\.PoolManager\(\)\.request|npm:(axios|got|node-fetch|superagent|ky|needle)(\.(default|get|post|put|patch|delete|request))*|global:fetch)$/;

export const sqsEsmNoMaximumConcurrency = defineRule({
  id: "sqs-esm-no-maximum-concurrency",
  title: "Queue that may flood somebody else's API",
  section: "concurrency",
  checklist: "concurrency-limited",
  severity: "hint",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, { rewrite }) {
    const mappings = resource?.triggers.filter(({ type }) => type === "sqs").map((trigger) => trigger.resource) ?? [];
    if (!resource || !code || mappings.length === 0 || resource.reservedConcurrency.kind !== "absent") return undefined;
    const { program, handler } = code;
    const scopes = program.modules.flatMap((module) => module.scopes).filter((scope) => program.reachedBy(handler).has(scope));
    const call = scopes
      .flatMap(({ calls }) => calls)
      .find(({ callee, args: [url] }) => {
        // An address that comes with the message, such as one to answer to, is another one each time.
        return HTTP_CALL.test(program.qualifiedName(callee) ?? "") && url !== undefined && !program.dependsOnEvent(url.value);
      });
    if (call === undefined) return undefined;
    const open = mappings.filter((mapping) => isAbsent(mapping, "ScalingConfig"));
    if (open.length === 0) return mappings.every((mapping) => !isAbsent(mapping, "ScalingConfig.MaximumConcurrency")) ? "ok" : undefined;
    return open.map(
      (mapping): Problem => ({
        at: mapping.head,
        message: `When many messages wait, Lambda starts hundreds of these functions at once, and what they call refuses most of it; limit how many take messages at a time: ${name}`,
        related: [{ at: { file: call.scope.module, start: call.start, end: call.end }, message: "Calls another service here" }],
        fixes: () => [
          repair(
            `Take at most ${SUGGESTED} batches at a time: ${name}`,
            "suggested",
            rewrite.change([{ kind: "set", resource: mapping, path: ["ScalingConfig", "MaximumConcurrency"], value: SUGGESTED }]),
          ),
        ],
      }),
    );
  },
});
