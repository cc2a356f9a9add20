/** Deployed functions for tests: what a test does not say is as in most functions. */
import type { DeployedConfiguration, DeployedFunction, DeployedMetrics, DeployedReports } from "../../server/src/model/deployed.ts";

export type DeployedParts = Partial<Omit<DeployedFunction, "configuration" | "metrics" | "reports">> & {
  readonly configuration?: Partial<DeployedConfiguration>;
  readonly metrics?: Partial<DeployedMetrics>;
  readonly reports?: Partial<DeployedReports>;
};

const READ_AT = "2026-11-23T12:00:00Z";
const FROM = "2026-11-22T12:00:00Z";

const CONFIGURATION: DeployedConfiguration = {
  runtime: "python3.13",
  handler: "app.lambda_handler",
  packageType: "Zip",
  codeSize: 482_113,
  timeout: 30,
  memory: 512,
  ephemeralStorage: 512,
  architecture: "arm64",
  tracing: "Active",
  environmentKeys: [],
  layers: [],
  deadLetterTarget: null,
  subnets: 0,
  logFormat: "JSON",
  lastModified: "2026-09-01T08:15:00Z",
};

export function deployedFunction(parts: DeployedParts): DeployedFunction {
  const { configuration, metrics, reports, ...others } = parts;
  return {
    name: "orders",
    region: "eu-west-1",
    readAt: READ_AT,
    ...others,
    configuration: { ...CONFIGURATION, ...configuration },
    ...(metrics && { metrics: { window: "24h", from: FROM, to: READ_AT, values: {}, ...metrics } }),
    ...(reports && { reports: reportsOf(reports, configuration?.memory ?? CONFIGURATION.memory) }),
  };
}

/** Of a warm function that uses two thirds of its memory. */
function reportsOf(parts: Partial<DeployedReports>, memory: number): DeployedReports {
  const used = Math.round(((parts.memorySize ?? memory) * 2) / 3);
  return {
    window: "24h",
    from: FROM,
    to: READ_AT,
    invocations: 1000,
    isSample: false,
    memorySize: memory,
    memoryUsedAverage: used,
    memoryUsedP95: used,
    memoryUsedMaximum: used,
    durationAverage: 120,
    durationMaximum: 900,
    billedDuration: 120_000,
    coldStarts: 0,
    initDurationAverage: null,
    initDurationMaximum: null,
    ...parts,
  };
}
