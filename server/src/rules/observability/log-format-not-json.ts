import type { Value } from "../../model/code.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { defineRule, repair } from "../rule.ts";

/** Loggers that write JSON, or can be told to: what they write is theirs to say. */
const STRUCTURED =
  /powertools|structlog|pythonjsonlogger|json_?log|loguru|logbook|winston|pino|bunyan|log4js|loglevel|tslog|lambda-log|dazn|roarr|signale|consola|serilog|sentry|datadog|newrelic|opentelemetry|logger|logging[-_]/i;

const LINE =
  /^(builtins:print|global:console\.(log|info|warn|error|debug)|pypi:logging\.(\w+\(\)\.)?(debug|info|warning|warn|error|exception|critical)|pypi:logging\.getLogger\(\)\.\w+)$/;

export const logFormatNotJson = defineRule({
  id: "log-format-not-json",
  title: "Logs as lines of text",
  section: "observability",
  checklist: "structured-logs",
  severity: "hint",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, { rewrite }) {
    if (!resource || !code || resource.logFormat.kind === "computed" || resource.layers.kind === "computed") return undefined;
    const { logFormat, resource: written } = resource;
    if (logFormat.kind === "set" && logFormat.value === "JSON") return "ok";
    // Formats can be chosen for the managed runtimes of today only.
    if (
      resource.packageType === "Image" ||
      resource.runtime.kind !== "set" ||
      !/^(nodejs(18|2\d)|python3\.(8|9|1\d))/.test(resource.runtime.value)
    )
      return undefined;
    const { program, handler } = code;
    const { modules, others } = loadedFrom(handler.module, (value: Value) => program.referents(value));
    const isOtherwise = others.some(({ specifier, level }) => level > 0 || specifier.startsWith(".") || STRUCTURED.test(specifier));
    if (
      isOtherwise ||
      modules.some(
        ({ path, text }) =>
          /log(ger|ging)?\.\w+$/i.test(path) || (/JSON\.stringify\(|json\.dumps\(/.test(text) && /Formatter\b/.test(text)),
      )
    )
      return undefined;
    const calls = modules.flatMap(({ scopes }) => scopes.flatMap((scope) => (program.reach(scope) ? scope.calls : [])));
    const line = calls.find((call) => LINE.test(program.qualifiedName(call.callee) ?? "") && !isStructured(call.args[0]?.value));
    if (!line) return undefined;
    return {
      at: logFormat.kind === "set" ? logFormat.place : written.head,
      message: `What the code logs arrives as lines of text, without level and request id, and has to be searched word by word; let Lambda write them as JSON: ${name}`,
      related: [{ at: { file: line.scope.module, start: line.start, end: line.end }, message: "Logs a line here" }],
      fixes: () => [
        repair(
          `Log as JSON: ${name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource: written, path: ["LoggingConfig", "LogFormat"], value: "JSON" }]),
        ),
      ],
    };
  },
});

/** `print(json.dumps({…}))`: the code makes JSON by itself. */
function isStructured(value: Value | undefined): boolean {
  if (value?.kind !== "call" || value.call.callee.kind !== "member") return false;
  return /^(dumps|stringify)$/.test(value.call.callee.property) && value.call.args[0]?.value.kind === "map";
}
