import type { Call, Module, Value } from "../../model/code.ts";
import { isAbsent, property, textOf } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { defineRule, type FunctionContext, repair } from "../rule.ts";

const LAYER =
  /^(pypi:aws_lambda_powertools\.utilities\.idempotency\.(?:[\w.]+\.)?|npm:@aws-lambda-powertools\/idempotency\/dynamodb\.)DynamoDBPersistenceLayer$/;

export const idempotencyTableNoTtl = defineRule({
  id: "idempotency-table-no-ttl",
  title: "Idempotency records that nobody deletes",
  section: "idempotency",
  checklist: { none: "Handlers stay idempotent without it; only the table grows." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code }, context) {
    if (!resource || !code) return undefined;
    const { modules } = loadedFrom(code.handler.module, (value: Value) => code.program.referents(value));
    for (const layer of modules.flatMap((module) => layersOf(module, context))) {
      const table = tableOf(layer, resource.resource, context);
      if (table === undefined) continue;
      if (!isAbsent(table, "TimeToLiveSpecification")) return "ok";
      const attribute = textOfArgument(layer, /^(expiry_attr|expiryAttr)$/) ?? "expiration";
      return {
        at: table.head,
        message: `Powertools gives each record a time after which it is no longer needed, but the table does not delete by it and grows for ever; turn on time to live for the attribute ${attribute}: ${table.name}`,
        related: [{ at: { file: layer.scope.module, start: layer.start, end: layer.end }, message: "Records are written here" }],
        fixes: () => [
          repair(
            `Delete records when they expire: ${table.name}`,
            "safe",
            context.rewrite.change([
              { kind: "set", resource: table, path: ["TimeToLiveSpecification"], value: { AttributeName: attribute, Enabled: true } },
            ]),
          ),
        ],
      };
    }
    return undefined;
  },
});

function layersOf(module: Module, { code }: FunctionContext): Call[] {
  return module.scopes.flatMap(({ calls }) => calls.filter((call) => LAYER.test(code?.qualifiedName(call.callee) ?? "")));
}

/** The table of the stack by the name that the code gives, which is a text or a variable of the template. */
function tableOf(layer: Call, fn: Resource, { named, resources, code }: FunctionContext): Resource | undefined {
  const given = argumentOf(layer, /^(table_name|tableName)$/) ?? layer.args[0]?.value;
  if (given === undefined) return undefined;
  const variable = environmentName(given, code) ?? undefined;
  const tables = (value: Parameters<typeof named>[0]) => named(value, fn.stack).filter(({ type }) => type === "AWS::DynamoDB::Table");
  if (variable !== undefined) return tables(property(fn, `Environment.Variables.${variable}`))[0];
  const text = given.kind === "literal" ? String(given.value) : undefined;
  return resources(fn.stack, "AWS::DynamoDB::Table").find((table) => text !== undefined && textOf(property(table, "TableName")) === text);
}

/** `os.environ["X"]`, `os.getenv("X")`, `process.env.X`, and constants that hold them. */
function environmentName(value: Value, code: FunctionContext["code"]): string | undefined {
  const held = value.kind === "name" && value.binding.writes.length === 1 ? (value.binding.writes[0]?.value ?? value) : value;
  if (held.kind === "choice") return held.options.flatMap((option) => environmentName(option, code) ?? [])[0];
  if (held.kind === "member")
    return /^(global:process\.env|pypi:os\.environ)$/.test(code?.qualifiedName(held.object) ?? "") ? held.property : undefined;
  if (held.kind !== "call" || !/^pypi:os\.(getenv|environ\.get)$/.test(code?.qualifiedName(held.call.callee) ?? "")) return undefined;
  const name = held.call.args[0]?.value;
  return name?.kind === "literal" ? String(name.value) : undefined;
}

function argumentOf({ args }: Call, name: RegExp): Value | undefined {
  for (const argument of args) {
    if (argument.name !== null && name.test(argument.name)) return argument.value;
    const entry = argument.value.kind === "map" ? argument.value.entries.find(({ key }) => key !== null && name.test(key)) : undefined;
    if (entry) return entry.value;
  }
  return undefined;
}

function textOfArgument(call: Call, name: RegExp): string | undefined {
  const value = argumentOf(call, name);
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}
