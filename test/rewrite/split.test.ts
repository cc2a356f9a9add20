import assert from "node:assert/strict";
import { test } from "node:test";
import { dispatchesOf } from "../../server/src/flow/dispatch.ts";
import { assertCompiles, type Files, repaired } from "./pythonCase.ts";

const ORIGINAL = `"""Everything."""
import json
import os
from datetime import datetime as dt, timedelta

import boto3

s3 = boto3.client("s3")
TABLE = os.environ["TABLE"]


def process_order(order):
    return order


def lambda_handler(event, context):
    """Routes."""
    body = json.loads(event["body"])
    kind = body["type"]
    unused = 3
    if not body:
        return {"statusCode": 400}
    if kind == "OrderCreated":
        # make it
        order = process_order(body["order"])
        return {"statusCode": 200, "body": json.dumps(order)}
    elif kind == "USER_DELETED":
        s3.delete_object(Bucket=TABLE, Key=body["id"])
        result = "x"
    elif kind == "report.sent":
        result = dt.now() - timedelta(1)  # then
    else:
        return None
    return {"statusCode": 200, "body": result}
`;

const BEFORE = `def lambda_handler(event, context):
    body = json.loads(event["body"])
    if not body:
        return {"statusCode": 400}
`;

const cases: readonly { title: string; before: Files; after: Files | undefined }[] = [
  {
    title: "what an arm needs comes along: statements before and behind, imports, names of the original",
    before: { "app.py": ORIGINAL },
    after: {
      "app.py": ORIGINAL,
      "order_created_handler.py": `import json\n\nfrom app import process_order\n\n\n${BEFORE}    # make it\n    order = process_order(body["order"])\n    return {"statusCode": 200, "body": json.dumps(order)}\n`,
      "user_deleted_handler.py": `import json\n\nfrom app import TABLE, s3\n\n\n${BEFORE}    s3.delete_object(Bucket=TABLE, Key=body["id"])\n    result = "x"\n    return {"statusCode": 200, "body": result}\n`,
      "report_sent_handler.py": `import json\nfrom datetime import datetime as dt, timedelta\n\n\n${BEFORE}    result = dt.now() - timedelta(1)  # then\n    return {"statusCode": 200, "body": result}\n`,
    },
  },
  {
    title: "the original hands over where the new files do not need it",
    before: {
      "app.py": `import json\n\nimport requests\n\n\ndef handler(event, context):\n    action = event["action"]\n    match action:\n        case "a":\n            return requests.get(event["u"], timeout=3).text\n        case "b":\n            # two\n            return json.dumps(2)\n`,
    },
    after: {
      "app.py": `import json\n\nimport requests\n\nimport a_handler\nimport b_handler\n\n\ndef handler(event, context):\n    action = event["action"]\n    match action:\n        case "a":\n            return a_handler.lambda_handler(event, context)\n        case "b":\n            # two\n            return b_handler.lambda_handler(event, context)\n`,
      "a_handler.py": `import requests\n\n\ndef lambda_handler(event, context):\n    return requests.get(event["u"], timeout=3).text\n`,
      "b_handler.py": `import json\n\n\ndef lambda_handler(event, context):\n    # two\n    return json.dumps(2)\n`,
    },
  },
  {
    title: "`try` around it, consecutive ifs, long strings, a file name that is taken",
    before: {
      "app.py": `import json\n\n\ndef handler(event, context):\n    try:\n        action = event["action"]\n        if action == "a":\n            return json.dumps("""\n  x\n""")\n        if action == "b": return 2\n    except KeyError as error:\n        print(error)\n        raise\n`,
      "a_handler.py": "x = 1\n",
    },
    after: {
      "app.py": `import json\n\n\ndef handler(event, context):\n    try:\n        action = event["action"]\n        if action == "a":\n            return json.dumps("""\n  x\n""")\n        if action == "b": return 2\n    except KeyError as error:\n        print(error)\n        raise\n`,
      "a_handler.py": "x = 1\n",
      "a_handler_2.py": `import json\n\n\ndef lambda_handler(event, context):\n    try:\n        return json.dumps("""\n  x\n""")\n    except KeyError as error:\n        print(error)\n        raise\n`,
      "b_handler.py": `def lambda_handler(event, context):\n    try:\n        return 2\n    except KeyError as error:\n        print(error)\n        raise\n`,
    },
  },
  {
    title: "a table of functions, in a package",
    before: {
      "app.py": `from .util import log\n\n\ndef create(event):\n    return log(1)\n\n\ndef remove(event):\n    return log(2)\n\n\nHANDLERS = {"create": create, "remove": remove}\n\n\ndef handler(event, context):\n    return HANDLERS[event["action"]](event)\n`,
    },
    after: {
      "app.py": `from .util import log\n\n\ndef create(event):\n    return log(1)\n\n\ndef remove(event):\n    return log(2)\n\n\nHANDLERS = {"create": create, "remove": remove}\n\n\ndef handler(event, context):\n    return HANDLERS[event["action"]](event)\n`,
      "create_handler.py": `from .app import create\n\n\ndef lambda_handler(event, context):\n    return create(event)\n`,
      "remove_handler.py": `from .app import remove\n\n\ndef lambda_handler(event, context):\n    return remove(event)\n`,
    },
  },
  {
    title: "no: the arm sets a module-level name",
    before: {
      "app.py": `count = 0\n\n\ndef handler(event, context):\n    global count\n    action = event["action"]\n    if action == "a":\n        count += 1\n    elif action == "b":\n        return 2\n`,
    },
    after: undefined,
  },
  {
    title: "no: the arm reads what a condition bound",
    before: {
      "app.py": `def handler(event, context):\n    for record in event["Records"]:\n        if record["action"] == "a":\n            print(1)\n        elif record["action"] == "b":\n            print(2)\n`,
    },
    after: undefined,
  },
];

const results: string[] = [];

for (const one of cases) {
  test(`a handler for each kind of event: ${one.title}`, () => {
    const after = repaired(one.before, (program, rewriter, module) => {
      const dispatch = dispatchesOf(module, program)[0];
      return dispatch && rewriter.splitHandlers(dispatch);
    });
    assert.deepEqual(after, one.after);
    results.push(...Object.values(after ?? {}));
  });
}

test("all of it compiles", () => assertCompiles(results));
