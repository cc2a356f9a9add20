/** Events that Lambda polls for: they become event source mappings. */
import { type Words, wordsOf } from "../words.ts";

/** Where the ARN of what is polled stands, and what else has another name. */
export const polled: ReadonlyMap<string, Words> = new Map([
  ["SQS", wordsOf({ EventSourceArn: "Queue" })],
  ["Kinesis", wordsOf({ EventSourceArn: "Stream" })],
  ["DynamoDB", wordsOf({ EventSourceArn: "Stream" })],
  ["MSK", wordsOf({ EventSourceArn: "Stream", "AmazonManagedKafkaEventSourceConfig.ConsumerGroupId": "ConsumerGroupId" })],
  ["MQ", wordsOf({ EventSourceArn: "Broker" })],
  [
    "SelfManagedKafka",
    wordsOf({
      "SelfManagedEventSource.Endpoints.KafkaBootstrapServers": "KafkaBootstrapServers",
      "SelfManagedKafkaEventSourceConfig.ConsumerGroupId": "ConsumerGroupId",
    }),
  ],
  [
    "DocumentDB",
    wordsOf({
      EventSourceArn: "Cluster",
      "DocumentDBEventSourceConfig.DatabaseName": "DatabaseName",
      "DocumentDBEventSourceConfig.CollectionName": "CollectionName",
      "DocumentDBEventSourceConfig.FullDocument": "FullDocument",
    }),
  ],
]);

/** The managed policy that SAM gives to the role of a function with such an event. */
export const POLLER_POLICIES: ReadonlyMap<string, string> = new Map([
  ["SQS", "AWSLambdaSQSQueueExecutionRole"],
  ["Kinesis", "AWSLambdaKinesisExecutionRole"],
  ["DynamoDB", "AWSLambdaDynamoDBExecutionRole"],
  ["MSK", "AWSLambdaMSKExecutionRole"],
]);
