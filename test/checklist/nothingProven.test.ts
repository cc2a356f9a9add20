/** What looks like a proof and is none: something beside it may make it wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { items } from "../../server/src/checklist/items/index.ts";
import type { ChecklistItem } from "../../server/src/rules/rule.ts";
import type { Texts } from "../memoryProject.ts";
import { sam, signsOf } from "./signs.ts";

async function says(id: ChecklistItem, texts: Texts): Promise<string[]> {
  const item = items.find((each) => each.id === id);
  assert.ok(item, id);
  return (await signsOf(item, texts)).map((sign) => sign.says);
}

const TABLE = "Table:\n  Type: AWS::DynamoDB::Table\n  Properties: {}";

const allowing = (action: string, resource: string): string =>
  `Policies:\n  - Statement:\n      - Effect: Allow\n        Action: ${action}\n        Resource: ${resource}`;

test("least privilege: a role that does not allow what the code calls is not all that the function is given", async () => {
  const code = `import boto3\ntable = boto3.resource("dynamodb").Table("orders")\n\ndef handler(event, context):\n    table.put_item(Item=event)\n`;
  const of = (properties: string) => says("least-privilege", { "template.yaml": sam(properties, TABLE), "src/app.py": code });
  assert.deepEqual(await of(""), []);
  assert.deepEqual(await of(allowing("dynamodb:GetItem", "!GetAtt Table.Arn")), []);
  assert.deepEqual(await of(allowing("dynamodb:PutItem", "!GetAtt Table.Arn")), ["proves"]);
});
