import { isAbsent } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const apiAccessLogMissing = defineRule({
  id: "api-access-log-missing",
  title: "API without access logs",
  section: "observability",
  checklist: "structured-logs",
  severity: "hint",
  profile: "recommended",
  languages: ["sam", "cloudformation", "terraform"],
  on: "resource",
  check(stage) {
    const isRest = stage.type === "AWS::ApiGateway::Stage";
    if (!isRest && stage.type !== "AWS::ApiGatewayV2::Stage") return undefined;
    const key = isRest ? "AccessLogSetting" : "AccessLogSettings";
    if (!isAbsent(stage, key) || !isAbsent(stage, "AccessLogSetting")) return "ok";
    return {
      at: stage.head,
      message: `Requests that never reach the function (refused, throttled, malformed) leave no trace; write access logs: ${stage.owner?.name ?? stage.name}`,
    };
  },
});
