/** What ListFunctions says of a function, without account id and values of environment variables. */
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { DeployedConfiguration } from "../../server/src/protocol.ts";
import type { ListedFunction } from "./contract.ts";
import { withoutAccount, withoutAnyAccount } from "./redact.ts";

export function listedFunction(configuration: FunctionConfiguration): ListedFunction {
  return {
    name: configuration.FunctionName ?? "",
    description: withoutAnyAccount(configuration.Description ?? ""),
    configuration: deployedConfiguration(configuration),
  };
}

/** Defaults are Lambda's own, for what an emulator leaves out. */
export function deployedConfiguration(configuration: FunctionConfiguration): DeployedConfiguration {
  const { DeadLetterConfig: deadLetter, VpcConfig: vpc, SnapStart: snapStart } = configuration;
  return {
    packageType: configuration.PackageType ?? "Zip",
    codeSize: configuration.CodeSize ?? 0,
    timeout: configuration.Timeout ?? 3,
    memory: configuration.MemorySize ?? 128,
    environmentKeys: Object.keys(configuration.Environment?.Variables ?? {}).sort(),
    layers: (configuration.Layers ?? []).map((layer) => withoutAccount(layer.Arn ?? "")),
    deadLetterTarget: deadLetter?.TargetArn ? withoutAccount(deadLetter.TargetArn) : null,
    subnets: vpc?.SubnetIds?.length ?? 0,
    lastModified: isoTime(configuration.LastModified) ?? "",
    ...whereKnown({
      runtime: configuration.Runtime,
      handler: configuration.Handler,
      ephemeralStorage: configuration.EphemeralStorage?.Size,
      architecture: configuration.Architectures?.[0],
      tracing: configuration.TracingConfig?.Mode,
      logFormat: configuration.LoggingConfig?.LogFormat,
      logGroup: configuration.LoggingConfig?.LogGroup,
      // OptimizationStatus is `Off` for $LATEST, whatever is set.
      snapStart: snapStart && (snapStart.ApplyOn === "PublishedVersions" ? "On" : "Off"),
    }),
  };
}

/** AWS writes `2026-11-23T21:33:00.000+0000`; undefined where it is no time. */
export function isoTime(text: string | undefined): string | undefined {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Leaves out what is undefined. */
export function whereKnown<Values extends object>(values: Values): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}
