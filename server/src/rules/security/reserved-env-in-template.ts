import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

/** Names Lambda sets itself and refuses to take. `TZ`, `PATH`, `LANG`, `NODE_PATH`, `PYTHONPATH` and `LD_LIBRARY_PATH` may be set. */
const RESERVED: ReadonlySet<string> = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SECRET_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

export const reservedEnvInTemplate = defineRule({
  id: "reserved-env-in-template",
  title: "Environment variable that Lambda sets itself",
  section: "security",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ environment, resource }, { rewrite }) {
    if (environment.kind !== "set") return undefined;
    return [...environment.value.entries].flatMap(([name, { key, value }]): Problem[] => {
      if (!RESERVED.has(name) || value.kind === "none") return [];
      const remove = { kind: "remove", resource, path: ["Environment", "Variables", name] } as const;
      return [
        {
          at: key,
          message: `Lambda sets this variable itself, so this deployment is refused; read what Lambda gives, or take another name: ${name}`,
          fixes: () => [repair(`Remove the variable: ${name}`, "suggested", rewrite.change([remove]))],
        },
      ];
    });
  },
});
