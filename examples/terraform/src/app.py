import json


def lambda_handler(event, context):
    for record in event["Records"]:
        upload = json.loads(record["body"])
        print(f"thumbnail of {upload['key']}")
