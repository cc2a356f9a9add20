/** Python as people write it for Lambda: handlers and what they import. */
import { capital, type Dice, dice, NOUNS, VERBS } from "./dice.ts";

type Part = (name: string, noun: string, chance: Dice) => string;

const functions: Part[] = [
  (name, noun) => `def ${name}(${noun}_id, limit=25):
    """Reads the newest ${noun}s, page by page."""
    items = []
    start = None
    while True:
        arguments = {"KeyConditionExpression": Key("pk").eq(f"${noun}#{${noun}_id}"), "Limit": limit}
        if start is not None:
            arguments["ExclusiveStartKey"] = start
        page = table.query(**arguments)
        items.extend(item for item in page.get("Items", []) if not item.get("deleted"))
        start = page.get("LastEvaluatedKey")
        if start is None or len(items) >= limit:
            break
    logger.info("read %d ${noun}s", len(items))
    return sorted(items, key=lambda item: item["createdAt"], reverse=True)[:limit]
`,
  (name, noun) => `def ${name}(body):
    if not isinstance(body, dict):
        raise ValueError("${noun} expected")
    missing = [field for field in REQUIRED_FIELDS if body.get(field) in (None, "")]
    if missing:
        raise ValueError(f"${noun} lacks {', '.join(missing)}")
    total = sum(line["price"] * line.get("count", 1) for line in body.get("lines", []))
    return {**body, "total": round(total, 2), "currency": body.get("currency", "EUR").upper()}
`,
  (name, noun, { chance }) => `def ${name}(${noun}):
    # the consumers rely on these attribute names
    client = ${chance(0.3) ? 'boto3.client("sns", region_name=os.environ.get("REGION", "eu-west-1"))' : "sns"}
    try:
        response = client.publish(
            TopicArn=os.environ["${noun.toUpperCase()}_TOPIC"],
            Message=json.dumps(${noun}, default=str),
            MessageAttributes={"kind": {"DataType": "String", "StringValue": "${noun}"}},
        )
    except ClientError as error:
        logger.exception("could not publish ${noun} %s", ${noun}.get("id"))
        if error.response["Error"]["Code"] != "Throttling":
            raise
        return None
    return response["MessageId"]
`,
  (name, noun, { chance }) => `def ${name}(${noun}_id):
    ${chance(0.4) ? 'connection = psycopg2.connect(host=os.environ["DB_HOST"], dbname="main", user="app", password=secret())' : "connection = get_connection()"}
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT id, state, total FROM ${noun}s WHERE id = %s", (${noun}_id,))
        row = cursor.fetchone()
        if row is None:
            return None
        columns = [column.name for column in cursor.description]
    return dict(zip(columns, row))
`,
  (name, noun) => `class ${capital(noun)}${capital(name.split("_")[0] as string)}:
    def __init__(self, store, clock=time.time):
        self.store = store
        self.clock = clock
        self._seen = {}

    def ${name}(self, ${noun}, *, force=False):
        key = (${noun}["id"], ${noun}.get("version", 0))
        if key in self._seen and not force:
            return self._seen[key]
        self._seen[key] = self.store.put({"at": int(self.clock()), **${noun}})
        return self._seen[key]

    @property
    def count(self):
        return len(self._seen)
`,
];

const handlers: Part[] = [
  (name, noun) => `@logger.inject_lambda_context
@tracer.capture_lambda_handler
def ${name}(event, context):
    for record in event["Records"]:
        body = json.loads(record["body"])
        try:
            ${noun} = prepare(body)
            store.put_item(Item=${noun})
        except ValueError:
            logger.warning("dropped %s", record["messageId"])
            continue
        announce(${noun})
    return {"batchItemFailures": []}
`,
  (name, noun, { chance }) => `def ${name}(event, context):
    ${chance(0.3) ? `global last_${noun}\n    last_${noun} = event["body"]\n    ` : ""}method = event.get("httpMethod", "GET")
    action = (event.get("queryStringParameters") or {}).get("action")
    if action == "create":
        result = prepare(json.loads(event["body"]))
    elif action == "cancel":
        result = announce({"id": event["pathParameters"]["id"], "state": "cancelled"})
    elif action == "refund":
        result = lookup(event["pathParameters"]["id"])
    else:
        return {"statusCode": 400, "body": json.dumps({"message": f"{method} {action} is unknown"})}
    print("${noun} done", context.aws_request_id)
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(result, default=str)}
`,
];

const head = (noun: string, imports: string): string => `"""Everything about a ${noun}."""
import json
import logging
import os
import time
from datetime import datetime, timezone

import boto3
import psycopg2
from boto3.dynamodb.conditions import Key
from botocore.exceptions import ClientError
${imports}
logger = logging.getLogger(__name__)
sns = boto3.client("sns")
table = boto3.resource("dynamodb").Table(os.environ["${noun.toUpperCase()}_TABLE"])
REQUIRED_FIELDS = ("id", "customer", "lines")
STATES = {"new": 1, "paid": 2, "sent": 3, "closed": 9}
`;

function some(parts: readonly Part[], count: number, noun: string, chance: Dice): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${chance.pick(VERBS)}_${chance.pick(NOUNS)}_${index}`;
    return chance.pick(parts)(name, noun, chance);
  });
}

/** A module of `count` functions; `imports` are modules beside it, the first of which has what is missing here. */
export function pythonModule(seed: number, count: number, imports: readonly string[] = []): string {
  const chance = dice(seed);
  const noun = chance.pick(NOUNS);
  const lines = imports
    .map((name, index) => (index === 0 ? `from ${name} import prepare, announce, lookup\n` : `import ${name}\n`))
    .join("");
  const names = imports.length === 0 ? ["prepare", "announce", "lookup"] : [];
  const own = names.map((name, index) => (functions[index + 1] as Part)(name, noun, chance));
  return [head(noun, lines), ...own, ...some(functions, count, noun, chance)].join("\n\n");
}

/** The same with a handler at its end. */
export function pythonHandler(seed: number, count: number, imports: readonly string[] = []): string {
  const chance = dice(seed + 7);
  const noun = chance.pick(NOUNS);
  return `${pythonModule(seed, count, imports)}\n\n${chance.pick(handlers)("lambda_handler", noun, chance)}`;
}
