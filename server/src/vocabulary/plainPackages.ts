/** Packages of which it is known that they write no files and connect to nothing but AWS unless they are told to. */

const PYTHON =
  /^(boto3|botocore|aws_lambda_powertools|aws_xray_sdk|__future__|abc|base64|bisect|calendar|collections|contextlib|copy|csv|dataclasses|datetime|decimal|enum|functools|gzip|hashlib|heapq|hmac|html|io|itertools|json|logging|math|operator|os|random|re|secrets|statistics|string|struct|sys|textwrap|threading|time|traceback|types|typing|typing_extensions|unicodedata|uuid|zlib|zoneinfo|dateutil|pytz|simplejson|jsonschema|pydantic)(\.|$)/;

const NODE =
  /^(aws-sdk(\/.*)?|@aws-sdk\/(?!client-rds-data).*|@smithy\/.*|@aws-lambda-powertools\/.*|@middy\/[\w-]+|@types\/.*|aws-lambda|aws-xray-sdk(-core)?|(node:)?(assert|buffer|crypto|events|path|querystring|string_decoder|timers(\/promises)?|url|util|zlib)|lodash([./].*)?|uuid|ulid|nanoid|dayjs|moment|luxon|date-fns|joi|zod|yup|ajv|tslib|source-map-support(\/register)?)$/;

export function isPlainPackage(specifier: string): boolean {
  return PYTHON.test(specifier) || NODE.test(specifier);
}
