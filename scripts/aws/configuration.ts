/** What moto forgets of a function's configuration, and what a seed says of its past. */
import { isObject, type Json, type JsonObject } from "./check.ts";

/** Members of CreateFunction's input that moto's answers lack. */
const forgotten = ["DeadLetterConfig", "LoggingConfig"] as const;

/** What a seed may say: moto knows only functions of a few bytes that were made just now. */
export interface Past {
  /** ISO 8601. */
  readonly LastModified?: string;
  /** Bytes. */
  readonly CodeSize?: number;
}

export class Configurations {
  /** By region, function name and version. */
  readonly #known = new Map<string, JsonObject>();

  /** Keeps what moto would forget of an input. */
  remember(region: string, name: string, input: JsonObject): void {
    const kept = Object.fromEntries(forgotten.flatMap((member) => (input[member] === undefined ? [] : [[member, input[member]]])));
    this.#add(region, name, "$LATEST", kept);
  }

  /** A version has what the function has now. */
  publish(region: string, name: string, version: string): void {
    this.#add(region, name, version, this.#known.get(`${region} ${name} $LATEST`) ?? {});
  }

  /** @param version Number, or `$LATEST`. */
  age(region: string, name: string, version: string, past: Past): void {
    this.#add(region, name, version, { ...past });
  }

  /** moto's FunctionConfiguration as AWS would have it. */
  complete(region: string, configuration: JsonObject): JsonObject {
    const name = String(configuration.FunctionName);
    const known = this.#known.get(`${region} ${name} ${configuration.Version}`);
    const logging = isObject(known?.LoggingConfig) ? known.LoggingConfig : {};
    const LastModified = String(configuration.LastModified).replace(/(\.\d{3})\d*Z$/, "$1+0000");
    return { ...configuration, LastModified, ...known, LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}`, ...logging } };
  }

  /** All of a list. */
  completeAll(region: string, list: Json | undefined): JsonObject[] {
    return Array.isArray(list) ? list.filter(isObject).map((one) => this.complete(region, one)) : [];
  }

  #add(region: string, name: string, version: string, facts: JsonObject): void {
    const key = `${region} ${name} ${version}`;
    this.#known.set(key, { ...this.#known.get(key), ...facts });
  }
}
