const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");

const dynamodb = new DynamoDBClient({});

exports.handler = async (event) => {
  const { email } = JSON.parse(event.body);
  await dynamodb.send(new PutItemCommand({ TableName: process.env.SUBSCRIBERS, Item: { email: { S: email } } }));
  return { statusCode: 201, body: JSON.stringify({ email }) };
};
