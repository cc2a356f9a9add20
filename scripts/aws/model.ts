/** AWS's own models of its operations, as the v3 clients carry them: names, inputs, outputs, and where on the wire they go. */
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as lambda from "@aws-sdk/client-lambda";
import * as tagging from "@aws-sdk/client-resource-groups-tagging-api";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";

/** The name before the colon in an action: `lambda:ListFunctions`. */
export type Service = "lambda" | "cloudwatch" | "logs" | "tag";

export interface Operation {
  readonly service: Service;
  /** `ListFunctions` */
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Method, path template, status: of restJson; the others have all in the body. */
  readonly http: readonly [string, string, number] | undefined;
}

/** Numbers that the static schemas begin with; see @smithy/types `StaticSchemaIdOperation`. */
const operationId = 9;

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === operationId;
}

function httpOf(traits: StaticOperationSchema[3]): Operation["http"] {
  return typeof traits === "object" ? (traits.http as [string, string, number] | undefined) : undefined;
}

function operationsOf(service: Service, client: object): Operation[] {
  return Object.values(client)
    .filter(isOperation)
    .map(([, , name, traits, input, output]) => ({
      service,
      name,
      input: NormalizedSchema.of(input),
      output: NormalizedSchema.of(output),
      http: httpOf(traits),
    }));
}

export const operations: readonly Operation[] = [
  ...operationsOf("lambda", lambda),
  ...operationsOf("cloudwatch", cloudwatch),
  ...operationsOf("logs", logs),
  ...operationsOf("tag", tagging),
];

const byName = new Map(operations.map((one) => [`${one.service}:${one.name}`, one]));

/** An operation by service and name, or undefined where AWS has none. */
export function operation(service: Service, name: string): Operation | undefined {
  return byName.get(`${service}:${name}`);
}
