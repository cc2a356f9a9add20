/** Who publishes layers for everybody: AWS itself and the makers of tools for watching functions. */

/** By account; each was read in the publisher's own documentation or source, November 2026. */
const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ["017000801446", "Powertools for AWS Lambda (Python)"],
  ["094274105915", "Powertools for AWS Lambda (TypeScript)"],
  ["336392948345", "AWS SDK for pandas"],
  ["753240598075", "AWS Lambda Web Adapter"],
  ["580247275435", "CloudWatch Lambda Insights"],
  ["901920570463", "AWS Distro for OpenTelemetry"],
  ["615299751070", "AWS Distro for OpenTelemetry"],
  ["184161586896", "OpenTelemetry"],
  ["464622532012", "Datadog"],
  ["002406178527", "Datadog"],
  ["417141415827", "Datadog"],
  ["451483290750", "New Relic"],
  ["114300393969", "Lumigo"],
  ["725887861453", "Dynatrace"],
  ["943013980633", "Sentry"],
]);

/** Layers of AWS with an account for each region; new regions come more often than new layers. */
const BY_REGION =
  /^(AWS-Parameters-and-Secrets-Lambda-Extension|AWS-AppConfig-Extension|LambdaInsightsExtension|AWSOpenTelemetryDistro\w+)(-Arm64)?$/;

/** `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION` in its parts; undefined for anything else. */
export function layerParts(arn: string): { readonly account: string; readonly name: string } | undefined {
  const match = /^arn:[\w-]+:lambda:[\w-]*:(\d{12}):layer:([\w-]+)(?::\d+)?$/.exec(arn);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { account: match[1], name: match[2] };
}

/** Is it a layer of AWS or of a maker everybody knows? */
export function isWellKnownLayer({ account, name }: { readonly account: string; readonly name: string }): boolean {
  return ACCOUNTS.has(account) || BY_REGION.test(name);
}
