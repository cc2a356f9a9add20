/** What clients may say about deployed functions: params are checked before anything is concluded from them. */
import * as v from "valibot";
import type {
  DeployedFunction,
  DeployedMatchesParams,
  DeployedParams,
  DeployedReportParams,
  FileFindingsParams,
  FunctionFindingsParams,
  MatchByHandParams,
} from "./protocol.ts";

/** What is always there; everything else may be unknown, and is of the kind that `model/deployed.ts` says where the client is ours. */
const always = v.looseObject({
  name: v.string(),
  region: v.string(),
  readAt: v.string(),
  configuration: v.looseObject({
    packageType: v.picklist(["Zip", "Image"]),
    codeSize: v.number(),
    timeout: v.number(),
    memory: v.number(),
    environmentKeys: v.array(v.string()),
    layers: v.array(v.string()),
    deadLetterTarget: v.nullable(v.string()),
    subnets: v.number(),
    lastModified: v.string(),
  }),
  aliases: v.optional(v.array(v.looseObject({ name: v.string(), version: v.string(), weights: v.record(v.string(), v.number()) }))),
  eventSources: v.optional(v.array(v.looseObject({ source: v.string(), state: v.string() }))),
  alarms: v.optional(v.array(v.looseObject({ name: v.string(), metric: v.string(), comparison: v.string(), isActing: v.boolean() }))),
  metrics: v.optional(v.looseObject({ window: v.string(), values: v.record(v.string(), v.nullable(v.number())) })),
  reports: v.optional(v.looseObject({ window: v.string(), invocations: v.number(), memorySize: v.number() })),
  cost: v.optional(v.looseObject({ window: v.string(), total: v.number() })),
});

const deployedFunction = v.pipe(
  always,
  v.transform((known) => known as unknown as DeployedFunction),
);

export const matchesParams: v.GenericSchema<unknown, DeployedMatchesParams> = v.object({
  functions: v.array(v.object({ name: v.string(), stack: v.exactOptional(v.string()), logicalId: v.exactOptional(v.string()) })),
});
export const matchByHandParams: v.GenericSchema<unknown, MatchByHandParams> = v.object({
  id: v.string(),
  deployed: v.nullable(v.pipe(v.string(), v.nonEmpty("no name of a function"))),
});
export const deployedParams: v.GenericSchema<unknown, DeployedParams> = v.object({
  functions: v.array(v.object({ id: v.string(), deployed: deployedFunction })),
});
export const deployedReportParams: v.GenericSchema<unknown, DeployedReportParams> = v.object({
  id: v.nullable(v.string()),
  deployed: deployedFunction,
});
export const fileFindingsParams: v.GenericSchema<unknown, FileFindingsParams> = v.object({ uri: v.string() });
export const functionFindingsParams: v.GenericSchema<unknown, FunctionFindingsParams> = v.object({ id: v.string() });
