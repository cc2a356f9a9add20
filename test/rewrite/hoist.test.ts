import assert from "node:assert/strict";
import { test } from "node:test";
import { assertCompiles, callsOf, repaired } from "./pythonCase.ts";

/** `nth`: which of the clients of the file is moved. */
interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string | undefined;
  readonly nth?: number;
}

const handler = "\n\ndef lambda_handler(event, context):\n";

const cases: readonly Case[] = [
  {
    title: "its statement moves with its comment, and the body that is left empty gets `pass`",
    before: `import boto3\n${handler}    s3 = boto3.client("s3")  # the bucket\n`,
    after: `import boto3\n\ns3 = boto3.client("s3")  # the bucket\n${handler}    pass\n`,
  },
  {
    title: "behind the constants it needs, in its own layout",
    before: `import os\nimport boto3\n\nREGION = os.environ["REGION"]\n${handler}    # where things are kept\n    s3 = boto3.client(\n        "s3",\n        region_name=REGION,  # here\n    )\n\n    return s3.list_buckets()\n`,
    after: `import os\nimport boto3\n\nREGION = os.environ["REGION"]\n\n# where things are kept\ns3 = boto3.client(\n    "s3",\n    region_name=REGION,  # here\n)\n${handler}    return s3.list_buckets()\n`,
  },
  {
    title: "behind a constant that is defined below",
    before: `import boto3\n${handler}    s3 = boto3.client("s3", region_name=REGION)\n    return s3.list_buckets()\n\n\nREGION = "eu-west-1"\n`,
    after: `import boto3\n${handler}    return s3.list_buckets()\n\n\nREGION = "eu-west-1"\ns3 = boto3.client("s3", region_name=REGION)\n`,
  },
  {
    title: "an inline client gets a name",
    before: `import boto3\n${handler}    boto3.client("s3").put_object(Bucket=event["b"])\n`,
    after: `import boto3\n\ns3_client = boto3.client("s3")\n${handler}    s3_client.put_object(Bucket=event["b"])\n`,
  },
  {
    title: "the import inside the function moves too",
    before: `import json\n${handler}    import boto3\n    s3 = boto3.client("s3")\n    return s3.list_buckets()\n`,
    after: `import json\n\nimport boto3\n\ns3 = boto3.client("s3")\n${handler}    return s3.list_buckets()\n`,
  },
  {
    title: "locals that are constants move along",
    before: `import os\nimport boto3\n${handler}    region = os.environ.get("REGION") or "eu-west-1"\n    session = boto3.Session()\n    s3 = session.client("s3", region_name=region)\n    return s3.list_buckets(), region\n`,
    after: `import os\nimport boto3\n\nregion = os.environ.get("REGION") or "eu-west-1"\nsession = boto3.Session()\ns3 = session.client("s3", region_name=region)\n${handler}    return s3.list_buckets(), region\n`,
    nth: 1,
  },
  {
    title: "a session and its client in one expression move as one",
    before: `import boto3\n${handler}    return boto3.Session().client("s3").list_buckets()\n`,
    after: `import boto3\n\ns3_client = boto3.Session().client("s3")\n${handler}    return s3_client.list_buckets()\n`,
  },
  {
    title: "the resource moves, its table stays",
    before: `import os\nimport boto3\n${handler}    dynamodb = boto3.resource("dynamodb")\n    table = dynamodb.Table(os.environ["T"])\n    return table.get_item(Key=event)\n`,
    after: `import os\nimport boto3\n\ndynamodb = boto3.resource("dynamodb")\n${handler}    table = dynamodb.Table(os.environ["T"])\n    return table.get_item(Key=event)\n`,
  },
  {
    title: "an attribute is given the client of the module",
    before: `import boto3\n\n\nclass Store:\n    def __init__(self):\n        self.s3 = boto3.client("s3")\n${handler}    return Store().s3\n`,
    after: `import boto3\n\ns3_client = boto3.client("s3")\n\n\nclass Store:\n    def __init__(self):\n        self.s3 = s3_client\n${handler}    return Store().s3\n`,
  },
  {
    title: "a helper returns the client of the module",
    before: `import boto3\n\n\ndef get_client():\n    return boto3.client('sqs')\n${handler}    return get_client().list_queues()\n`,
    after: `import boto3\n\nsqs_client = boto3.client('sqs')\n\n\ndef get_client():\n    return sqs_client\n${handler}    return get_client().list_queues()\n`,
  },
  {
    title: "the same client at module level is used",
    before: `import boto3\n\ns3 = boto3.client("s3")\n${handler}    client = boto3.client('s3')\n    return f"{client.meta}"\n`,
    after: `import boto3\n\ns3 = boto3.client("s3")\n${handler}    return f"{s3.meta}"\n`,
    nth: 1,
  },
  {
    title: "a name that is taken is not taken again",
    before: `import boto3\n\ns3 = None\n${handler}    # first\n    s3 = boto3.client("s3")\n    def inner():\n        return s3\n    return inner()\n`,
    after: `import boto3\n\ns3 = None\ns3_client = boto3.client("s3")\n${handler}    # first\n    def inner():\n        return s3_client\n    return inner()\n`,
  },
  {
    title: "two functions that call different clients alike",
    before: `import boto3\n\n\ndef tell():\n    client = boto3.client("sns")\n    client.publish()\n${handler}    tell()\n    client = boto3.client("sqs")\n    return client.list_queues()\n`,
    after: `import boto3\n\nsns_client = boto3.client("sns")\n\n\ndef tell():\n    sns_client.publish()\n${handler}    tell()\n    client = boto3.client("sqs")\n    return client.list_queues()\n`,
  },
  {
    title: "a variable that is assigned again stays",
    before: `import boto3\n${handler}    s3 = boto3.client("s3")\n    if event:\n        s3 = None\n    return s3\n`,
    after: `import boto3\n\ns3_client = boto3.client("s3")\n${handler}    s3 = s3_client\n    if event:\n        s3 = None\n    return s3\n`,
  },
  {
    title: "CRLF and a byte order mark stay",
    before: `\uFEFFimport boto3\r\n\r\ndef handler(event, context):\r\n    s3 = boto3.client("s3")\r\n    return s3\r\n`,
    after: `\uFEFFimport boto3\r\n\r\ns3 = boto3.client("s3")\r\n\r\ndef handler(event, context):\r\n    return s3\r\n`,
  },
  {
    title: "no: it depends on the event",
    before: `import boto3\n${handler}    s3 = boto3.client("s3", region_name=event["region"])\n`,
    after: undefined,
  },
  {
    title: "no: it depends on an argument",
    before: `import boto3\n\n\ndef make(region):\n    return boto3.client("s3", region_name=region)\n${handler}    make("eu-west-1")\n`,
    after: undefined,
  },
  {
    title: "no: it depends on the instance",
    before: `import boto3\n\n\nclass A:\n    def f(self):\n        return boto3.client("s3", region_name=self.region)\n${handler}    A().f()\n`,
    after: undefined,
  },
  {
    title: "no: it depends on a loop",
    before: `import boto3\n${handler}    for region in ["a", "b"]:\n        boto3.client("s3", region_name=region)\n`,
    after: undefined,
  },
  {
    title: "no: it depends on what a function says",
    before: `import boto3\n\n\ndef region():\n    return "a"\n${handler}    boto3.client("s3", region_name=region())\n`,
    after: undefined,
  },
  {
    title: "no: the function sets up what it is made of",
    before: `import os\nimport boto3\n${handler}    os.environ["AWS_PROFILE"] = "x"\n    boto3.client("s3")\n`,
    after: undefined,
  },
  {
    title: "no: a `with` closes it",
    before: `import boto3\n${handler}    with boto3.client("s3") as s3:\n        s3.list_buckets()\n`,
    after: undefined,
  },
  {
    title: "no: two in one assignment",
    before: `import boto3\n${handler}    a, b = boto3.client("s3"), boto3.client("sns")\n`,
    after: undefined,
  },
];

const results: string[] = [];

for (const one of cases) {
  test(`a client moves to module scope: ${one.title}`, () => {
    const after = repaired({ "app.py": one.before }, (program, rewriter) => {
      const call = callsOf(program, "sdk-client")[one.nth ?? 0];
      return call && rewriter.hoist(call);
    });
    assert.equal(after?.["app.py"], one.after);
    if (after?.["app.py"] !== undefined) results.push(after["app.py"]);
  });
}

test("all of it compiles", () => assertCompiles(results));
