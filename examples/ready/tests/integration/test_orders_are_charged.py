"""Against the deployed stack: ChargeOrder charges what lies in its queue, once."""

import json
import os
import time
import uuid

import boto3

sqs = boto3.client("sqs")
table = boto3.resource("dynamodb").Table(os.environ["IDEMPOTENCY_TABLE"])


def test_an_order_that_is_delivered_twice_is_charged_once():
    before = charges()
    order = {"orderId": f"integration-{uuid.uuid4()}", "amount": 1}
    for _ in range(2):
        sqs.send_message(QueueUrl=os.environ["ORDERS_URL"], MessageBody=json.dumps(order))
    deadline = time.monotonic() + 60
    while charges() == before and time.monotonic() < deadline:
        time.sleep(2)
    assert charges() == before + 1


def charges():
    return table.scan(Select="COUNT", ConsistentRead=True)["Count"]
