/** What a function itself is set to: memory, timeout, runtime and the like. */
import type { DeployedFunction } from "../../model/deployed.ts";
import type { FunctionResource, Setting } from "../../model/infrastructure.ts";
import { memoryByDefault, timeoutByDefault } from "../../vocabulary/functionDefaults.ts";
import { type Comparison, compare, UNKNOWN } from "./comparison.ts";
import { isChangedByTools } from "./tools.ts";

const plain = (value: string | number): string => String(value);
const megabytes = (value: number): string => `${value} MB`;

export function compareConfiguration(fn: FunctionResource, deployed: DeployedFunction): Comparison[] {
  const { configuration } = deployed;
  const { dialect } = fn.stack;
  return [
    compare({
      property: "Memory",
      setting: fn.memory,
      deployed: configuration.memory,
      byDefault: memoryByDefault(dialect),
      show: megabytes,
    }),
    compare({
      property: "Timeout",
      setting: fn.timeout,
      deployed: configuration.timeout,
      byDefault: timeoutByDefault(dialect),
      show: (value) => `${value} s`,
    }),
    ...(fn.packageType === "Zip" && configuration.packageType === "Zip" ? compareProgram(fn, deployed) : []),
    compare({
      property: "Ephemeral storage",
      setting: fn.ephemeralStorage,
      deployed: configuration.ephemeralStorage,
      byDefault: 512,
      show: megabytes,
    }),
    compare({
      property: "Architecture",
      setting: fn.architecture,
      deployed: configuration.architecture,
      byDefault: "x86_64",
      show: plain,
    }),
    compare({
      property: "Tracing",
      setting: tracingOf(fn),
      deployed: configuration.tracing,
      byDefault: "PassThrough",
      show: plain,
    }),
    compare({ property: "Log format", setting: fn.logFormat, deployed: configuration.logFormat, byDefault: "Text", show: plain }),
  ];
}

function compareProgram(fn: FunctionResource, { configuration }: DeployedFunction): Comparison[] {
  const { runtime, handler } = configuration;
  return [
    compare({ property: "Runtime", setting: fn.runtime, deployed: runtime, byDefault: undefined, show: plain }),
    isChangedByTools(fn.stack)
      ? UNKNOWN
      : compare({ property: "Handler", setting: fn.handler, deployed: handler, byDefault: undefined, show: plain }),
  ];
}

/** `Disabled` of SAM and the CDK is what Lambda calls `PassThrough`. */
function tracingOf({ tracing }: FunctionResource): Setting<string> {
  return tracing.kind === "set" && tracing.value === "Disabled" ? { ...tracing, value: "PassThrough" } : tracing;
}
