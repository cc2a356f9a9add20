import { isAbsent } from "../../model/expressions.ts";
import { defineRule, placeOf, repair } from "../rule.ts";

/** A beginning: how many connections the database can spare only its owner knows. */
const CAP = 5;

export const dbWriterWithoutConcurrencyCap = defineRule({
  id: "db-writer-without-concurrency-cap",
  title: "A queue may open as many database connections as it likes",
  section: "database",
  checklist: "concurrency-limited",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { rewrite }) {
    const queues = fn?.triggers.filter(({ type, resource }) => type === "sqs" && resource.type === "AWS::Lambda::EventSourceMapping") ?? [];
    if (!fn || !code || queues.length === 0) return undefined;
    const database = code.program.databaseUse(code.handler);
    if (!database?.writes) return undefined;
    if (fn.reservedConcurrency.kind === "set") return "ok";
    const uncapped = queues.filter(
      ({ resource }) => isAbsent(resource, "ScalingConfig.MaximumConcurrency") && isAbsent(resource, "ProvisionedPollerConfig"),
    );
    if (fn.reservedConcurrency.kind === "computed" || uncapped.length === 0) return uncapped.length === 0 ? "ok" : undefined;
    return uncapped.map(({ resource, source }) => ({
      at: resource.head,
      message: `A burst of messages runs this function up to a thousand times at once, each with a database connection of its own; set MaximumConcurrency on the mapping to what the database can take: ${source ?? fn.name}`,
      related: [{ at: placeOf(database.connection), message: "Here the database is connected" }],
      fixes: () => [
        repair(
          `Handle at most ${CAP} batches at once: ${fn.name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource, path: ["ScalingConfig", "MaximumConcurrency"], value: CAP }]),
        ),
      ],
    }));
  },
});
