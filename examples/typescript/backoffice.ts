// What the staff's tool asks for.
import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const s3 = new S3Client({});
const sns = new SNSClient({});

interface StaffRequest {
  action: string;
  orderId: string;
  note?: string;
}

export const handler = async (event: StaffRequest): Promise<void> => {
  switch (event.action) {
    case "refund":
      await table.send(new UpdateCommand({ TableName: process.env.ORDERS, Key: { id: event.orderId }, UpdateExpression: "SET refunded = true" }));
      await sns.send(new PublishCommand({ TopicArn: process.env.REFUNDS, Message: event.orderId }));
      break;
    case "archive":
      await s3.send(new CopyObjectCommand({ Bucket: process.env.ARCHIVE, CopySource: `live/${event.orderId}.pdf`, Key: event.orderId }));
      break;
    case "annotate":
      await table.send(new PutCommand({ TableName: process.env.NOTES, Item: { id: event.orderId, note: event.note } }));
      break;
    case "forget-customer":
      await table.send(new DeleteCommand({ TableName: process.env.CUSTOMERS, Key: { id: event.orderId } }));
      break;
  }
};
