import json


def lambda_handler(event, context):
    return [json.loads(record["body"]) for record in event["Records"]]
