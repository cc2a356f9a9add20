import assert from "node:assert/strict";
import { test } from "node:test";
import { linesIn, secretsIn } from "./secretCase.ts";

/** The file after the repair of its first finding: 0 the environment, 1 Secrets Manager. */
function repaired(path: string, text: string, which: 0 | 1): string | undefined {
  const [first] = secretsIn(path, text);
  assert.ok(first, text);
  return first.repaired[which];
}

/** Repairs the first finding of what is left until none is. */
function allRepaired(path: string, text: string, which: 0 | 1): string {
  let now = text;
  for (let left = secretsIn(path, now).length; left > 0; left--) {
    now = repaired(path, now, which) ?? assert.fail(`no repair in\n${now}`);
    assert.equal(secretsIn(path, now).length, left - 1, now);
  }
  return now;
}

test("Python: os is imported in its place, once, and `from os import environ` is respected", () => {
  assert.equal(
    repaired("/f/app.py", `"""Reports."""\nimport json\nimport sys\n\nimport boto3\n\nDB_PASSWORD = 'hunter2Prod!'\n`, 0),
    `"""Reports."""\nimport json\nimport os\nimport sys\n\nimport boto3\n\nDB_PASSWORD = os.environ['DB_PASSWORD']\n`,
  );
  assert.equal(
    repaired("/f/app.py", `from os import environ as env\n\ndbPassword = "hunter2Prod!"\n`, 0),
    `from os import environ as env\n\ndbPassword = env["DB_PASSWORD"]\n`,
  );
});

test("Python: a default goes, an f-string keeps its holes, a header its scheme, bytes stay bytes", () => {
  assert.equal(
    repaired("/f/app.py", `import os\nx = os.environ.get("DB_PASSWORD", "hunter2Prod!")\n`, 0),
    `import os\nx = os.environ.get("DB_PASSWORD")\n`,
  );
  assert.equal(
    repaired("/f/app.py", `import os\nx = f"mysql://app:hunter2Prod!@{host}/main"\n`, 0),
    `import os\nx = f"mysql://app:{os.environ['DB_PASSWORD']}@{host}/main"\n`,
  );
  assert.equal(
    repaired("/f/app.py", `import os\nh = {"Authorization": "Bearer k3J9dLq28Xz0PmVwRt5yBn7c"}\n`, 0),
    `import os\nh = {"Authorization": "Bearer " + os.environ["API_TOKEN"]}\n`,
  );
  assert.equal(
    repaired("/f/app.py", `import os\nSECRET_KEY = b"k3J9dLq28Xz0PmVwRt5yBn7c"\n`, 0),
    `import os\nSECRET_KEY = os.environ["SECRET_KEY"].encode()\n`,
  );
});

test("Python: one cached helper a file, above the code that runs while it is loaded", () => {
  const text = `import os\r\n\r\nimport boto3\r\n\r\nDB_PASSWORD = "hunter2Prod!"\r\n\r\n\r\ndef lambda_handler(event, context):\r\n    api_secret = "k3J9dLq28Xz0PmVwRt5yBn7c"\r\n    return api_secret\r\n`;
  const after = allRepaired("/f/app.py", text, 1);
  assert.equal(after.match(/def get_secret/g)?.length, 1);
  assert.ok(!/[^\r]\n/.test(after), "line ends");
  assert.equal(
    after.replaceAll("\r\n", "\n"),
    `import os
from functools import lru_cache

import boto3

_secrets_manager = boto3.client("secretsmanager")


@lru_cache(maxsize=None)
def get_secret(secret_id):
    """Read a secret once per execution environment."""
    return _secrets_manager.get_secret_value(SecretId=secret_id)["SecretString"]


DB_PASSWORD = get_secret(os.environ["DB_PASSWORD_SECRET_ID"])


def lambda_handler(event, context):
    api_secret = get_secret(os.environ["API_SECRET_ID"])
    return api_secret
`,
  );
});

