/** Function URLs: what browsers of other origins may do is called otherwise in CloudFormation. */
import type { Expression, MapEntry } from "../../model/infrastructure.ts";
import { literal } from "../stack.ts";
import type { Reading } from "./build.ts";
import type { ConstructThing, Struct } from "./things.ts";

const CORS = new Map([
  ["allowedOrigins", "AllowOrigins"],
  ["allowedMethods", "AllowMethods"],
  ["allowedHeaders", "AllowHeaders"],
  ["exposedHeaders", "ExposeHeaders"],
  ["allowCredentials", "AllowCredentials"],
  ["maxAge", "MaxAge"],
]);

export function readUrl({ expressions }: Reading, { resource, home }: Pick<ConstructThing, "resource" | "home">, struct: Struct): void {
  const given = struct.entries.get("cors");
  const cors = given && expressions.struct(given.bound);
  if (given === undefined || cors === undefined) return;
  const entries = new Map<string, MapEntry>();
  for (const [name, { key, bound }] of cors.entries) {
    const value = expressions.of(bound, home.stack);
    entries.set(CORS.get(name) ?? name, { key, value: name === "allowedMethods" ? allMethods(value) : value });
  }
  resource.properties.entries.set("Cors", { key: given.key, value: { kind: "map", entries, isOpen: cors.isOpen, place: cors.place } });
}

/** `HttpMethod.ALL` is `*`. */
function allMethods(value: Expression): Expression {
  if (value.kind === "list") return { ...value, items: value.items.map(allMethods) };
  return value.kind === "literal" && value.value === "ALL"
    ? { ...literal(value.place, "*"), ...(value.isAssumed && { isAssumed: true }) }
    : value;
}
