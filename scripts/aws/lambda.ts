/** What moto lacks of Lambda: pages, parts of the configuration, limits of the account, provisioned concurrency. */
import { isObject, type JsonObject } from "./check.ts";
import { Configurations } from "./configuration.ts";
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

/** One page of a list that moto gives at once. @param most Items of a page at most. */
function paged(member: string, list: readonly JsonObject[], input: JsonObject, most: number): JsonObject {
  const begin = placeOf(input.Marker, "InvalidParameterValueException");
  const end = begin + Math.min(Number(input.MaxItems ?? most), most);
  return { [member]: list.slice(begin, end), ...(end < list.length && { NextMarker: tokenOf(end) }) };
}

function pagedAsIs(member: string, mend: (item: JsonObject) => JsonObject = (item) => item): Supply {
  return async (input, { forward }) => {
    const list = (await forward())[member];
    return paged(member, Array.isArray(list) ? list.filter(isObject).map(mend) : [], input, pageSize);
  };
}

/** What moto tells beyond AWS, taken away. */
function without(member: string): (item: JsonObject) => JsonObject {
  return (item) => Object.fromEntries(Object.entries(item).filter(([key]) => key !== member));
}

const mapping = without("Tags");

/** As AWS writes what moto writes otherwise. */
function functionUrl(url: JsonObject): JsonObject {
  const { FunctionUrl, FunctionArn, InvokeMode } = url;
  const mended = { FunctionUrl: `${FunctionUrl}/`, FunctionArn: unqualified(FunctionArn), InvokeMode: String(InvokeMode).toUpperCase() };
  return { ...url, ...mended };
}

/** Lambda as far as moto does not keep it; by region and function name. */
export class LambdaSupplies {
  readonly configurations = new Configurations();
  readonly #tagging: Tagging;
  readonly #reserved = new Map<string, number>();
  readonly #provisioned = new Map<string, JsonObject[]>();
  readonly #urls = new Map<string, JsonObject[]>();

  /** @param tagging Hears of the tags of functions. */
  constructor(tagging: Tagging) {
    this.#tagging = tagging;
  }

  readonly supplies: Supplies = new Map<string, Supply>([
    ["lambda:CreateFunction", (input, context) => this.#create(input, context)],
    ["lambda:PublishVersion", (_, context) => this.#publish(context)],
    ["lambda:GetFunctionConfiguration", async (_, { region, forward }) => this.configurations.complete(region, await forward())],
    ["lambda:ListFunctions", (input, context) => this.#listFunctions(input, context)],
    ["lambda:ListVersionsByFunction", (input, context) => this.#listVersions(input, context)],
    ["lambda:ListAliases", pagedAsIs("Aliases")],
    ["lambda:ListEventSourceMappings", pagedAsIs("EventSourceMappings", mapping)],
    ["lambda:CreateEventSourceMapping", async (_, { forward }) => mapping(await forward())],
    ["lambda:CreateFunctionUrlConfig", (input, context) => this.#createUrl(input, context)],
    ["lambda:ListFunctionUrlConfigs", (input, context) => this.#listUrls(input, context)],
    ["lambda:GetAccountSettings", (_, context) => this.#accountSettings(context)],
    ["lambda:PutFunctionConcurrency", (input, context) => this.#reserve(input, context)],
    ["lambda:PutProvisionedConcurrencyConfig", (input, context) => this.#provide(input, context)],
    ["lambda:ListProvisionedConcurrencyConfigs", (input, context) => this.#listProvided(input, context)],
  ]);

  async #create(input: JsonObject, context: SupplyContext): Promise<JsonObject> {
    const created = await context.forward();
    this.#tagging.add(context.region, unqualified(created.FunctionArn), tagsIn(input));
    this.configurations.remember(context.region, String(created.FunctionName), input);
    return this.configurations.complete(context.region, created);
  }

  async #publish(context: SupplyContext): Promise<JsonObject> {
    const published = await context.forward();
    this.configurations.publish(context.region, String(published.FunctionName), String(published.Version));
    return this.configurations.complete(context.region, published);
  }

  async #listFunctions(input: JsonObject, { region, forward }: SupplyContext): Promise<JsonObject> {
    const { Functions } = await forward();
    return paged("Functions", this.configurations.completeAll(region, Functions).sort(byName), input, functionsOfPage);
  }

  async #listVersions(input: JsonObject, { region, forward }: SupplyContext): Promise<JsonObject> {
    const { Versions } = await forward();
    return paged("Versions", this.configurations.completeAll(region, Versions), input, functionsOfPage);
  }

  async #accountSettings({ region, get }: SupplyContext): Promise<JsonObject> {
    const functions = this.configurations.completeAll(region, (await get(`${functionsPath}/`)).Functions);
    const ours = [...this.#reserved].filter(([key]) => key.startsWith(`${region} `));
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

  async #createUrl(input: JsonObject, { region, forward }: SupplyContext): Promise<JsonObject> {
    const { LastModifiedTime: _, ...url } = functionUrl(await forward());
    const key = `${region} ${functionName(input.FunctionName)}`;
    this.#urls.set(key, [...(this.#urls.get(key) ?? []), { ...url, LastModifiedTime: url.CreationTime ?? null }]);
    return url;
  }

  async #listUrls(input: JsonObject, context: SupplyContext): Promise<JsonObject> {
    const { name } = await this.#found(input, context);
    return paged("FunctionUrlConfigs", this.#urls.get(`${context.region} ${name}`) ?? [], input, pageSize);
  }

  /** @throws ResourceNotFoundException as moto says it. */
  async #found(input: JsonObject, context: SupplyContext): Promise<{ name: string; arn: string }> {
    const name = functionName(input.FunctionName);
    const { FunctionArn } = await context.get(`${functionsPath}/${name}/configuration`);
    return { name, arn: unqualified(FunctionArn) };
  }
}
