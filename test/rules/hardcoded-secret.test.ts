import assert from "node:assert/strict";
import { test } from "node:test";
import { linesIn, secretsIn } from "./secretCase.ts";

/** Put together here, so that no scanner takes this file for a leak. */
const made = (...parts: string[]): string => parts.join("");
const HEX = made("9a8b7c6d", "5e4f3a2b", "1c0d9e8f", "7a6b5c4d");
const RANDOM = made("k3J9dLq2", "8Xz0PmVw", "Rt5yBn7c");

/** Python assignments (or any statement) that each hold exactly one secret. */
const SECRETS: readonly string[] = [
  `DB_PASSWORD = "hunter2Prod!"`,
  `dbPassword = "Summer2024"`,
  `connect(host="db.acme.io", password="P@ssw0rd")`,
  `config = {"user": "app", "passwd": "wx2MLd9kQ"}`,
  `self.api_key = "${HEX}"`,
  `API_KEY_OPENWEATHER = "${HEX}"`,
  `CLIENT_SECRET = "${RANDOM}"`,
  `TWILIO_AUTH_TOKEN = "${HEX}"`,
  `headers = {"x-api-key": "${RANDOM}"}`,
  `headers["Authorization"] = "Bearer ${RANDOM}"`,
  `headers = {"Authorization": "Basic ${Buffer.from("app:hunter2Prod!").toString("base64")}"}`,
  `def connect(password="hunter2Prod!"): pass`,
  `if event["password"] == "hunter2Prod!": pass`,
  `x = os.environ.get("DB_PASSWORD", "hunter2Prod!")`,
  `password = "Password123!"`,
  `pw = "Qwerty123!"`,
  `jwt.encode(payload, "my-super-secret-jwt-key")`,
  `config = {"api": {"key": "${RANDOM}"}}`,
  `KEYS = {"billing": "${RANDOM}"}`,
  `redis.Redis(host="cache.acme.io", password="winterhouse")`,
  `x = os.getenv("API_TOKEN") or "${RANDOM}"`,
  `x = "postgresql://app:hunter2Prod!@db.acme.io/main"`,
  `x = f"mysql://app:hunter2Prod!@{host}/main"`,
  `x = "mongodb+srv://app:winterhouse@cluster0.ab1cd.mongodb.net/main"`,
  `x = "redis://:hunter2Prod!@cache.acme.io:6379/0"`,
  `x = "host=db.acme.io dbname=main user=app password=hunter2Prod!"`,
  `x = "Server=db.acme.io;Database=main;User Id=app;Password=hunter2Prod!;"`,
  `x = "https://api.acme.io/weather?q=x&appid=${HEX}"`,
  `x = "${made("AKIA", "Q3EGRXJ5T7K2ABCD")}"`,
  `x = "${made("sk_", "live_", "9dKq02LmXz83PwVb71Rt")}"`,
  `x = "${made("ghp", "_", "9dKq02LmXz83PwVb71RtYc55HnJs66TgQa12")}"`,
  `x = "${made("https://hooks.", "slack.com/services/", "T02ABCD3E/B03FGHI4J/", RANDOM)}"`,
  `x = "${made("76543210", "9:", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawZ")}"`,
  `x = "${made("AI", "za", "SyD9kLq28Xz0PmVwRt5yBn7ck3J9dLq28Xz")}"`,
  `API_KEYS = ["${RANDOM}"]`,
  `TOKENS = {"billing": "${RANDOM}"}`,
  `requests.get(url, auth=("app", "hunter2Prod!"))`,
  `smtplib.SMTP("mail.acme.io").login("app", "winterhouse")`,
  `pymysql.connect(host="db.acme.io", user="root", password="postgres")`,
  `pymysql.connect("db.acme.io", "root", "dragonfly", "main")`,
  `options = {"host": "db.acme.io", "user": "root", "password": "postgres"}`,
  `key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA${RANDOM.repeat(6)}\\n-----END RSA PRIVATE KEY-----"`,
];

