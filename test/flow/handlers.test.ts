/** Which functions are Lambda handlers, in every form people write them, and which only look like one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, handlersOf, programOf } from "./ask.ts";

/** Title, code, the names of its handlers. */
type Case = readonly [string, Code, ...string[]];

const python: readonly Case[] = [
  ["the usual name", "def lambda_handler(event, context): pass", "lambda_handler"],
  ["async, unused arguments", "async def handler(_event, _context): pass", "handler"],
  ["typed", "def handler(event: dict, context: LambdaContext) -> dict: pass", "handler"],
  ["any names, by the context's type", "def run(message, ctx: LambdaContext): pass", "run"],
  ["any arguments", "def lambda_handler(*args): pass", "lambda_handler"],
  ["defaults for tests", "def lambda_handler(event, context=None, table=None): pass", "lambda_handler"],
  [
    "other names, by the signature",
    "def send_message(event, context): pass\ndef trigger(event, _): pass\ndef main(e, c): pass",
    "main",
    "send_message",
    "trigger",
  ],
  [
    "Powertools",
    "from aws_lambda_powertools import Logger\nlogger = Logger()\n@logger.inject_lambda_context\ndef entry(payload, lambda_context): pass",
    "entry",
  ],
  [
    "Powertools with arguments, a tracer",
    "from aws_lambda_powertools import Logger, Tracer\nlogger = Logger()\ntracer = Tracer()\n@logger.inject_lambda_context(log_event=True)\n@tracer.capture_lambda_handler\ndef entry(body, c): pass",
    "entry",
  ],
  [
    "Powertools' event source",
    "from aws_lambda_powertools.utilities.data_classes import event_source, SQSEvent\n@event_source(data_class=SQSEvent)\ndef entry(sqs, _): pass",
    "entry",
  ],
  ["own decorator", "from deco import logged\n@logged\ndef lambda_handler(event, context): pass", "lambda_handler"],
  ["a wrapped function", "from tracing import wrap\ndef main(event, context): pass\nhandler = wrap(main)", "main"],
  ["a lambda", "lambda_handler = lambda event, context: event", "lambda_handler"],
  ["a method", "class Service:\n  def handle(self, event, context): pass\nlambda_handler = Service().handle", "lambda_handler"],
  [
    "a function of another file",
    { "app.py": "from core import run\nlambda_handler = run", "core.py": "def run(event, context): pass" },
    "app.py lambda_handler",
    "core.py run",
  ],
  ["not with one parameter", "def handler(event): pass\ndef lambda_handler(event): pass"],
  ["not a callback of a user interface", "def on_click(event): pass\ndef on_key(event, widget): pass"],
  ["not a method", "class A:\n  def post(self, event, context): pass"],
  ["not a nested function", "def outer():\n  def lambda_handler(event, context): pass\n  return 1"],
  ["not a dunder", "def __call__(event, context): pass"],
  ["not a test", { "test_app.py": "def lambda_handler(event, context): pass" }],
  ["not Azure", "import azure.functions as func\ndef main(event: func.EventHubEvent, context): pass"],
  ["not Google", "import functions_framework\n@functions_framework.cloud_event\ndef handler(event, context): pass"],
  ["not Google, older", "from google.cloud.functions.context import Context\ndef hello_pubsub(event, context): pass"],
  ["not Tencent", "from tencentcloud.common import credential\ndef main_handler(event, context): pass"],
  ["not Telegram", "def start(update, context): pass\ndef echo(update: Update, context: CallbackContext): pass"],
  ["not Django or Flask", "def index(request, context): pass\ndef render(template, context): pass"],
  ["not a model server", "def inference(data, context): pass"],
];

