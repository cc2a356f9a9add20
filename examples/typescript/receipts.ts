// Puts a receipt where the customer's region wants it.
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

interface ReceiptRequest {
  orderId: string;
  region: string;
}

export const handler = async (event: ReceiptRequest): Promise<void> => {
  const source = new S3Client({});
  const target = new S3Client({ region: event.region });
  const receipt = await source.send(new GetObjectCommand({ Bucket: process.env.RECEIPTS, Key: event.orderId }));
  const body = await receipt.Body?.transformToByteArray();
  await target.send(new PutObjectCommand({ Bucket: `receipts-${event.region}`, Key: event.orderId, Body: body }));
};
