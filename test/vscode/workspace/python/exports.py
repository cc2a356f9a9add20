import boto3


def lambda_handler(event, context):
    s3 = boto3.client("s3")
    sns = boto3.client("sns")
    s3.put_object(Bucket=event["bucket"], Key=event["key"], Body=b"")
    sns.publish(TopicArn=event["topic"], Message=event["key"])