const javascript: readonly Case[] = [
  ["export const", "export const handler = async (event) => {};", "handler"],
  ["exports.x", "exports.handler = async function (event, context) {};", "handler"],
  ["module.exports.x", "module.exports.hello = async (event) => ({ statusCode: 200 });", "hello"],
  ["module.exports of a function", "module.exports = async (event, context) => {};", "default"],
  [
    "module.exports of several",
    "const create = async (event, context) => {};\nmodule.exports = { create, remove: (evt, ctx, callback) => callback(null) };",
    "create",
    "remove",
  ],
  [
    "export function",
    "export async function handler(event) {}\nexport function lambdaHandler(event, context, callback) {}",
    "handler",
    "lambdaHandler",
  ],
  ["export default", "export default async (event, context) => {};", "default"],
  ["export { as }", "async function main(event) {}\nexport { main as handler };", "handler"],
  [
    "a re-export",
    { "index.js": 'export { handler } from "./app.js";', "app.js": "export const handler = async (event) => {};" },
    "app.js handler",
    "index.js handler",
  ],
  [
    "a required handler",
    { "index.js": 'exports.handler = require("./app").run;', "app.js": "exports.run = async (event, context) => {};" },
    "app.js run",
    "index.js handler",
  ],
  ["chained assignment", "exports.handler = module.exports.main = async (event, context) => {};", "main"],
  ["a declared function", "exports.handler = handler;\nasync function handler(event) {}", "handler"],
  ["destructured event", "export const handler = async ({ Records }) => Records.length;", "handler"],
  ["no parameters", "export const handler = async () => {};", "handler"],
  [
    "other names, by the context",
    "export const trigger = async (event, context) => {};\nexports.send = (e, ctx, cb) => cb();",
    "send",
    "trigger",
  ],
  ["other names, by what is read", "export const list = async (event) => event.pathParameters.id;", "list"],
  ["other names, by what is asked", "export const api = async (event) => { if (event.httpMethod === 'GET') return 1; };", "api"],
  ["other names, by the answer", "exports.ping = async (event) => ({ statusCode: 200 });", "ping"],
  ["middy", 'import middy from "@middy/core";\nexport const handler = middy(async (event) => {}).use(json());', "handler"],
  [
    "middy with handler()",
    'import middy from "@middy/core";\nconst run = async (event) => {};\nexport const entry = middy().use(json()).handler(run);',
    "entry",
  ],
  [
    "middy in two statements",
    'const middy = require("@middy/core");\nconst base = async (event) => {};\nconst handler = middy(base);\nhandler.use(json());\nmodule.exports = { handler };',
    "handler",
  ],
  [
    "own middyfy",
    {
      "app.js": 'import { middyfy } from "./wrap.js";\nconst hello = async (event) => {};\nexport const main = middyfy(hello);',
      "wrap.js": 'import middy from "@middy/core";\nexport const middyfy = (handler) => middy(handler).use(json());',
    },
    "app.js main",
  ],
  [
    "own wrapper",
    {
      "app.js": 'const { logged } = require("./wrap");\nexports.handler = logged(async (event) => {});',
      "wrap.js": "exports.logged = (inner) => async (event, context) => inner(event, context);",
    },
    "app.js handler",
  ],
  [
    "a wrapper of others",
    'import * as Sentry from "@sentry/serverless";\nexport const handler = Sentry.AWSLambda.wrapHandler(async (event) => {});',
    "handler",
  ],
  ["streaming", "export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {});", "handler"],
  [
    "bound",
    "class Service { async handle(event, context) {} }\nconst service = new Service();\nexports.handler = service.handle.bind(service);",
    "handler",
  ],
  ["as an arrow function around a method", "const service = make();\nexports.handler = (event) => service.run(event);", "handler"],
  ["not what is not exported", "const handler = async (event, context) => {};\nasync function lambdaHandler(event, context) {}"],
  ["not Azure", "module.exports = async function (context, req) {};"],
  ["not Azure's new model", 'const { app } = require("@azure/functions");\nmodule.exports.handler = async (event, context) => {};'],
  ["not Tencent", 'const tencentcloud = require("tencentcloud-sdk-nodejs");\nexports.main_handler = async (event, context) => {};'],
  ["not Tencent's cloud base", 'const cloud = require("wx-server-sdk");\nexports.main = async (event, context) => {};'],
  ["not Deno or Fresh", "export const handler = { async GET(req, ctx) {} };\nexport const handle = async (req, ctx) => {};"],
  ["not Auth0", "exports.onExecutePostLogin = async (event, api) => { api.access.deny(); };"],
  ["not Twilio", "exports.handler = function (context, event, callback) { callback(); };"],
  ["not yargs", 'exports.command = "go";\nexports.builder = {};\nexports.handler = (argv) => {};\nmodule.exports.describe = "x";'],
  ["not yargs as a module", 'export const command = "go";\nexport async function handler(argv) {}'],
  ["not Express", "exports.handler = (req, res, next) => res.json({});\nmodule.exports.list = async (request, response) => {};"],
  ["not Google", "exports.helloWorld = (req, res) => res.send();\nexports.handler = async (req, res) => {};"],
  [
    "not a bot",
    "exports.handler = async (ctx) => ctx.reply();\nexports.execute = async (interaction) => {};\nexports.onMessage = (message, client) => {};",
  ],
  ["not React", "export const handleClick = (event) => event.preventDefault();\nexport function onSubmit(e) { e.target.reset(); }"],
  [
    "not a listener",
    'export const onOpen = (event) => console.log(event.type);\nexport const publish = async (event) => bus.emit("x", event);',
  ],
  ["not a test", { "app.test.js": "export const handler = async (event, context) => {};" }],
];

