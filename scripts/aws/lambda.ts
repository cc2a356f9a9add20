/** What moto lacks of Lambda: pages, limits of the account, provisioned concurrency. */
import { isObject, type JsonObject } from "./check.ts";
import { placeOf, tokenOf } from "./places.ts";
import type { Supplies, Supply, SupplyContext } from "./supply.ts";
import { type Tagging, tagsIn } from "./tagging.ts";

/** The quota of a new account is 1,000 in most regions. */
const accountConcurrency = 1000;
/** Of ListFunctions AWS gives no more a page, whatever is asked for. */
const functionsOfPage = 50;
/** Of the other lists. */
const pageSize = 100;

const functionsPath = "/2015-03-31/functions";

/** `arn:…:function:NAME`, `NAME`, `NAME:QUALIFIER` to `NAME`. */
function functionName(given: unknown): string {
  return String(given)
    .replace(/^.*:function:/, "")
    .replace(/:.*$/, "");
}

function unqualified(arn: unknown): string {
  return String(arn).replace(/:\$LATEST$/, "");
}

/** By name: AWS promises no order, and seeds are sown several at a time. */
function byName(a: JsonObject, b: JsonObject): number {
  return String(a.FunctionName) < String(b.FunctionName) ? -1 : 1;
}

/** Pages through a list that moto gives at once. @param most Items of a page at most. */
function paged(member: string, most: number, order?: (a: JsonObject, b: JsonObject) => number): Supply {
  return async (input, { forward }) => {
    const whole = await forward();
    const list = whole[member];
    if (!Array.isArray(list)) return whole;
    if (order) list.sort(order);
    const begin = placeOf(input.Marker, "InvalidParameterValueException");
    const end = begin + Math.min(Number(input.MaxItems ?? most), most);
    return { ...whole, [member]: list.slice(begin, end), ...(end < list.length && { NextMarker: tokenOf(end) }) };
  };
}

async function listed(context: SupplyContext): Promise<readonly JsonObject[]> {
  const { Functions } = await context.get(`${functionsPath}/`);
  return Array.isArray(Functions) ? Functions.filter(isObject) : [];
}

/** Lambda as far as moto does not keep it; by region and function name. */
export class LambdaSupplies {
  readonly #tagging: Tagging;
  readonly #reserved = new Map<string, number>();
  readonly #provisioned = new Map<string, JsonObject[]>();

  /** @param tagging Hears of the tags of functions. */
  constructor(tagging: Tagging) {
    this.#tagging = tagging;
  }

  readonly supplies: Supplies = new Map<string, Supply>([
    ["lambda:CreateFunction", (input, context) => this.#create(input, context)],
    ["lambda:ListFunctions", paged("Functions", functionsOfPage, byName)],
    ["lambda:ListAliases", paged("Aliases", pageSize)],
    ["lambda:ListVersionsByFunction", paged("Versions", pageSize)],
    ["lambda:ListEventSourceMappings", paged("EventSourceMappings", pageSize)],
    ["lambda:GetAccountSettings", (_, context) => this.#accountSettings(context)],
    ["lambda:PutFunctionConcurrency", (input, context) => this.#reserve(input, context)],
    ["lambda:PutProvisionedConcurrencyConfig", (input, context) => this.#provide(input, context)],
    ["lambda:ListProvisionedConcurrencyConfigs", (input, context) => this.#listProvided(input, context)],
  ]);

  async #create(input: JsonObject, context: SupplyContext): Promise<JsonObject> {
    const created = await context.forward();
    this.#tagging.add(context.region, unqualified(created.FunctionArn), tagsIn(input));
    return created;
  }

  async #accountSettings(context: SupplyContext): Promise<JsonObject> {
    const functions = await listed(context);
    const ours = [...this.#reserved].filter(([key]) => key.startsWith(`${context.region} `));
    const reserved = ours.reduce((sum, [, count]) => sum + count, 0);
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: accountConcurrency,
        UnreservedConcurrentExecutions: accountConcurrency - reserved,
      },
      AccountUsage: {
        TotalCodeSize: functions.reduce((sum, { CodeSize }) => sum + Number(CodeSize), 0),
        FunctionCount: functions.length,
      },
    };
  }

  async #reserve(input: JsonObject, context: SupplyContext): Promise<JsonObject> {
    const result = await context.forward();
    this.#reserved.set(`${context.region} ${functionName(input.FunctionName)}`, Number(input.ReservedConcurrentExecutions));
    return result;
  }

  async #provide(input: JsonObject, context: SupplyContext): Promise<JsonObject> {
    const { name, arn } = await this.#found(input, context);
    const requested = Number(input.ProvisionedConcurrentExecutions);
    const status = {
      RequestedProvisionedConcurrentExecutions: requested,
      AvailableProvisionedConcurrentExecutions: requested,
      AllocatedProvisionedConcurrentExecutions: requested,
      Status: "READY",
      LastModified: new Date().toISOString().replace("Z", "+0000"),
    };
    const key = `${context.region} ${name}`;
    const all = this.#provisioned.get(key) ?? [];
    this.#provisioned.set(key, [...all, { FunctionArn: `${arn}:${input.Qualifier}`, ...status }]);
    return status;
  }

  async #listProvided(input: JsonObject, context: SupplyContext): Promise<JsonObject> {
    const { name } = await this.#found(input, context);
    return { ProvisionedConcurrencyConfigs: this.#provisioned.get(`${context.region} ${name}`) ?? [] };
  }

  /** @throws ResourceNotFoundException as moto says it. */
  async #found(input: JsonObject, context: SupplyContext): Promise<{ name: string; arn: string }> {
    const name = functionName(input.FunctionName);
    const { FunctionArn } = await context.get(`${functionsPath}/${name}/configuration`);
    return { name, arn: unqualified(FunctionArn) };
  }
}
