import { property, textOf } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const apiLogNotStructured = defineRule({
  id: "api-log-not-structured",
  title: "Access log that cannot be queried by field",
  section: "observability",
  checklist: { none: "Access logs are the API's; the list asks about the logs of functions." },
  severity: "hint",
  profile: "recommended",
  languages: ["sam", "cloudformation", "terraform"],
  on: "resource",
  check(stage) {
    const format = property(stage, "AccessLogSetting.Format") ?? property(stage, "AccessLogSettings.Format");
    const text = /^AWS::ApiGateway(V2)?::Stage$/.test(stage.type) ? textOf(format)?.trim() : undefined;
    if (!format || text === undefined || text === "") return undefined;
    if (text.startsWith("{") && text.endsWith("}")) return "ok";
    return {
      at: format.place,
      message:
        "Lines of plain text have to be taken apart again to count errors or find a request; make the format a JSON object with $context.requestId",
    };
  },
});