const typescript: readonly Case[] = [
  [
    "typed event",
    "export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => ({}) as never;",
    "handler",
  ],
  [
    "typed event under any name",
    "export async function consume(batch: SQSEvent) {}\nexport const run = async (message: SNSEvent) => {};",
    "consume",
    "run",
  ],
  [
    "declared type",
    "export const main: Handler<Input, Output> = async (input) => {};\nexport const list: APIGatewayProxyHandlerV2 = async () => {};",
    "list",
    "main",
  ],
  ["declared type, exported later", "const run: Handler = async (x) => {};\nexport { run as start };", "start"],
  ["satisfies", "export const start = (async (x) => {}) satisfies SQSHandler;", "start"],
  ["export =", "const run = async (event: any, context: Context) => {};\nexport = run;", "default"],
  [
    "a method of an instance",
    "class Api { public handle = async (event: APIGatewayProxyEvent) => {}; }\nexport const handler = new Api().handle;",
    "handler",
  ],
  [
    "a decorated class",
    "class Lambda implements LambdaInterface { @logger.injectLambdaContext() public async handler(event: unknown, context: Context) {} }\nconst lambda = new Lambda();\nexport const handler = lambda.handler.bind(lambda);",
    "handler",
  ],
  [
    "not what is given a handler",
    "export const agent = (tested: APIGatewayProxyHandler) => { current = tested; };\nexport function wrap(inner: Handler<A, B>) { return inner; }",
  ],
  [
    "a wrapper with types",
    'import middy from "@middy/core";\nexport const handler = middy<APIGatewayProxyEvent>(async (event) => {}).use(json());',
    "handler",
  ],
  [
    "an Angular or React handler is none",
    "export const handleChange = (event: ChangeEvent<HTMLInputElement>) => {};\nexport function onEvent(event: Event) {}",
  ],
  [
    "a Next or Deno handler is none",
    "export const handler = async (req: Request, ctx: FreshContext) => {};\nexport default async function handler(request: NextApiRequest, response: NextApiResponse) {}",
  ],
  [
    "types and declarations are none",
    "export type handler = (event: SQSEvent) => void;\nexport interface Event { handler(event: SQSEvent): void }",
  ],
];

for (const [extension, cases] of [
  ["py", python],
  ["js", javascript],
  ["ts", typescript],
] as const) {
  for (const [title, code, ...names] of cases) {
    test(`handlers, ${extension}: ${title}`, async () => {
      const found = handlersOf(await programOf(code, extension));
      assert.deepEqual(found, names.map((name) => (name.includes(" ") ? name : `app.${extension} ${name}`)).sort());
    });
  }
}
