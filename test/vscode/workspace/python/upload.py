from storage import save


def lambda_handler(event, context):
    save(event["key"], event["body"])
    return {"statusCode": 204}
