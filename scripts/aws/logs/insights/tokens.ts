/** The words of a Logs Insights query. */
import { AwsError } from "../../error.ts";

export interface Token {
  readonly kind: "name" | "string" | "number" | "regex" | "sign";
  readonly text: string;
}

export function malformed(at: string): AwsError {
  return new AwsError("MalformedQueryException", `unexpected symbol found ${at || "at the end"}`);
}

const regex = /\/((?:\\.|[^/\\\n])+)\//y;
const others: readonly (readonly [Token["kind"], RegExp])[] = [
  ["string", /"([^"]*)"|'([^']*)'/y],
  ["number", /(\d+(?:\.\d+)?)/y],
  ["name", /([@A-Za-z_][\w.@]*)|`([^`]+)`/y],
  ["sign", /(=~|!=|<=|>=|[=<>+\-*/(),|])/y],
];

/** A slash begins a regular expression after these, and anywhere in `parse`; elsewhere it divides. */
function isRegexHere(read: readonly Token[]): boolean {
  if (/^(like|=~)$/.test(read.at(-1)?.text ?? "")) return true;
  const command = read[read.findLastIndex(({ kind, text }) => kind === "sign" && text === "|") + 1];
  return command?.text === "parse";
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  const space = /(?:\s|#.*)*/y;
  for (let at = 0; ; ) {
    space.lastIndex = at;
    at += space.exec(query)?.[0].length ?? 0;
    if (at >= query.length) return tokens;
    const candidates = isRegexHere(tokens) ? [["regex", regex] as const, ...others] : others;
    const found = candidates.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at;
      const match = pattern.exec(query);
      return match ? [{ kind, text: match[1] ?? match[2] ?? "", length: match[0].length }] : [];
    })[0];
    if (!found) throw malformed(query.slice(at, at + 20));
    tokens.push({ kind: found.kind, text: found.text });
    at += found.length;
  }
}

/** Words in their order, read one by one. */
export class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(query: string) {
    this.#tokens = tokenize(query);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  next(): Token {
    const token = this.#tokens[this.#at++];
    if (!token) throw malformed("");
    return token;
  }

  /** Takes the next word if it is one of these, in any case. */
  take(...texts: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (!token || token.kind === "string" || token.kind === "regex" || !texts.includes(token.text.toLowerCase())) return undefined;
    this.#at++;
    return token.text.toLowerCase();
  }

  expect(text: string): void {
    if (!this.take(text)) throw malformed(this.#tokens[this.#at]?.text ?? "");
  }
}
