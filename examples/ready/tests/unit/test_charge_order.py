"""What happens to the records of a batch; the payment provider is replaced."""

from unittest.mock import patch

from src import charge_order


def test_a_record_that_fails_is_reported_alone():
    with patch.object(charge_order, "charge_once", side_effect=[ValueError("no amount"), "r-2"]):
        answer = charge_order.lambda_handler({"Records": [record("1"), record("2")]}, context=None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}


def record(message_id):
    return {"messageId": message_id, "body": '{"orderId": "o-1", "amount": 3}', "eventSource": "aws:sqs"}
