import { isAbsent, property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

const LEVELS = ["ApplicationLogLevel", "SystemLogLevel"];

export const loglevelWithTextFormat = defineRule({
  id: "loglevel-with-text-format",
  title: "Log level with logs in text",
  section: "observability",
  checklist: "structured-logs",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ resource }, { rewrite }) {
    const level = LEVELS.map((name) => property(resource, `LoggingConfig.${name}`)).find((value) => value !== undefined);
    if (level === undefined) return undefined;
    const format = property(resource, "LoggingConfig.LogFormat");
    if (textOf(format) === "JSON") return "ok";
    if (textOf(format) !== "Text" && !isAbsent(resource, "LoggingConfig.LogFormat")) return undefined;
    return {
      at: level.place,
      message: "Lambda filters by level only logs in JSON, and refuses a level with the text format; set LogFormat to JSON",
      fixes: () => [
        repair(
          "Log in JSON",
          "suggested",
          rewrite.change([{ kind: "set", resource, path: ["LoggingConfig", "LogFormat"], value: "JSON" }]),
        ),
      ],
    };
  },
});
