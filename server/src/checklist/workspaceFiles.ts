/** What load tests, pipelines and runbooks look like: by their paths what is worth reading, by their contents what it is. */

/** What a file of the workspace may be evidence of. */
export type EvidenceKind = "loadTests" | "powerTuning" | "workflows" | "runbooks";

interface Look {
  /** Of the path, relative to the project. */
  readonly path: RegExp;
  /** Of the content; all of them have to match. */
  readonly text: readonly RegExp[];
}

/** Names of files and directories that people give to measurements. */
const MEASURES =
  /(?:^|[/._-])(?:artillery|k6|locust\w*|gatling|jmeter|load|loadtests?|perf\w*|stress\w*|soak|spike|benchmarks?)(?:[/._-]|$)/i;

const PIPELINE =
  /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci[^/]*\.ya?ml|\.gitlab\/.*\.ya?ml|\.circleci\/config\.ya?ml|buildspec[^/]*\.ya?ml|[^/]*[._-]buildspec\.ya?ml|Jenkinsfile[^/]*|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.yml|\.drone\.ya?ml|\.semaphore\/[^/]+\.ya?ml)$/;

/** Commands and actions after which something else runs in AWS than before. */
const DEPLOYS =
  /\bsam deploy\b|\b(?:serverless|sls|osls) deploy\b|\bcdk (?:[^\n]*\s)?deploy\b|\bterra(?:form|grunt) (?:[^\n]*\s)?apply\b|\btofu apply\b|cloudformation (?:deploy|create-stack|update-stack|execute-change-set)|\bupdate-function-code\b|\bpulumi up\b|\bsst deploy\b|\bchalice deploy\b|aws-cloudformation-github-deploy|serverless\/github-action|\b(?:npm|yarn|pnpm|make|task|just|nx|invoke|poetry)\b[^\n]*\bdeploy/;

const GOES_BACK = /\broll(?:ed|ing)?[ _-]?back|\brevert(?:ing|ed)?\b|\bprevious version\b/i;

const LOOKS: Readonly<Record<EvidenceKind, readonly Look[]>> = {
  loadTests: [
    { path: /\.jmx$/i, text: [/<jmeterTestPlan\b/] },
    { path: withMeasure(/\.(?:ya?ml|json)$/i), text: [/^\s*["']?config["']?\s*:/m, /^\s*["']?scenarios["']?\s*:/m] },
    { path: withMeasure(/\.[cm]?[jt]s$/i), text: [/(?:from|require\()\s*["']k6(?:\/[\w/-]+)?["']|@gatling\.io\//] },
    { path: withMeasure(/\.py$/i), text: [/^\s*(?:from|import) locust\b/m, /\((?:Fast)?HttpUser\b|\(HttpLocust\b|\(User\b/] },
    { path: /\.(?:scala|kt|java)$/i, text: [/\bio\.gatling\./] },
  ],
  powerTuning: [
    { path: /(?:power|tun(?:e|ing)|statemachine|state-machine)[^/]*\.(?:json|ya?ml)$/i, text: [/\bpowerValues\b/, /\blambdaARN\b/] },
    { path: /power-?tun[^/]*\/[^/]*\.(?:json|ya?ml|sh)$/i, text: [/\bpowerValues\b/] },
  ],
  workflows: [{ path: PIPELINE, text: [DEPLOYS] }],
  runbooks: [
    { path: /roll[_-]?back[^/]*\.(?:md|mdx|rst|adoc|txt|sh|ps1|ya?ml|mk)$/i, text: [GOES_BACK] },
    // Among sources a rollback is that of a transaction more often than one of a deployment.
    { path: /(?:^|\/)(?:scripts?|tools?|ops|bin|ci|deploy\w*)\/(?:.*\/)?[^/]*roll[_-]?back[^/]*$/i, text: [GOES_BACK] },
    {
      path: /(?:run-?book|playbook|operations?|incident|disaster|recovery|on-?call)[^/]*(?:\/[^/]*)*\.(?:md|mdx|rst|adoc|txt)$/i,
      text: [GOES_BACK],
    },
    {
      path: /(?:^|\/)(?:readme|deploy\w*|release\w*|docs\/[^/]+)\.(?:md|mdx|rst|adoc)$/i,
      // What stands in parentheses is one of several things that the part is about.
      text: [/^(?:#+|=+)\s[^(\n]*\broll(?:ing)?[ _-]?back/im],
    },
  ],
};

const KINDS = Object.keys(LOOKS) as EvidenceKind[];

function withMeasure(extension: RegExp): RegExp {
  return new RegExp(`^(?=.*${MEASURES.source}).*${extension.source}`, "i");
}

/** What a file may be, by its path relative to the project: only such files are read. */
export function mayBe(path: string): readonly EvidenceKind[] {
  return KINDS.filter((kind) => LOOKS[kind].some((look) => look.path.test(path)));
}

/** Is the file what its path lets one expect? */
export function isEvidence(kind: EvidenceKind, path: string, text: string): boolean {
  return LOOKS[kind].some((look) => look.path.test(path) && look.text.every((pattern) => pattern.test(text)));
}

/** Does a template make AWS Lambda Power Tuning, as an application of the repository or a module? */
export function makesPowerTuning(text: string): boolean {
  return /(?:applications\/|[/"'])aws-lambda-power-tuning\b/.test(text);
}
