/** Handlers as people write them, for the tests of ranges and of half-typed code. */

const ORDERS = `"""Orders come in by SQS."""
import json
import os
from datetime import datetime as dt

import boto3
from aws_lambda_powertools import Logger, Tracer

logger = Logger(service="orders")  # structured
TABLE = os.environ.get("TABLE", "orders")
_table = None

def table():
    global _table
    if _table is None:
        _table = boto3.resource("dynamodb").Table(TABLE)
    return _table

@logger.inject_lambda_context(log_event=True)
def lambda_handler(event: dict, context=None) -> dict:
    failures = []
    for i, record in enumerate(event["Records"]):
        try:
            body = json.loads(record["body"])
            total, *items = body["total"], *body.get("items", [])
            table().put_item(Item={"id": body["id"], "at": f"{dt.now():%Y-%m-%d}", **body})
        except (KeyError, ValueError) as error:
            logger.exception("bad record %s: %s" % (i, error))
            failures.append({"itemIdentifier": record["messageId"]})
        else:
            continue
        finally:
            items = [x for x in items if x and x["price"] > 0]
    return {"batchItemFailures": failures}
`;

const API = `import psycopg2, requests as http
from .shared import respond
try:
    import ujson as json
except ImportError:
    import json

class Users:
    """Users in a table."""
    dsn = "host=db user=app password=" + open("/x").read()

    def __init__(self, tenant: str, *, timeout=3, **options):
        self.tenant, self.connection = tenant, psycopg2.connect(self.dsn)

    @staticmethod
    def key(id): return "user#{}".format(id)

    async def rename(self, id, name):
        async with self.connection as c, c.cursor() as cursor:
            await cursor.execute(f"update users set name = '{name!r}' where id = %s", (id,))
            yield cursor.rowcount if (n := cursor.rowcount) else None

def handler(event, context):
    users = Users(event["requestContext"]["authorizer"]["tenant"])
    method = event.get("httpMethod") or "GET"
    if method == "GET":
        return respond(200, [u for u in users])
    elif method in ("PUT", "PATCH"):
        del event["body"]
        return respond(204)
    else:
        raise ValueError(r"no \\d", method)

if __name__ == "__main__":
    print(handler({}, None))
`;

const EVENTS = `# \u{1f680} one function for everything
counts = {}
send = lambda to, *rest: (yield to)
def main(event, _):
    match event["action"]:
        case "create" | "insert":
            counts[event["id"]] = 1
        case {"kind": kind, **rest} if kind:
            counts.update(rest)
        case [first, *_, -1] as many:
            nonlocal_ = (first, many)
        case Point(x=0, y=y):
            assert y, "é"
        case _:
            while True:
                break
            else:
                pass
    counts["n"] += len(event) ** 2 if not event else -1
    with open("/tmp/a", 'w') as f: f.write("a" "b" + str(event)[1:-1])
    return {k: v for k, v in counts.items()}
`;

export const SAMPLES: readonly string[] = [ORDERS, API, EVENTS, ORDERS.replaceAll("\n", "\r\n")];
