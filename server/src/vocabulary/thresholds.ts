/**
 * From where on a measured figure of a deployed function is worth saying: the names, units and defaults behind the key `thresholds` of
 * `.lambda-ready.yaml` and `lambdaReady.thresholds` of VS Code. The settings and both schemas are made of this table.
 */

export type ThresholdName =
  | "minimumInvocations"
  | "errorRate"
  | "errorRateHigh"
  | "timeoutUsed"
  | "memoryUsedHigh"
  | "memoryUsedLow"
  | "coldStarts"
  | "iteratorAge"
  | "packageSize"
  | "versions"
  | "unusedDays";

export type Thresholds = Readonly<Record<ThresholdName, number>>;

export interface ThresholdDescription {
  readonly default: number;
  readonly unit: "per cent" | "seconds" | "MB" | "days" | null;
  /** What it says in settings, with its unit. */
  readonly description: string;
  readonly minimum: number;
  readonly maximum?: number;
}

const percent = (standard: number, description: string): ThresholdDescription => {
  return { default: standard, unit: "per cent", description: `${description}, in per cent.`, minimum: 0, maximum: 100 };
};

/** In the order in which people meet them. */
export const THRESHOLDS: Readonly<Record<ThresholdName, ThresholdDescription>> = {
  minimumInvocations: {
    default: 20,
    unit: null,
    description: "Fewer invocations than this say nothing about how often something happens.",
    minimum: 1,
  },
  errorRate: percent(1, "More errors than this among the invocations are a warning"),
  errorRateHigh: percent(10, "More errors than this among the invocations are an error"),
  timeoutUsed: percent(95, "An invocation that takes more of the timeout than this is near it"),
  memoryUsedHigh: percent(95, "An invocation that uses more of the memory than this is near its end"),
  memoryUsedLow: percent(40, "Where no invocation uses more of the memory than this, there is too much of it"),
  coldStarts: percent(1, "More cold starts than this among the invocations are worth a look"),
  iteratorAge: {
    default: 900,
    unit: "seconds",
    // About one per cent of the 24 hours for which Kinesis and DynamoDB keep records unless told otherwise.
    description: "Records of a stream that wait longer than this are behind, in seconds.",
    minimum: 0,
  },
  packageSize: { default: 5, unit: "MB", description: "A deployment package above this is large, in MB.", minimum: 0 },
  versions: { default: 3, unit: null, description: "More published versions than this are many.", minimum: 1 },
  unusedDays: {
    default: 30,
    unit: "days",
    description: "A function without an invocation for this long is unused, in days. Metrics are read for 30 days at most.",
    minimum: 1,
    maximum: 30,
  },
};

export const defaultThresholds: Thresholds = Object.fromEntries(
  Object.entries(THRESHOLDS).map(([name, threshold]) => [name, threshold.default]),
) as Thresholds;