const NO_SECRETS: readonly string[] = [
  `PASSWORD_FIELD = "hunter2Prod!"`,
  `token_url = "https://auth.acme.io/oauth2/token"`,
  `SECRET_NAME = "prod/db-credentials1"`,
  `SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf"`,
  `DB_SECRET = "prod-db-secret"`,
  `SECRET_PATH = "/prod/app/secret1"`,
  `names = {"password": "DB_PASSWORD", "secret": "dbSecret", "token": "auth_token_2"}`,
  `x = {"api_key": "X-Api-Key", "token_type": "Bearer", "password": "#password"}`,
  `password = "changeme"`,
  `password = "[YOUR TOKEN]"`,
  `password = "<password>"`,
  `password = "********"`,
  `password = "12345678"`,
  `password = "test1234"`,
  `password = "Password must have 8 characters!"`,
  `token = "your-token-here-123"`,
  `token = "\${TOKEN_1}"`,
  `token = "xxxxxxxx-xxxx-1234"`,
  `next_token = "${RANDOM}"`,
  `csrf_token = "${RANDOM}"`,
  `public_key = "${RANDOM}"`,
  `x = "${made("AKIA", "IOSFODNN7EXAMPLE")}"`,
  `aws_secret_access_key = "${made("wJalrXUtnFEMI", "/K7MDENG/", "bPxRfiCYEXAMPLEKEY")}"`,
  `x = "${made("xoxb", "-your-token")}"`,
  `x = "${made("https://hooks.", "slack.com/services/", "T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX")}"`,
  `x = "postgres://postgres:postgres@localhost:5432/main"`,
  `x = "postgres://user:password@db.acme.io/main"`,
  `x = f"postgres://{user}:{password}@{host}/main"`,
  `x = "mongodb+srv://<user>:<password>@cluster0.mongodb.net"`,
  `x = "https://storage.acme.io/o/icon.png?alt=media&token=${made("6f1c2d3e-", "4a5b-4c7d-", "8e9f-", "0a1b2c3d4e5f")}"`,
  `secret_file = "secret_{}.json"`,
  `SECRET = "prod/app/db-1A2b3C"`,
  `token = "abc123def456"`,
  `PASSWORD = r"^(?=.*[A-Z])(?=.*\\d).{8,}$"`,
  `x = "psql host=localhost password=abc123!"`,
  `schema = {"password": {"type": "string", "pattern": "^[a-z0-9]+$1"}}`,
  `credentials = {"username": "admin", "password": "admin"}`,
  `password_hash = "${HEX}"`,
  `password = "${HEX}"`,
  `password = "$2b$10$${RANDOM}"`,
  `pymysql.connect(host="localhost", user="root", password="hunter2Prod!")`,
  `pymysql.connect(user="root", password="postgres")`,
  `x = os.environ.get("DB_PASSWORD", "postgres")`,
  `x = os.environ["DB_PASSWORD"]`,
  `x = get_secret("prod/db1-Xk29dkLq")`,
  `bucket_key = "images/2024/photo1-a8f3k2m9x1.png"`,
  `cache_key = "${HEX}"`,
  `prefix = "secret_{}_{}.txt"`,
];

const python = (statement: string): string =>
  `import jwt\nimport os\nimport pymysql\nimport redis\nimport requests\nimport smtplib\n${statement}\n\ndef lambda_handler(event, context):\n    return None\n`;

for (const statement of SECRETS) {
  test(`a secret: ${statement.slice(0, 24)}…`, () => {
    assert.equal(secretsIn("/function/app.py", python(statement)).length, 1, statement);
  });
}

test("what is no secret", () => {
  const wrong = NO_SECRETS.filter((statement) => secretsIn("/function/app.py", python(statement)).length > 0);
  assert.deepEqual(wrong, []);
});

test("the secret is in no message and in no repair, and both repairs parse to a file without the finding", () => {
  for (const statement of SECRETS) {
    const text = python(statement);
    for (const { message, fact, repaired } of secretsIn("/function/app.py", text)) {
      const longest = fact.text.split(/[^\w!@]+/).sort((a, b) => b.length - a.length)[0] ?? fact.text;
      assert.ok(!message.includes(fact.text) && !(/\d/.test(longest) && message.includes(longest)), message);
      for (const after of repaired) if (after !== undefined) assert.deepEqual(linesIn("/function/app.py", after), [], after);
    }
  }
});

test("a name that could be the secret itself is not shown", () => {
  const [found] = secretsIn("/function/app.py", python(`TOKENS = {"${RANDOM}${HEX}": "${HEX}"}`));
  assert.ok(found && !found.message.includes(RANDOM));
});

test("JavaScript: sinks, look-ups, keys in several lines", () => {
  const pem = `"-----BEGIN PRIVATE KEY-----\\n" +\n  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"`;
  const text = [
    `const jwt = require("jsonwebtoken");`,
    `const { Sequelize } = require("sequelize");`,
    `const db = new Sequelize("main", "app", "winterhouse", { host: process.env.DB_HOST });`,
    `const key = ${pem};`,
    `const admin = process.env.ADMIN_PASSWORD ?? "hunter2Prod!";`,
    `sendgrid.setApiKey("${RANDOM}");`,
    `exports.handler = async (event) => jwt.verify(event.token, "winterhouse");`,
  ].join("\n");
  assert.deepEqual(linesIn("/function/app.js", text), [3, 4, 6, 7, 8]);
});

test("even `password` is one where it opens a named server, and none where the server is not known", () => {
  const pool = (host: string): string => `require("mysql2").createPool({ host: ${host}, user: "app", password: "password" });`;
  assert.deepEqual(linesIn("/function/db.js", pool(`"db.acme.io"`)), [1]);
  assert.deepEqual(linesIn("/function/db.js", pool(`"127.0.0.1"`)), []);
  assert.deepEqual(linesIn("/function/db.js", pool("process.env.DB_HOST")), []);
});

test("a variable that is only the name of a secret", () => {
  const text = `import boto3\nDB_SECRET = "rds!Db-a1b2c3d4e5"\n\ndef lambda_handler(event, context):\n    return boto3.client("secretsmanager").get_secret_value(SecretId=DB_SECRET)\n`;
  assert.deepEqual(linesIn("/function/app.py", text), []);
});

test("test files are silent", () => {
  const text = python(`DB_PASSWORD = "hunter2Prod!"`);
  for (const path of ["/function/test_app.py", "/function/app_test.py", "/function/conftest.py"])
    assert.deepEqual(linesIn(path, text), [], path);
  for (const path of ["/function/app.test.js", "/function/app.spec.ts"])
    assert.deepEqual(linesIn(path, `const password = "hunter2Prod!";`), [], path);
  assert.deepEqual(linesIn("/home/me/tests/project/app.py", text), [7]);
});
