/** What the CDK's grants allow: `table.grantReadData(fn)` as the actions of one statement. */

const TABLE_READ = ["BatchGetItem", "GetRecords", "GetShardIterator", "Query", "GetItem", "Scan", "ConditionCheckItem", "DescribeTable"];
const TABLE_WRITE = ["BatchWriteItem", "PutItem", "UpdateItem", "DeleteItem", "DescribeTable"];
const BUCKET_READ = ["GetObject*", "GetBucket*", "List*"];
const BUCKET_PUT = ["PutObject", "PutObjectLegalHold", "PutObjectRetention", "PutObjectTagging", "PutObjectVersionTagging", "Abort*"];
const STREAM_READ = [
  "DescribeStreamSummary",
  "GetRecords",
  "GetShardIterator",
  "ListShards",
  "SubscribeToShard",
  "DescribeStream",
  "DescribeStreamConsumer",
];
const STREAM_WRITE = ["ListShards", "PutRecord", "PutRecords"];
const QUEUE_CONSUME = ["ReceiveMessage", "ChangeMessageVisibility", "GetQueueUrl", "DeleteMessage", "GetQueueAttributes"];
const KEY_ENCRYPT = ["Encrypt", "ReEncrypt*", "GenerateDataKey*"];

type Grants = Readonly<Record<string, readonly string[]>>;

const DYNAMODB: Grants = {
  grantReadData: TABLE_READ,
  grantWriteData: TABLE_WRITE,
  grantReadWriteData: [...new Set([...TABLE_READ, ...TABLE_WRITE])],
  grantFullAccess: ["*"],
  grantStreamRead: ["ListStreams", "DescribeStream", "GetRecords", "GetShardIterator"],
  grantTableListStreams: ["ListStreams"],
};

const RDS: Grants = { grantConnect: ["connect"] };

const GRANTS: Readonly<Record<string, readonly [prefix: string, grants: Grants]>> = {
  "dynamodb.Table": ["dynamodb", DYNAMODB],
  "dynamodb.TableV2": ["dynamodb", DYNAMODB],
  "s3.Bucket": [
    "s3",
    {
      grantRead: BUCKET_READ,
      grantPut: BUCKET_PUT,
      grantPutAcl: ["PutObjectAcl", "PutObjectVersionAcl"],
      grantDelete: ["DeleteObject*"],
      grantWrite: ["DeleteObject*", ...BUCKET_PUT],
      grantReadWrite: [...BUCKET_READ, "DeleteObject*", ...BUCKET_PUT],
    },
  ],
  "sqs.Queue": [
    "sqs",
    {
      grantSendMessages: ["SendMessage", "GetQueueAttributes", "GetQueueUrl"],
      grantConsumeMessages: QUEUE_CONSUME,
      grantPurge: ["PurgeQueue", "GetQueueAttributes", "GetQueueUrl"],
    },
  ],
  "sns.Topic": ["sns", { grantPublish: ["Publish"], grantSubscribe: ["Subscribe"] }],
  "lambda.Function": [
    "lambda",
    { grantInvoke: ["InvokeFunction"], grantInvokeUrl: ["InvokeFunctionUrl"], grantInvokeLatestVersion: ["InvokeFunction"] },
  ],
  "secretsmanager.Secret": [
    "secretsmanager",
    { grantRead: ["GetSecretValue", "DescribeSecret"], grantWrite: ["PutSecretValue", "UpdateSecret"] },
  ],
  "ssm.StringParameter": [
    "ssm",
    { grantRead: ["DescribeParameters", "GetParameters", "GetParameter", "GetParameterHistory"], grantWrite: ["PutParameter"] },
  ],
  "kms.Key": ["kms", { grantDecrypt: ["Decrypt"], grantEncrypt: KEY_ENCRYPT, grantEncryptDecrypt: ["Decrypt", ...KEY_ENCRYPT] }],
  "kinesis.Stream": [
    "kinesis",
    { grantRead: STREAM_READ, grantWrite: STREAM_WRITE, grantReadWrite: [...new Set([...STREAM_READ, ...STREAM_WRITE])] },
  ],
  "events.EventBus": ["events", { grantPutEventsTo: ["PutEvents"], grantPutEvents: ["PutEvents"] }],
  "stepfunctions.StateMachine": [
    "states",
    {
      grantStartExecution: ["StartExecution"],
      grantStartSyncExecution: ["StartSyncExecution"],
      grantTaskResponse: ["SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"],
    },
  ],
  "rds.DatabaseInstance": ["rds-db", RDS],
  "rds.DatabaseCluster": ["rds-db", RDS],
  "rds.DatabaseProxy": ["rds-db", RDS],
  "cloudwatch.Metric": ["cloudwatch", { grantPutMetricData: ["PutMetricData"] }],
};

/** @returns the actions, or undefined where the grant is not known. `grant(fn, …actions)` names them itself. */
export function grantOf(construct: string, method: string): readonly string[] | undefined {
  const [prefix, grants] = (Object.hasOwn(GRANTS, construct) ? GRANTS[construct] : undefined) ?? [];
  if (grants === undefined || !Object.hasOwn(grants, method)) return undefined;
  return grants[method]?.map((action) => `${prefix}:${action}`);
}
