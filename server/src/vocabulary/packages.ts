/** Packages of the registries that functions often use: what they are called where they are listed, and what they bring along. */

/** Distributions of Python by what is imported of them, where the two differ or nothing else brings them. */
const PYTHON: Readonly<Record<string, string>> = {
  requests: "requests",
  yaml: "pyyaml",
  PIL: "pillow",
  dotenv: "python-dotenv",
  bs4: "beautifulsoup4",
  jwt: "pyjwt",
  pymysql: "pymysql",
  psycopg2: "psycopg2",
  psycopg: "psycopg",
  redis: "redis",
  pymongo: "pymongo",
  sqlalchemy: "sqlalchemy",
  pandas: "pandas",
  numpy: "numpy",
  httpx: "httpx",
  aiohttp: "aiohttp",
  flask: "flask",
  fastapi: "fastapi",
  mangum: "mangum",
  pydantic: "pydantic",
  stripe: "stripe",
  openai: "openai",
  twilio: "twilio",
  slack_sdk: "slack-sdk",
  jinja2: "jinja2",
  lxml: "lxml",
  cryptography: "cryptography",
  aws_lambda_powertools: "aws-lambda-powertools",
  aws_xray_sdk: "aws-xray-sdk",
  crhelper: "crhelper",
  pytz: "pytz",
  jsonschema: "jsonschema",
  simplejson: "simplejson",
  xmltodict: "xmltodict",
  pynamodb: "pynamodb",
  sentry_sdk: "sentry-sdk",
};

/** What a distribution brings along, of those above. One that is not listed here may bring anything. */
const BRINGS: Readonly<Record<string, string>> = {
  requests: "",
  pyyaml: "",
  pillow: "",
  "python-dotenv": "",
  beautifulsoup4: "",
  pyjwt: "cryptography",
  pymysql: "cryptography",
  psycopg2: "",
  "psycopg2-binary": "psycopg2",
  "aws-psycopg2": "psycopg2",
  psycopg: "psycopg",
  redis: "pyjwt",
  pymongo: "",
  sqlalchemy: "",
  pandas: "numpy pytz",
  numpy: "",
  httpx: "",
  aiohttp: "",
  flask: "jinja2",
  fastapi: "pydantic httpx jinja2",
  mangum: "",
  pydantic: "python-dotenv",
  stripe: "requests",
  openai: "httpx pydantic numpy pandas aiohttp",
  twilio: "requests pyjwt aiohttp",
  "slack-sdk": "aiohttp sqlalchemy",
  jinja2: "",
  lxml: "",
  cryptography: "",
  "aws-lambda-powertools": "pydantic aws-xray-sdk redis jsonschema requests",
  "aws-xray-sdk": "",
  crhelper: "",
  pytz: "",
  jsonschema: "requests",
  simplejson: "",
  xmltodict: "",
  pynamodb: "",
  "sentry-sdk": "requests flask httpx",
  boto3: "",
  botocore: "",
  s3transfer: "",
  urllib3: "",
  certifi: "",
  idna: "",
  chardet: "",
  "charset-normalizer": "",
  six: "",
  "python-dateutil": "",
  jmespath: "",
  "aws-requests-auth": "requests",
  "requests-aws4auth": "requests",
  pytest: "",
  black: "",
  flake8: "",
  boto: "",
};

/** The distribution an import of Python needs; undefined where it is not one that can be judged. */
export function distributionOf(module: string): string | undefined {
  return Object.hasOwn(PYTHON, module) ? PYTHON[module] : undefined;
}

/** Do the listed distributions certainly not bring the one that is asked for? */
export function isCertainlyMissing(distribution: string, listed: readonly string[]): boolean {
  return listed.every((name) => {
    const brought = Object.hasOwn(BRINGS, name) ? BRINGS[name] : undefined;
    return brought !== undefined && name !== distribution && !brought.split(" ").includes(distribution);
  });
}

/** What a `requirements.txt` lists. Undefined where something else says more: another file, a repository, an archive. */
export function listedDistributions(requirements: string | undefined): string[] | undefined {
  const lines = requirements?.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, "").trim());
  const names = lines?.filter((line) => line !== "").map((line) => /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*([=<>!~;].*)?$/.exec(line));
  if (names === undefined || names.some((name) => name === null || name[2] !== undefined)) return undefined;
  return names.flatMap((name) => name?.[1]?.toLowerCase().replaceAll(/[_.]/g, "-") ?? []);
}

/** Packages of npm that a name can only mean, and no alias of a compiler or a folder of the project. */
const NPM: ReadonlySet<string> = new Set(
  `axios lodash uuid moment moment-timezone dayjs luxon date-fns pg mysql mysql2 redis ioredis mongodb mongoose knex sequelize typeorm sharp
  node-fetch got superagent cross-fetch jsonwebtoken jwks-rsa bcrypt bcryptjs joi zod yup ajv stripe dotenv express koa fastify hono
  serverless-http aws-serverless-express winston pino bunyan nodemailer csv-parse csv-parser xml2js fast-xml-parser cheerio nanoid ulid
  aws-xray-sdk aws-xray-sdk-core openai twilio @middy/core @middy/http-json-body-parser @aws-lambda-powertools/logger @aws-lambda-powertools/metrics
  @aws-lambda-powertools/tracer @aws-lambda-powertools/parameters @aws-lambda-powertools/idempotency @prisma/client @slack/web-api @sentry/serverless
  graphql apollo-server-lambda dynamoose puppeteer-core ejs handlebars pdfkit exceljs xlsx mime-types qs ramda underscore bluebird async`.split(
    /\s+/,
  ),
);

/** The package of npm a specifier names; undefined where it is not one that can be judged. */
export function npmPackageOf(specifier: string): string | undefined {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  return NPM.has(name) ? name : undefined;
}
