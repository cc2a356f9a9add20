"""Takes an order from the shop's cart."""

import json
import os

import boto3

from database import insert_order

current_customer = None


def lambda_handler(event, context):
    global current_customer
    claims = event["requestContext"]["authorizer"]["jwt"]["claims"]
    current_customer = claims["sub"]

    order = json.loads(event["body"])
    order_id = insert_order(current_customer, order)
    announce(order_id)
    return {"statusCode": 201, "body": json.dumps({"orderId": order_id})}


def announce(order_id):
    sqs = boto3.client("sqs")
    message = {"orderId": order_id, "customer": current_customer, "type": "placed"}
    sqs.send_message(QueueUrl=os.environ["ORDER_EVENTS_URL"], MessageBody=json.dumps(message))
