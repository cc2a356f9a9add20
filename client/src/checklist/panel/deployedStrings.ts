/** The strings of the report's part about the deployed function; `{0}` is filled in by the page. */
import { METRIC_IDS, METRIC_WINDOWS, type MetricId, type MetricWindow } from "../../../../server/src/protocol.ts";
import { type Explanation, explain, windowName } from "../../deployed/explain.ts";

/** @param t `vscode.l10n.t`, which leaves placeholders alone when nothing is given for them */
export function deployedStrings(t: (message: string) => string) {
  const metrics = Object.fromEntries(METRIC_IDS.map((id) => [id, explain(id, t)])) as Record<MetricId, Explanation>;
  const windows = Object.fromEntries(METRIC_WINDOWS.map((window) => [window, windowName(window, t)])) as Record<MetricWindow, string>;
  return { metrics, windows, ...stateStrings(t), ...chartStrings(t), ...figureStrings(t), ...reportsStrings(t) };
}

export type DeployedStrings = ReturnType<typeof deployedStrings>;

/** The connection and the states without figures. */
function stateStrings(t: (message: string) => string) {
  return {
    noData: t("No data"),
    closed: t("See what this function does in production"),
    closedHelp: t(
      "Errors, duration, throttles and cost of the deployed function, beside its code. Lambda Ready reads them with your AWS profile, asks only read-only operations, and reads nothing before you connect.",
    ),
    connect: t("Connect"),
    untrusted: t("AWS is not asked in a workspace that is not trusted."),
    connecting: t("Deployed functions are being listed."),
    tryAgain: t("Try again"),
    changeConnection: t("Change profile or region…"),
    copyCommand: t("Copy command"),
    noMatch: t("No deployed function was recognized as this one"),
    noMatchHelp: t("{0} functions are deployed in {1} with the profile {2}. Choose the one that this is, or look in another region."),
    noMatchListing: t("Deployed functions are still being listed."),
    matchByHand: t("Choose deployed function…"),
    emulator: t("Not AWS: {0} answers"),
    connection: t("Profile {0}, region {1}"),
    stage: t("Deployed function"),
    notCertain: t("{0} (not certain)"),
    window: t("Window"),
    lastWindow: t("Last {0}"),
    refresh: t("Refresh"),
    readAt: t("Read {0}"),
    requested: t("{0} metrics requested"),
    requestedHelp: t("CloudWatch bills each metric that is requested."),
    reading: t("Figures are being read."),
    denied: t("Some of it may not be read. Missing permissions: {0}"),
  };
}

function chartStrings(t: (message: string) => string) {
  return {
    metricsTitle: t("Metrics"),
    charts: {
      invocations: t("Invocations and errors"),
      errorRate: t("Error rate"),
      duration: t("Duration"),
      concurrency: t("Concurrent executions"),
      throttles: t("Throttles"),
      iteratorAge: t("Iterator age"),
      deadLetter: t("Dead-letter queue"),
      asyncAge: t("Async event age"),
      asyncEvents: t("Async events"),
      provisioned: t("Provisioned concurrency use"),
      spillover: t("Provisioned concurrency spillover"),
    },
    short: {
      durationAverage: t("average"),
      durationP95: t("p95"),
      durationP99: t("p99"),
      durationMaximum: t("maximum"),
      deadLetterDepth: t("depth"),
      deadLetterErrors: t("not written"),
      destinationErrors: t("not delivered"),
      asyncEventsReceived: t("received"),
      asyncEventsDropped: t("dropped"),
    } as Partial<Record<MetricId, string>>,
    table: t("Table"),
    tableOf: t("Table: {0}"),
    tableCaption: t("{0}, last {1}, a row for each {2}"),
    explain: t("What it means"),
    explainOf: t("What it means: {0}"),
    time: t("Time"),
    noDataFor: t("No data in the last {0}: {1}."),
    summary: t("{0}, last {1}."),
    summaryLine: t("{0}: {1}."),
    summaryGaps: t("No data for {0} of {1} periods."),
    summaryLevel: t("{0}: {1}."),
    chart: t("chart"),
    chartKeys: t("Arrow keys move the cursor."),
    above: t("above the chart"),
    timeout: t("Timeout"),
    reservedLimit: t("Reserved"),
    accountLimit: t("Account limit"),
    alarm: t("Alarm {0}"),
    deployment: t("Deployment {0}"),
    deployedAt: t("Version {0} was deployed on {1}"),
    deployedMore: t("({0} deployments in all)"),
  };
}

