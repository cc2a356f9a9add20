/** Files of a workspace besides code and templates that an item may read: tests, measurements, deployment workflows, runbooks. */
import type { SourceText } from "../model/code.ts";
import type { Tests } from "../model/tests.ts";

export interface WorkspaceEvidence {
  /** The project's tests; undefined where there may be some that were not looked at. */
  tests(): Tests | undefined;
  /** Scripts and configuration of load tests: artillery, k6, locust, JMeter, Gatling. Absolute paths. */
  loadTests(): readonly SourceText[];
  /** Input and configuration of AWS Lambda Power Tuning. */
  powerTuning(): readonly SourceText[];
  /** Pipelines that deploy: GitHub Actions, GitLab CI, CircleCI, buildspec, Jenkinsfile, Azure and Bitbucket pipelines. */
  workflows(): readonly SourceText[];
  /** Runbooks and scripts that say how to go back: named after rollback, or runbooks that speak of it. */
  runbooks(): readonly SourceText[];
}

/** A workspace of which no such file is known. */
export const NO_EVIDENCE: WorkspaceEvidence = {
  tests: () => undefined,
  loadTests: () => [],
  powerTuning: () => [],
  workflows: () => [],
  runbooks: () => [],
};
