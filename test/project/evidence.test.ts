/** Files that say something of functions without being code or template: found by their contents, and again when they change. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isEvidence, mayBe } from "../../server/src/checklist/workspaceFiles.ts";
import { openProject, ROOT, relative } from "../memoryProject.ts";

const HANDLER = { "app.py": "def lambda_handler(event, context):\n    return 1\n" };
const SAM = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Tuning:
    Type: AWS::Serverless::Application
    Properties:
      Location:
        ApplicationId: arn:aws:serverlessrepo:us-east-1:451282441545:applications/aws-lambda-power-tuning
        SemanticVersion: 4.3.4
`;

test("load tests are told by what they hold", async () => {
  const project = await openProject({
    ...HANDLER,
    "tests/load/orders.yml": "config:\n  target: https://x\nscenarios:\n  - flow: []\n",
    "perf/script.js": 'import http from "k6/http";\n',
    "load/locustfile.py": "from locust import HttpUser\nclass Shopper(HttpUser):\n    pass\n",
    "bench/plan.jmx": "<jmeterTestPlan version='1.2'/>",
    "load/values.yml": "config: 1\n",
    "src/load.js": 'import { load } from "cheerio";\n',
  });
  const found = project.evidence.loadTests().map(({ path }) => relative(path));
  assert.deepEqual(found.sort(), ["bench/plan.jmx", "load/locustfile.py", "perf/script.js", "tests/load/orders.yml"]);
});

test("pipelines in hidden folders count when they deploy", async () => {
  const project = await openProject({
    ...HANDLER,
    ".github/workflows/deploy.yml": "jobs:\n  a:\n    steps:\n      - run: sam deploy --no-confirm-changeset\n",
    ".github/workflows/test.yml": "jobs:\n  a:\n    steps:\n      - run: pytest\n",
    ".circleci/config.yml": "jobs:\n  a:\n    steps:\n      - run: npx serverless deploy\n",
    ".gitlab-ci.yml": "deploy:\n  script: terraform -chdir=infra apply -auto-approve\n",
  });
  const found = project.evidence.workflows().map(({ path }) => relative(path));
  assert.deepEqual(found.sort(), [".circleci/config.yml", ".github/workflows/deploy.yml", ".gitlab-ci.yml"]);
});

test("Power Tuning is its input, or the application that a template makes", async () => {
  const project = await openProject({
    ...HANDLER,
    "tuning/orders-power.json": '{"lambdaARN": "arn:aws:lambda:eu-west-1:111122223333:function:orders", "powerValues": [128, 512]}',
    "tuning/power.json": '{"power": 3}',
    "template.yaml": SAM,
  });
  const found = project.evidence.powerTuning().map(({ path }) => relative(path));
  assert.deepEqual(found.sort(), ["template.yaml", "tuning/orders-power.json"]);
});

test("runbooks are those that speak of going back", async () => {
  const project = await openProject({
    ...HANDLER,
    "docs/runbook.md": "# When it breaks\nRoll back by pointing the alias at the previous version.\n",
    "docs/runbook-cost.md": "# Costs\nCall Finance.\n",
    "README.md": "# Orders\n\n## Rollback\n\nDeploy the last tag.\n",
    "migrations/002_rollback.py": "def rollback():\n    pass\n",
  });
  const found = project.evidence.runbooks().map(({ path }) => relative(path));
  assert.deepEqual(found, ["README.md", "docs/runbook.md"]);
});

test("a file that changes is read again", async () => {
  const project = await openProject({ ...HANDLER, "docs/rollback.md": "Nothing yet.\n" });
  assert.deepEqual(project.evidence.runbooks(), []);
  project.setDocument(`${ROOT}/docs/rollback.md`, "Roll back: deploy the previous version of the function.\n");
  assert.equal(project.evidence.runbooks().length, 1);
});

test("code is read for no evidence", () => {
  assert.deepEqual(mayBe("src/orders/app.py"), []);
  assert.deepEqual(mayBe("src/rollback.py"), []);
  assert.ok(isEvidence("workflows", "buildspec-prod.yml", "phases:\n  build:\n    commands: [npx cdk deploy --all]\n"));
});
