import base64


def lambda_handler(event, context):
    clicks = [base64.b64decode(record["kinesis"]["data"]) for record in event["Records"]]
    print(len(clicks))
