"""Charges the orders of a queue, each once, however often it is delivered."""

import json
import os

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig, idempotent_function

from payments import charge

logger = Logger(service="orders")
tracer = Tracer(service="orders")
processor = BatchProcessor(event_type=EventType.SQS)
charged = DynamoDBPersistenceLayer(table_name=os.environ["IDEMPOTENCY_TABLE"])
config = IdempotencyConfig(event_key_jmespath="orderId")


@idempotent_function(data_keyword_argument="order", config=config, persistence_store=charged)
def charge_once(order):
    receipt = charge(order["orderId"], order["amount"])
    logger.info("Order charged", extra={"orderId": order["orderId"], "receipt": receipt})
    return receipt


def record_handler(record):
    charge_once(order=json.loads(record["body"]))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event, context):
    config.register_lambda_context(context)
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
