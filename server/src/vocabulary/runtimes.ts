/**
 * The managed runtimes of Lambda: when they are deprecated, when functions can no longer be created and updated, and what
 * follows them. Dates are those of AWS's page "Lambda runtimes" (docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)
 * as cfn-lint (MIT-0) keeps them in LmbdRuntimeLifecycle.json, August 2026.
 */

export interface Runtime {
  readonly name: string;
  /** `nodejs`, `python`; a function can only move to a runtime of its own language. */
  readonly language: string;
  /** `YYYY-MM-DD`; null where AWS has not said. No more security patches from then on. */
  readonly deprecated: string | null;
  readonly createBlocked: string | null;
  readonly updateBlocked: string | null;
  /** The newest runtime of the language; null for that one itself. */
  readonly successor: string | null;
  readonly supportsSnapStart: boolean;
}

/** Name, deprecation, block of creation, block of update; a language's newest comes last. */
const LIFECYCLE = `
nodejs 2016-08-30 2016-09-30 2016-10-31
nodejs4.3 2020-03-05 2020-02-03 2020-03-05
nodejs4.3-edge 2020-03-05 2019-03-31 2019-04-30
nodejs6.10 2019-08-12 2019-07-12 2019-08-12
nodejs8.10 2020-03-06 2020-02-04 2020-03-06
nodejs10.x 2021-07-30 2021-07-30 2022-02-14
nodejs12.x 2023-03-31 2023-03-31 2023-04-30
nodejs14.x 2023-12-04 2024-01-09 2027-03-03
nodejs16.x 2024-06-12 2027-02-01 2027-03-03
nodejs18.x 2025-09-01 2027-02-01 2027-03-03
nodejs20.x 2026-04-30 2027-02-01 2027-03-03
nodejs22.x 2027-04-30 2027-06-01 2027-07-01
nodejs24.x 2028-04-30 2028-06-01 2028-07-01
python2.7 2021-07-15 2021-07-15 2022-05-30
python3.6 2022-07-18 2022-07-18 2022-08-29
python3.7 2023-12-04 2024-01-09 2027-03-03
python3.8 2024-10-14 2027-02-01 2027-03-03
python3.9 2025-12-15 2027-02-01 2027-03-03
python3.10 2026-10-31 2027-02-01 2027-03-03
python3.11 2027-06-30 2027-07-31 2027-08-31
python3.12 2028-10-31 2028-11-30 2029-01-10
python3.13 2029-06-30 2029-07-31 2029-08-31
python3.14 2029-06-30 2029-07-31 2029-08-31
java8 2024-01-08 2024-02-08 2027-03-03
java8.al2 2027-06-30 2027-07-31 2027-08-31
java11 2027-06-30 2027-07-31 2027-08-31
java17 2027-06-30 2027-07-31 2027-08-31
java21 2029-06-30 2029-07-31 2029-08-31
java25 2029-06-30 2029-07-31 2029-08-31
dotnetcore1.0 2019-06-27 2019-06-30 2019-07-30
dotnetcore2.0 2019-05-30 2019-04-30 2019-05-30
dotnetcore2.1 2022-01-05 2022-01-05 2022-04-13
dotnetcore3.1 2023-04-03 2023-04-03 2023-05-03
dotnet6 2024-12-20 2027-02-01 2027-03-03
dotnet8 2026-11-10 2027-02-01 2027-03-03
dotnet9 2026-11-10 - -
dotnet10 2028-11-14 2028-12-14 2029-01-15
ruby2.5 2021-07-30 2021-07-30 2022-03-31
ruby2.7 2023-12-07 2024-01-09 2027-03-03
ruby3.2 2026-03-31 2027-02-01 2027-03-03
ruby3.3 2027-03-31 2027-04-30 2027-05-31
ruby3.4 2028-03-31 2028-04-30 2028-05-31
ruby4.0 2029-03-31 2029-04-30 2029-05-31
go1.x 2024-01-08 2024-02-08 2027-03-03
provided 2024-01-08 2024-02-08 2027-03-03
provided.al2 2026-07-31 2027-02-01 2027-03-03
provided.al2023 2029-06-30 2029-07-31 2029-08-31
`;

/** SnapStart: Java from 11, Python from 3.12, .NET from 8 (docs.aws.amazon.com/lambda/latest/dg/snapstart.html); dotnet9 is for images alone. */
const SNAP_START = /^(?:java(?:1[1-9]|[2-9]\d)|python3\.(?:1[2-9]|[2-9]\d)|dotnet(?:8|[1-9]\d))$/;

const RUNTIMES: ReadonlyMap<string, Runtime> = readTable(LIFECYCLE);

/** Undefined for names AWS does not have. */
export function runtimeOf(name: string): Runtime | undefined {
  return RUNTIMES.get(name);
}

export function runtimes(): readonly Runtime[] {
  return [...RUNTIMES.values()];
}

/** @param day `YYYY-MM-DD`. */
export function isDeprecated(runtime: Runtime, day: string): boolean {
  return runtime.deprecated !== null && runtime.deprecated <= day;
}

function readTable(text: string): ReadonlyMap<string, Runtime> {
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const newest = new Map(rows.map(([name = ""]) => [languageOf(name), name]));
  return new Map(
    rows.map(([name = "", ...dates]) => {
      const [deprecated = null, createBlocked = null, updateBlocked = null] = dates.map((date) => (date === "-" ? null : date));
      const language = languageOf(name);
      const latest = newest.get(language) ?? name;
      const successor = latest === name ? null : latest;
      return [name, { name, language, deprecated, createBlocked, updateBlocked, successor, supportsSnapStart: SNAP_START.test(name) }];
    }),
  );
}

/** Go runs on the runtime that brings no language. */
function languageOf(name: string): string {
  const language = /^[a-z]+/.exec(name)?.[0] ?? name;
  return language === "go" ? "provided" : language === "dotnetcore" ? "dotnet" : language;
}
