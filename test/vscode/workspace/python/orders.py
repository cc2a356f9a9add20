import json

import boto3


def lambda_handler(event, context):
    table = boto3.resource("dynamodb").Table("orders")
    order = json.loads(event["body"])
    table.put_item(Item=order)
    return {"statusCode": 201, "body": json.dumps({"id": order["id"]})}
