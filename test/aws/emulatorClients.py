"""AWS's Python programs, asked by a test: a question on each line of standard input, its answer on each line of standard output, in JSON.

{"boto": {"service", "operation", "input", "pages"}}   one operation by boto3; "pages": every page, put together by boto3's paginator
{"aws": ["lambda", "list-functions"]}                  a command line of `aws`
"""

import contextlib
import datetime
import io
import json
import sys

import awscli.clidriver
import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError

# One try: a fault shows at once.
config = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20)
clients = {}
driver = None


def client_of(service):
    if service not in clients:
        clients[service] = boto3.client(service, config=config)
    return clients[service]


def strange(shape, value, at):
    """What botocore's own model of the answer does not have, or lacks: it does not look at that itself."""
    if shape.type_name == "structure":
        for name in shape.required_members:
            if name not in value:
                yield f"{at}.{name} is required"
        for name, item in value.items():
            if name == "ResponseMetadata":
                continue
            if name not in shape.members:
                yield f"{at}.{name} is no member"
            else:
                yield from strange(shape.members[name], item, f"{at}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from strange(shape.member, item, f"{at}[{index}]")
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from strange(shape.value, item, f"{at}[{key}]")
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{at} is {value}, which is none of {', '.join(shape.enum)}"


def boto(service, operation, input, pages=False):
    client = client_of(service)
    method = botocore.xform_name(operation)
    try:
        answers = list(client.get_paginator(method).paginate(**input)) if pages else [getattr(client, method)(**input)]
    except ClientError as error:
        return {"error": {**error.response["Error"], "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}}
    shape = client.meta.service_model.operation_model(operation).output_shape
    found = [line for answer in answers for line in strange(shape, answer, operation)]
    for answer in answers:
        del answer["ResponseMetadata"]
    return {"answers": answers, "strange": found}


def aws(*arguments):
    """What the program `aws` calls; it takes half a second to start, which its commands need not do one by one."""
    global driver
    driver = driver or awscli.clidriver.create_clidriver()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = driver.main(list(arguments))
    return {"status": status, "output": out.getvalue(), "complaint": err.getvalue()}


def plain(value):
    """Times, as seconds of the epoch."""
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    raise TypeError(f"{value!r} is no JSON")


for line in sys.stdin:
    question = json.loads(line)
    answer = aws(*question["aws"]) if "aws" in question else boto(**question["boto"])
    print(json.dumps(answer, default=plain), flush=True)