test("JavaScript: template, default, quotes and the computed key", () => {
  assert.equal(
    repaired("/f/app.js", "const h = { authorization: 'Bearer k3J9dLq28Xz0PmVwRt5yBn7c' };\n", 0),
    "const h = { authorization: `Bearer ${process.env.API_TOKEN}` };\n",
  );
  assert.equal(
    repaired("/f/app.js", "const u = `redis://:hunter2Prod!@${host}/0`;\n", 0),
    "const u = `redis://:${process.env.REDIS_PASSWORD}@${host}/0`;\n",
  );
  assert.equal(repaired("/f/app.js", `const p = process.env.DB_PASSWORD || "hunter2Prod!";\n`, 0), "const p = process.env.DB_PASSWORD;\n");
  assert.equal(
    repaired("/f/app.ts", `const p: string = process.env.DB_PASSWORD ?? "hunter2Prod!";\n`, 0),
    "const p: string = process.env.DB_PASSWORD!;\n",
  );
});

test("JavaScript: no look-up of a variable that may be unset where it is compared with", () => {
  const [found] = secretsIn("/f/app.js", `exports.handler = async (event) => event.password === "hunter2Prod!";\n`);
  assert.equal(found?.repaired[0], undefined);
  assert.match(found?.repaired[1] ?? "", /event\.password === await getSecret\(process\.env\.PASSWORD_SECRET_ID\)/);
});

test("JavaScript: the helper comes once, in the file's own way, and only where `await` may stand", () => {
  const text = `const pg = require('pg')\n\nexports.handler = async () => {\n    const dbPassword = 'hunter2Prod!'\n    const apiSecret = 'k3J9dLq28Xz0PmVwRt5yBn7c'\n    return new pg.Client({ password: dbPassword, apiSecret })\n}\n`;
  assert.equal(
    allRepaired("/f/app.js", text, 1),
    `const pg = require('pg')
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager')

const secretsManager = new SecretsManagerClient({})
const secretValues = new Map()

/** Reads a secret once per execution environment. */
async function getSecret(secretId) {
    const known = secretValues.get(secretId)
    if (known !== undefined) return known
    const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: secretId }))
    if (SecretString === undefined) throw new Error('The secret holds no text')
    secretValues.set(secretId, SecretString)
    return SecretString
}

exports.handler = async () => {
    const dbPassword = await getSecret(process.env.DB_PASSWORD_SECRET_ID)
    const apiSecret = await getSecret(process.env.API_SECRET_ID)
    return new pg.Client({ password: dbPassword, apiSecret })
}
`,
  );
  assert.equal(repaired("/f/app.js", `const dbPassword = "hunter2Prod!";\n`, 1), undefined);
  assert.equal(repaired("/f/app.js", `async function f(dbPassword = "hunter2Prod!") {}\n`, 1), undefined);
  assert.match(
    repaired("/f/app.mjs", `export const dbPassword = "hunter2Prod!";\n`, 1) ?? "",
    /^import \{ GetSecretValueCommand, SecretsManagerClient \} from/,
  );
});

test("different secrets of one name are read from different variables", () => {
  const text = `const shops = [{ api_secret: "k3J9dLq28Xz0PmVwRt5yBn7c" }, { api_secret: "Zp0w7Hn5Vc3Xs1Aq9Mk2Jd4f" }];\n`;
  assert.equal(
    allRepaired("/f/app.js", text, 0),
    "const shops = [{ api_secret: process.env.API_SECRET }, { api_secret: process.env.API_SECRET_2 }];\n",
  );
  const [, second] = secretsIn("/f/app.js", text);
  assert.match(second?.repaired[0] ?? "", /process\.env\.API_SECRET_2 \}\]/);
});

test("the variables that the runtime fills with the role's own keys are not used", () => {
  const text = `import os\naws_secret_access_key = "wJalr9UtnFEMI7K7MDENGbPxRfiCYzzDgQ3kXpLm"\n`;
  assert.match(repaired("/f/app.py", text, 0) ?? "", /os\.environ\["APP_AWS_SECRET_ACCESS_KEY"\]/);
  assert.deepEqual(linesIn("/f/app.py", text), [2]);
});
