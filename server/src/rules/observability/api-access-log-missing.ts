import { isAbsent, isGiven } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const apiAccessLogMissing = defineRule({
  id: "api-access-log-missing",
  title: "API without access logs",
  section: "observability",
  checklist: { none: "Access logs are the API's; the list asks about the logs of functions." },
  severity: "hint",
  profile: "recommended",
  languages: ["sam", "cloudformation", "terraform"],
  on: "resource",
  check(stage) {
    const isRest = stage.type === "AWS::ApiGateway::Stage";
    if (!isRest && stage.type !== "AWS::ApiGatewayV2::Stage") return undefined;
    const key = isRest ? "AccessLogSetting" : "AccessLogSettings";
    const places = [key, "AccessLogSetting"].filter((each) => !isAbsent(stage, each));
    if (places.length > 0) return places.some((each) => isGiven(stage, each)) ? "ok" : undefined;
    return {
      at: stage.head,
      message: `Requests that never reach the function (refused, throttled, malformed) leave no trace; write access logs: ${stage.owner?.name ?? stage.name}`,
    };
  },
});
