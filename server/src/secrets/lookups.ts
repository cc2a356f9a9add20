/** Literals that stand in for an environment variable: `os.environ.get("X", "…")`, `process.env.X || "…"`. */
import type { Range, StringFact } from "../model/code.ts";

export interface EnvironmentDefault {
  /** The variable that is looked up. */
  readonly variable: string;
  /** The text of the default with the comma or operator before it: what to take out. */
  readonly removable: Range;
  readonly form: "argument" | "operator";
}

const ARGUMENT =
  /(?:environ\.(?:get|setdefault|pop)|getenv|env(?:iron)?(?:\.str)?)\(\s*["']([A-Za-z_]\w*)["'](\s*,\s*(?:default\s*=\s*)?)$/;
const OPERATOR =
  /(?:process\.env(?:\.([A-Za-z_]\w*)|\[\s*["']([A-Za-z_]\w*)["']\s*\])|(?:environ\.get|getenv)\(\s*["']([A-Za-z_]\w*)["']\s*\))(\s*(?:\|\||\?\?|\bor\b)\s*)$/;
/** Long enough for any name and its look-up; the text before a literal is not searched further back. */
const WINDOW = 160;

/** @returns undefined when the literal is no default of a look-up. */
export function environmentDefault(fact: StringFact): EnvironmentDefault | undefined {
  const text = fact.scope.module.text;
  let last = fact.start - 1;
  while (last > 0 && /\s/.test(text[last] ?? "")) last--;
  if (!/[,|?=r]/.test(text[last] ?? "")) return undefined;
  const before = text.slice(Math.max(0, fact.start - WINDOW), fact.start);
  const argument = ARGUMENT.exec(before);
  if (argument?.[1] !== undefined) {
    return { variable: argument[1], removable: { start: fact.start - (argument[2] ?? "").length, end: fact.end }, form: "argument" };
  }
  const operator = OPERATOR.exec(before);
  const variable = operator?.[1] ?? operator?.[2] ?? operator?.[3];
  if (operator === null || variable === undefined) return undefined;
  return { variable, removable: { start: fact.start - (operator[4] ?? "").length, end: fact.end }, form: "operator" };
}

/** Functions that are given a name, a pattern or a key rather than a secret. */
const ASKS = new RegExp(
  [
    String.raw`^(?:get|fetch|read|load|retrieve|find|describe|resolve|lookup)`,
    String.raw`^(?:create|delete|has|is|validate|check|require|parse)`,
    String.raw`^(?:test|match|include|split|replace|index|pop|setdefault)`,
  ].join("|"),
  "i",
);

/** The literal is the name in a look-up and never a secret: `os.environ["X"]`, `getSecret("x")`, `SecretId: "x"`. */
export function isLookupName(fact: StringFact): boolean {
  if (fact.name !== null && /^(?:secret_?(?:id|name|arn)|parameter_?name|key_?id|environ|env|getenv)$/i.test(fact.name)) return true;
  return fact.role === "argument" && fact.name !== null && ASKS.test(fact.name);
}
