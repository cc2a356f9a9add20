import boto3


def save(key, body):
    s3 = boto3.client("s3")
    s3.put_object(Bucket="uploads", Key=key, Body=body)
