import assert from "node:assert/strict";
import { test } from "node:test";
import { plainUnderSecretName, secretInVariable } from "../../server/src/secrets/environmentVariable.ts";

test("secrets by their shape, by a URL, by name and randomness", () => {
  assert.equal(secretInVariable("DB_PASSWORD", "k7Qw9z!mVt2x"), "a database password");
  assert.equal(secretInVariable("JWT_SECRET", "3f9a1c7be24d8056a1b2c3d47e5f6089"), "a signing secret");
  assert.equal(secretInVariable("HOST", "postgres://app:Xk29fLq8@db.shop.eu/orders"), "a database password");
});

test("names, references, placeholders and settings are no secrets", () => {
  for (const [name, text] of [
    ["DB_PASSWORD", "{{resolve:secretsmanager:orders:SecretString:password}}"],
    ["DB_PASSWORD_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"],
    ["API_KEY_PATH", "/orders/api-key"],
    ["API_TOKEN", "changeme"],
    ["AUTH_TOKEN_TTL", "60m"],
    ["USE_TOKEN", "true"],
    ["SIGNING_KEY", "orders_signing_key"],
    ["KMS_KEY_ID", "2f1e0f5a-1b2c-4d3e-8f90-0a1b2c3d4e5f"],
    ["BUILD_ID", "9f86d081884c7d659a2feaa0c55ad015"],
  ] as const) {
    assert.equal(secretInVariable(name, text), undefined, name);
    assert.equal(plainUnderSecretName(name, text), undefined, name);
  }
});

test("a word under a password's name is one, under a key's name it is the name of one", () => {
  assert.equal(plainUnderSecretName("DB_PASSWORD", "postgres"), "a database password");
  assert.equal(plainUnderSecretName("API_KEY", "orders"), undefined);
});
