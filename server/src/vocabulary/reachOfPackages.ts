/** What a package can get at: nothing outside the function, AWS, or anybody over HTTP. Of any other package nothing is known. */

export type PackageReach = "nothing" | "aws" | "http";

/** Python's own modules and packages that only compute, parse, format or log. */
const PYTHON_QUIET = new Set(
  `__future__ abc array argparse ast asyncio base64 binascii bisect calendar cmath collections colorsys concurrent configparser
  contextlib contextvars copy csv dataclasses datetime decimal difflib email enum errno fnmatch fractions functools gc getpass glob
  graphlib gzip hashlib heapq hmac html inspect io ipaddress itertools json keyword linecache locale logging math mimetypes
  multiprocessing numbers operator os pathlib platform pprint queue quopri random re reprlib sched secrets shlex shutil signal
  statistics string stringprep struct sys tarfile tempfile textwrap threading time timeit token tokenize traceback types typing
  unicodedata uuid warnings weakref zipfile zlib zoneinfo typing_extensions dateutil pytz tzlocal simplejson ujson orjson jsonschema
  pydantic pydantic_settings marshmallow attr attrs cattrs yaml markupsafe jinja2 markdown bs4 lxml six jmespath jwt jose cryptography
  nacl pythonjsonlogger structlog loguru humanize inflection slugify unidecode arrow pendulum numpy tenacity backoff`.split(/\s+/),
);

/** Those that call others over HTTP, and nobody else. */
const PYTHON_HTTP = new Set("requests urllib urllib2 urllib3 http httpx aiohttp requests_toolbelt certifi slack_sdk slack_bolt".split(" "));

const PYTHON_AWS = /^(?:boto3|botocore|s3transfer|aws_lambda_powertools|aws_xray_sdk|aws_embedded_metrics|lambda_powertools)(?:\.|$)/;

/** Types of boto3's clients, which nothing runs. */
const PYTHON_STUBS = /^(?:mypy|types)_boto3(?:_\w+)?$/;

const NODE_QUIET =
  /^(?:(?:node:)?(?:assert|async_hooks|buffer|console|crypto|diagnostics_channel|events|os|path|perf_hooks|process|punycode|querystring|string_decoder|timers|timers\/promises|url|util|zlib|stream|stream\/promises)|@types\/.*|aws-lambda|@middy\/(?:core|util|http-[\w-]+|input-output-logger|error-logger|do-not-wait-for-empty-event-loop|warmup|validator|event-normalizer|sqs-[\w-]+|cloudwatch-metrics)|lodash(?:[./].*)?|underscore|ramda|uuid(?:\/.*)?|ulid|nanoid|shortid|dayjs(?:\/.*)?|moment|moment-timezone|luxon|date-fns(?:\/.*)?|date-fns-tz|joi|@hapi\/joi|zod|yup|ajv|ajv-formats|class-validator|typedi|tsyringe|inversify|co|bluebird|chance|jwt-decode|middy|yn|class-transformer|reflect-metadata|tslib|source-map-support(?:\/register)?|regenerator-runtime(?:\/runtime)?|core-js(?:\/.*)?|@babel\/runtime.*|http-errors|http-status-codes|http-status|jsonwebtoken|bcryptjs|winston|pino|bunyan|loglevel|lambda-log|mime-types|qs|ms|bignumber\.js|decimal\.js|big\.js|js-yaml|xml2js|fast-xml-parser|he|slugify|validator|deepmerge|ts-pattern|neverthrow|change-case|@date-io\/.*)$/;

const NODE_HTTP =
  /^(?:(?:node:)?(?:http|https|http2)|axios|node-fetch|cross-fetch|isomorphic-fetch|got|superagent|request|request-promise(?:-native)?|needle|ky|undici|phin|bent|form-data|axios-retry|follow-redirects|@octokit\/.*|@slack\/.*)$/;

const NODE_AWS =
  /^(?:aws-sdk(?:\/.*)?|@aws-sdk\/(?!(?:rds-signer|dsql-signer|client-rds-data|client-dax)$).*|@smithy\/.*|@aws-crypto\/.*|@aws-lambda-powertools\/.*|aws-xray-sdk(?:-core)?|aws-embedded-metrics)$/;

/** @param specifier of an import that is no file of the workspace. Undefined for what may get at anything: a database, a framework, a package of the company. */
export function packageReach(specifier: string, isPython: boolean): PackageReach | undefined {
  if (isPython) {
    const [name = "", second] = specifier.split(".");
    if (PYTHON_AWS.test(specifier)) return "aws";
    if (name === "urllib" && (second === "parse" || second === "error")) return "nothing";
    return PYTHON_QUIET.has(name) || PYTHON_STUBS.test(name) ? "nothing" : PYTHON_HTTP.has(name) ? "http" : undefined;
  }
  if (NODE_AWS.test(specifier)) return "aws";
  return NODE_QUIET.test(specifier) ? "nothing" : NODE_HTTP.test(specifier) ? "http" : undefined;
}
