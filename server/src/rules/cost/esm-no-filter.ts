import { isAbsent } from "../../model/expressions.ts";
import { defineRule, type Problem, repair } from "../rule.ts";

export const esmNoFilter = defineRule({
  id: "esm-no-filter",
  title: "Records are paid for that the handler skips",
  section: "cost",
  checklist: { none: "It costs more than needed; the list asks whether somebody watches what it costs." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code, name }, { rewrite }) {
    const mappings =
      fn?.triggers.filter(({ type, resource }) => /^(sqs|dynamodb)$/.test(type) && resource.type === "AWS::Lambda::EventSourceMapping") ??
      [];
    const [mapping] = mappings;
    if (!fn || !code || !mapping || mappings.length !== fn.triggers.length || mappings.some(({ type }) => type !== mapping.type))
      return undefined;
    const unfiltered = mappings.filter(({ resource }) => isAbsent(resource, "FilterCriteria"));
    const skipped = unfiltered.length > 0 ? code.program.skippedRecords(code.handler) : undefined;
    if (!skipped || !isFilterable(skipped.path, mapping.type)) return undefined;
    const pattern = JSON.stringify(skipped.path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), skipped.kept));
    return {
      at: skipped.place,
      message: `Lambda can leave these records out before it invokes the function, which then is neither run nor paid for them; filter in the event source mapping: ${name}`,
      related: unfiltered.map(({ resource }) => ({ at: resource.head, message: "Here the records come from" })),
      fixes: () => [
        repair(
          `Filter the records in the mapping: ${pattern}`,
          "suggested",
          rewrite.change(
            unfiltered.map(({ resource }) => ({
              kind: "set",
              resource,
              path: ["FilterCriteria"],
              value: { Filters: [{ Pattern: pattern }] },
            })),
          ),
        ),
      ],
    } satisfies Problem;
  },
});

/** What the records of a stream are about, and fields of a message that is JSON. */
function isFilterable(path: readonly string[], type: string): boolean {
  return type === "dynamodb" ? path[0] === "eventName" && path.length === 1 : path[0] === "body" && path.length > 1 && !path.includes("*");
}