function figureStrings(t: (message: string) => string) {
  return {
    summaryTitle: t("At a glance"),
    samples: t("{0} invocations"),
    prices: t("prices of {0}"),
    ofLimit: t("of {0}"),
    cost: t("Estimated cost"),
    costParts: t("{0} for requests, {1} for {2} GB-seconds"),
    costTitle: t("Cost estimate"),
    costMonth: t("about {0} in 30 days at this rate"),
    costLeavesOut: t(
      "List prices of {0}. Left out: free tier, Savings Plans, provisioned concurrency, data transfer, logs and what the function calls.",
    ),
    noCost: t("Invocations or duration are not known, so that nothing can be estimated."),
    findings: t("Findings"),
    noFindings: t("Nothing stands out in what was read."),
    drift: t("Template and deployment"),
    driftWhat: t("What is deployed otherwise than the template says"),
    driftNone: t("What could be compared is deployed as the template says: {0} properties."),
    driftUnknown: t("No template of this function is known, so that nothing can be compared."),
    driftCompared: t("{0} properties could be compared."),
    property: t("Property"),
    inTemplate: t("Template"),
    inDeployment: t("Deployed"),
    absent: t("none"),
    memory: t("Memory"),
    memoryKeep: t("{0} fits"),
    memorySuggested: t("{0} instead of {1}"),
    alarms: t("Alarms"),
    alarmsWhat: t("CloudWatch alarms on this function or its dead-letter queue"),
    noAlarms: t("No alarm watches this function."),
    alarmsUnknown: t("Alarms could not be read."),
    alarmName: t("Alarm"),
    condition: t("Condition"),
    state: t("State"),
    silent: t("tells nobody"),
    states: { OK: t("OK"), ALARM: t("In alarm"), INSUFFICIENT_DATA: t("Not enough data") } as Record<string, string>,
  };
}

function reportsStrings(t: (message: string) => string) {
  return {
    reports: t("Memory and cold starts"),
    reportsWhat: t(
      "Memory used, cold starts and init duration stand in the REPORT lines of the log. Reading them costs money: you see the cost first.",
    ),
    reportsAsk: t("Show what reading costs"),
    reportsAsking: t("The cost is being worked out."),
    reportsCost: t("Reading costs {0} at most: {1} looks through {2}."),
    reportsCostUnknown: t("{0} reads the log of the last {1}; how much there is to look through is not known, so neither is the cost."),
    pricesOf: t("List prices of {0}."),
    reportsRead: t("Read REPORT lines"),
    reportsAgain: t("Read again…"),
    cancel: t("Cancel"),
    reportsReading: t("REPORT lines are being read."),
    reportsEmpty: t("There are no REPORT lines in the last {0}."),
    reportsOf: t("From {0} REPORT lines of the last {1}"),
    reportsSample: t("From a sample of {0} REPORT lines of the last {1}"),
    memoryUsed: t("Memory used"),
    memoryUsedWhat: t("maximum of {0}"),
    memoryP95: t("Memory used, p95"),
    memoryAverage: t("average {0}"),
    coldStarts: t("Cold starts"),
    coldStartsWhat: t("{0} of {1} invocations"),
    init: t("Init duration"),
    initWhat: t("average; maximum {0}"),
    noColdStart: t("no cold start"),
  };
}
