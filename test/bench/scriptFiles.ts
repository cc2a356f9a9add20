/** JavaScript and TypeScript as people write them for Lambda: handlers and what they import. */
import { capital, type Dice, dice, NOUNS, VERBS } from "./dice.ts";

export type Flavour = "js" | "ts";

interface Context {
  readonly noun: string;
  readonly chance: Dice;
  /** Text that only TypeScript has. */
  typed(text: string): string;
}

type Part = (name: string, context: Context) => string;

const functions: Part[] = [
  (
    name,
    { noun, typed },
  ) => `export const ${name} = async (${noun}Id${typed(": string")}, limit = 25)${typed(`: Promise<${capital(noun)}[]>`)} => {
  const items${typed(`: ${capital(noun)}[]`)} = [];
  let start${typed(": Record<string, unknown> | undefined")};
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: process.env.TABLE,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": \`${noun}#\${${noun}Id}\` },
        ExclusiveStartKey: start,
        Limit: limit,
      }),
    );
    items.push(...(page.Items ?? []).filter((item) => !item.deleted)${typed(` as ${capital(noun)}[]`)});
    start = page.LastEvaluatedKey;
  } while (start && items.length < limit);
  logger.info("read", { count: items.length });
  return items.sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
};
`,
  (name, { noun, typed }) => `export function ${name}(body${typed(`: Partial<${capital(noun)}>`)})${typed(`: ${capital(noun)}`)} {
  const missing = REQUIRED.filter((field) => body[field] === undefined || body[field] === null);
  if (missing.length > 0) {
    throw new Error(\`${noun} lacks \${missing.join(", ")}\`);
  }
  const { lines = [], currency = "eur", ...rest } = body;
  const total = lines.reduce((sum, { price, count = 1 }) => sum + price * count, 0);
  return { ...rest, lines, total: Math.round(total * 100) / 100, currency: currency.toUpperCase() }${typed(` as ${capital(noun)}`)};
}
`,
  (name, { noun, chance, typed }) => `export async function ${name}(${noun}${typed(`: ${capital(noun)}`)}) {
  // the consumers rely on these attribute names
  const client = ${chance.chance(0.3) ? "new SNSClient({ region: process.env.REGION })" : "sns"};
  try {
    const { MessageId } = await client.send(
      new PublishCommand({ TopicArn: process.env.${noun.toUpperCase()}_TOPIC, Message: JSON.stringify(${noun}) }),
    );
    return MessageId;
  } catch (error) {
    logger.error("could not publish", { id: ${noun}?.id, error });
    if (${typed("(")}error${typed(" as Error)")}?.name !== "Throttling") throw error;
    return undefined;
  }
}
`,
  (name, { noun, chance, typed }) => `export const ${name} = async (id${typed(": string")}) => {
  const pool = ${chance.chance(0.4) ? "new Pool({ host: process.env.DB_HOST, max: 1 })" : "await getPool()"};
  const { rows } = await pool.query("SELECT id, state, total FROM ${noun}s WHERE id = $1", [id]);
  const [row] = rows;
  if (!row) return null;
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value ?? null]));
};
`,
  (name, { noun, typed }) => `class ${capital(name)} {
  ${typed("private readonly ")}seen = new Map();
  constructor(${typed("private readonly ")}store${typed(": Store")}, clock = Date.now) {
    this.store = store;
    this.clock = clock;
  }
  async ${name}(${noun}${typed(`: ${capital(noun)}`)}, { force = false } = {}) {
    const key = \`\${${noun}.id}:\${${noun}.version ?? 0}\`;
    if (this.seen.has(key) && !force) return this.seen.get(key);
    const saved = await this.store.put({ at: this.clock(), ...${noun} });
    this.seen.set(key, saved);
    return saved;
  }
  get count() {
    return this.seen.size;
  }
}
`,
];

const handlers: Part[] = [
  (name, { noun, typed }) => `export const ${name} = async (event${typed(": SQSEvent")})${typed(": Promise<SQSBatchResponse>")} => {
  const failures = [];
  for (const record of event.Records) {
    try {
      const ${noun} = prepare(JSON.parse(record.body));
      await documents.send(new PutCommand({ TableName: process.env.TABLE, Item: ${noun} }));
      await announce(${noun});
    } catch (error) {
      logger.warn("dropped", { id: record.messageId, error });
      failures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures: failures };
};
`,
  (
    name,
    { noun, chance, typed },
  ) => `export const ${name} = middy(async (event${typed(": APIGatewayProxyEvent")}, context${typed(": Context")}) => {
  ${chance.chance(0.3) ? "lastBody = event.body;\n  " : ""}const body = JSON.parse(event.body ?? "{}");
  switch (body.action) {
    case "create":
      return reply(200, await announce(prepare(body)));
    case "cancel":
      return reply(200, await lookup(event.pathParameters?.id));
    case "refund":
      return reply(202, { id: event.pathParameters?.id, state: "refunding" });
    default:
      console.log("${noun}", context.awsRequestId);
      return reply(400, { message: \`\${body.action} is unknown\` });
  }
}).use(httpErrorHandler());
`,
];

const head = ({ noun, typed }: Context, imports: string): string => `import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Logger } from "@aws-lambda-powertools/logger";
import middy from "@middy/core";
import { Pool } from "pg";
${typed('import type { APIGatewayProxyEvent, Context, SQSBatchResponse, SQSEvent } from "aws-lambda";\n')}${imports}
${typed(`export interface ${capital(noun)} {
  id: string;
  version?: number;
  lines: { price: number; count?: number }[];
  [key: string]: unknown;
}
`)}
const logger = new Logger({ serviceName: "${noun}" });
const sns = new SNSClient({});
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const REQUIRED = ["id", "customer", "lines"]${typed(" as const")};
let lastBody${typed(": string | null")} = null;
let pool${typed(": Pool | undefined")};

const getPool = async () => (pool ??= new Pool({ host: process.env.DB_HOST, max: 1 }));
const reply = (statusCode${typed(": number")}, body${typed(": unknown")}) => ({ statusCode, body: JSON.stringify(body) });
`;

function context(seed: number, flavour: Flavour): Context {
  const chance = dice(seed);
  return { noun: chance.pick(NOUNS), chance, typed: (text) => (flavour === "ts" ? text : "") };
}

/** A module of `count` functions; `imports` are modules beside it, the first of which has what is missing here. */
export function scriptModule(flavour: Flavour, seed: number, count: number, imports: readonly string[] = []): string {
  const own = context(seed, flavour);
  const lines = imports.map((name, index) => {
    return index === 0
      ? `import { prepare, announce, lookup } from "./${name}";\nexport * from "./${name}";\n`
      : `import * as ${name} from "./${name}";\n`;
  });
  const names = imports.length === 0 ? ["prepare", "announce", "lookup"] : [];
  const first = names.map((name, index) => (functions[index + 1] as Part)(name, own));
  const rest = Array.from({ length: count }, (_, index) => {
    return own.chance.pick(functions)(`${own.chance.pick(VERBS)}${capital(own.chance.pick(NOUNS))}${index}`, own);
  });
  return [head(own, lines.join("")), ...first, ...rest].join("\n");
}

/** The same with a handler at its end. */
export function scriptHandler(flavour: Flavour, seed: number, count: number, imports: readonly string[] = []): string {
  const own = context(seed, flavour);
  return `${scriptModule(flavour, seed, count, imports)}\n${own.chance.pick(handlers)("handler", own)}`;
}
