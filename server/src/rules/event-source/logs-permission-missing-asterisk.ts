import { property, textOf } from "../../model/expressions.ts";
import type { Expression, Stack } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const logsPermissionMissingAsterisk = defineRule({
  id: "logs-permission-missing-asterisk",
  title: "Permission for a log group without :*",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(permission, { rewrite, functionOf }) {
    if (permission.type !== "AWS::Lambda::Permission") return undefined;
    if (!/^logs\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/.test(textOf(property(permission, "Principal")) ?? "")) return undefined;
    const source = property(permission, "SourceArn");
    const isWhole = source && endsWithStreams(source, permission.stack);
    if (!source || isWhole === undefined) return undefined;
    if (isWhole) return "ok";
    const text = textOf(source);
    return {
      at: source.place,
      message: `CloudWatch Logs asks with the ARN of the group's streams, so the subscription is refused without :* at the end; add it: ${functionOf(permission)?.name ?? permission.name}`,
      fixes: () => [
        text === undefined
          ? undefined
          : repair(
              "Add :* to the ARN of the log group",
              "safe",
              rewrite.change([
                { kind: "replace", resource: permission, start: source.place.start, end: source.place.end, value: `${text}:*` },
              ]),
            ),
      ],
    };
  },
});

/** Undefined where the end of the ARN is not known. */
function endsWithStreams(source: Expression, stack: Stack): boolean | undefined {
  if (source.kind === "reference") {
    if (stack.resources.get(source.id)?.type !== "AWS::Logs::LogGroup" || source.attribute !== "Arn") return undefined;
    // CloudFormation's `Arn` ends with `:*`; Terraform takes it off.
    return stack.dialect !== "terraform";
  }
  const last = source.kind === "joined" ? source.parts.at(-1) : textOf(source);
  if (typeof last === "object") return endsWithStreams(last, stack);
  if (last === undefined) return undefined;
  return /\*$/.test(last) ? true : /:log-group:|^[\w/.-]+$/.test(last) ? false : undefined;
}
