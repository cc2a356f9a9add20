const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3");

exports.handler = async (event) => {
  const s3 = new S3Client({});
  const object = await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: event.key }));
  return { statusCode: 200, body: await object.Body.transformToString() };
};
