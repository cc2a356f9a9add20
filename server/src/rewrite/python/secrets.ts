/** Repairs of `hardcoded-secret` in Python: the literal becomes a look-up. */
import type { Program } from "../../flow/program.ts";
import type { Module, Scope, StringFact } from "../../model/code.ts";
import { findSecret, type Secret } from "../../secrets/detect.ts";
import { environmentFor, secretIdFor } from "../../secrets/environment.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, freshName, newlineOf, nextLine, withLineEnds } from "../text.ts";
import { ensureImport } from "./imports.ts";

/** `os.environ["NAME"]` for the literal; the default of a look-up goes. */
export function readFromEnvironment(program: Program, module: Module, secret: StringFact): Fix | undefined {
  const found = findSecret(secret, program);
  if (found === undefined) return undefined;
  if (found.lookup !== null) {
    const { removable, variable } = found.lookup;
    if (/\.setdefault\(\s*$/.test(module.text.slice(0, removable.start).replace(/["']\w+["']$/, ""))) return undefined;
    return {
      title: `Remove the default of \`${variable}\``,
      safety: "suggested",
      edits: [edit(module, removable.start, removable.end, "")],
    };
  }
  const quote = quoteIn(module, secret);
  const variable = environmentFor(program, module, secret, found);
  const replacement = replace(module, secret, found, `os.environ[${quote}${variable}${quote}]`);
  if (replacement === undefined) return undefined;
  const environ = environment(module, secret);
  const edits = combineEdits([...environ.edits, { ...replacement, newText: replacement.newText.replaceAll("os.environ", environ.local) }]);
  return edits && { title: `Read \`${variable}\` from the environment`, safety: "suggested", edits };
}

/** `get_secret(os.environ["NAME_SECRET_ID"])` with a helper that asks once per execution environment. */
export function readFromSecretsManager(program: Program, module: Module, secret: StringFact): Fix | undefined {
  const found = findSecret(secret, program);
  if (found === undefined) return undefined;
  const helper = existingHelper(module);
  const name = helper ?? freshName("get_secret", (one) => new RegExp(`\\b${one}\\b`).test(module.text));
  const quote = quoteIn(module, secret);
  const target = found.lookup === null ? secret : { ...secret, ...lookupRange(module, found.lookup.removable) };
  if (target === undefined) return undefined;
  const replacement = replace(module, target, found, `${name}(os.environ[${quote}${secretIdFor(program, module, secret, found)}${quote}])`);
  if (replacement === undefined) return undefined;
  const environ = environment(module, secret);
  const definition = helper === undefined ? insertHelper(module, secret, name) : [];
  const edits =
    definition &&
    combineEdits([
      ...closeUp([...environ.edits, ...definition]),
      { ...replacement, newText: replacement.newText.replaceAll("os.environ", environ.local) },
    ]);
  return edits && { title: `Read \`${found.environment}\` from Secrets Manager`, safety: "suggested", edits };
}

/** Offset of what runs while the file is loaded and so needs its imports above; undefined inside functions. */
function loadedAt(secret: StringFact): number | undefined {
  for (let scope: Scope | null = secret.scope; scope !== null; scope = scope.parent) if (scope.kind === "function") return undefined;
  return secret.start;
}

function environment(module: Module, secret: StringFact): { local: string; edits: readonly Edit[] } {
  const at = loadedAt(secret);
  const request = { readIn: [secret.scope], ...(at === undefined ? {} : { before: at }) };
  const environ = ensureImport(module, { module: "os", name: "environ", ...request });
  if (environ.edits.length === 0) return { local: environ.local, edits: [] };
  const os = ensureImport(module, { module: "os", ...request });
  return { local: `${os.local}.environ`, edits: os.edits };
}

// --- the literal -----------------------------------------------------------------------------------------------------

const LITERAL = /^([A-Za-z]{0,2})("""|'''|"|')([^]*)\2$/;

/** The kind of quote the file uses here; inside of an f-string the other one. */
function quoteIn(module: Module, secret: StringFact): string {
  const [, prefix = "", quote = '"'] = LITERAL.exec(module.text.slice(secret.start, secret.end)) ?? [];
  const own = quote.startsWith("'") ? "'" : '"';
  if (!/f/i.test(prefix)) return own;
  return quote.length === 3 ? (own === "'" ? '"' : "'") : own === "'" ? '"' : "'";
}

/** The edit that puts `expression` in the place of the secret; undefined where the source does not show it plainly. */
function replace(module: Module, secret: StringFact, found: Secret, expression: string): Edit | undefined {
  const source = module.text.slice(secret.start, secret.end);
  const before = module.text.slice(Math.max(0, secret.start - 40), secret.start);
  const after = module.text.slice(secret.end, secret.end + 40);
  if (/\bcase\s+$/.test(before)) return undefined;
  if (found.lookup !== null) return edit(module, secret.start, secret.end, expression);
  const literal = LITERAL.exec(source);
  const isWhole = found.part === null || found.part.whole;
  if (literal === null || (isWhole && secret.text.includes("\u0000"))) return undefined;
  const [, prefix = "", quote = '"', body = ""] = literal;
  if (isJoined(body, quote) || /^\s*[A-Za-z]{0,2}["']/.test(after) || /["']\s*$/.test(before)) {
    return isWhole ? replaceWhole(module, secret, expression, prefix, before, after) : undefined;
  }
  if (found.part !== null && !found.part.whole) return replacePart(module, secret, found.part, { prefix, quote, body, after }, expression);
  return replaceWhole(module, secret, expression, prefix, before, after);
}

/** Adjacent literals are one string to Python. */
function isJoined(body: string, quote: string): boolean {
  return quote.length === 1 && new RegExp(`(?<!\\\\)${quote}`).test(body);
}

function replaceWhole(
  module: Module,
  secret: StringFact,
  expression: string,
  prefix: string,
  before: string,
  after: string,
): Edit | undefined {
  if (/^\s*[A-Za-z]{0,2}["']/.test(after) || /["']\s*$/.test(before)) return undefined;
  return edit(module, secret.start, secret.end, /b/i.test(prefix) ? `${expression}.encode()` : expression);
}

/** Only the secret part goes: inside the braces of an f-string, else by putting strings together. */
function replacePart(
  module: Module,
  secret: StringFact,
  part: { readonly start: number; readonly end: number },
  literal: { readonly prefix: string; readonly quote: string; readonly body: string; readonly after: string },
  expression: string,
): Edit | undefined {
  const { prefix, quote, body, after } = literal;
  const text = secret.text.slice(part.start, part.end);
  const at = body.indexOf(text);
  if (at < 0 || body.indexOf(text, at + 1) >= 0 || /b/i.test(prefix)) return undefined;
  const start = secret.start + prefix.length + quote.length + at;
  if (/f/i.test(prefix)) return edit(module, start, start + text.length, `{${expression}}`);
  if (/^\s*[.%[]/.test(after) || quote.length === 3) return undefined;
  const rest = body.slice(at + text.length);
  const end = rest === "" ? secret.end : start + text.length;
  return edit(module, start, end, rest === "" ? `${quote} + ${expression}` : `${quote} + ${expression} + ${prefix}${quote}`);
}

/** The whole look-up the default belongs to: `os.environ.get("X", "…")`. */
function lookupRange(
  module: Module,
  removable: { readonly start: number; readonly end: number },
): { start: number; end: number } | undefined {
  const before = module.text.slice(Math.max(0, removable.start - 120), removable.start);
  const call = /(?:[A-Za-z_]\w*\.)*(?:environ\.get|getenv)\(\s*["']\w+["']\s*\)?\s*$/.exec(before);
  if (call === null) return undefined;
  const close = /^\s*,?\s*\)/.exec(module.text.slice(removable.end));
  const isOperator = /\)\s*$/.test(before);
  if (!isOperator && close === null) return undefined;
  return { start: removable.start - call[0].length, end: removable.end + (isOperator ? 0 : (close?.[0].length ?? 0)) };
}

/** Two imports of one section that are new at one place stand together: the blank line comes behind the last. */
function closeUp(edits: readonly Edit[]): Edit[] {
  return edits.map((one, index) => {
    const next = edits[index + 1];
    const isFollowed =
      next !== undefined && next.start === one.start && [one, next].every(({ newText }) => /^\S.*(?:\r?\n){2}$/.test(newText));
    return isFollowed ? { ...one, newText: one.newText.replace(/\r?\n$/, "") } : one;
  });
}

// --- the helper ------------------------------------------------------------------------------------------------------

/** A helper that an earlier repair put here. */
function existingHelper(module: Module): string | undefined {
  const helper = module.scopes.find(
    (scope) =>
      scope.kind === "function" &&
      scope.parent === module.root &&
      /^get_secret(?:_\d+)?$/.test(scope.name ?? "") &&
      scope.params.length === 1 &&
      /get_secret_value\(SecretId=secret_id\)\["SecretString"\]/.test(module.text.slice(scope.start, scope.end)),
  );
  return helper?.name ?? undefined;
}

/** Behind the imports at the top, where code that runs while the file is loaded can use it. */
function insertHelper(module: Module, secret: StringFact, name: string): Edit[] | undefined {
  const before = loadedAt(secret) ?? Number.POSITIVE_INFINITY;
  const firstDefinition = Math.min(
    before,
    ...module.root.writes.filter((write) => write.operator !== "import").map((write) => write.statement.start),
    ...module.scopes.filter((scope) => scope.parent === module.root).map((scope) => scope.start),
  );
  const last = module.imports
    .filter((one) => one.scope === module.root && one.region === module.root.body && one.end <= firstDefinition)
    .at(-1);
  if (last === undefined) return undefined;
  const request = { before: nextLine(module.text, last.end) };
  const boto3 = ensureImport(module, { module: "boto3", ...request });
  const cache = ensureImport(module, { module: "functools", name: "lru_cache", ...request });
  const client = freshName("_secrets_manager", (one) => module.text.includes(one));
  const lines = [
    "",
    `${client} = ${boto3.local}.client("secretsmanager")`,
    "",
    "",
    `@${cache.local}(maxsize=None)`,
    `def ${name}(secret_id):`,
    '    """Read a secret once per execution environment."""',
    `    return ${client}.get_secret_value(SecretId=secret_id)["SecretString"]`,
    "",
  ];
  const offset = nextLine(module.text, last.end);
  const blank = /^(?:[ \t]*\r?\n)*/.exec(module.text.slice(offset))?.[0].split("\n").length ?? 1;
  const newText = lines.join("\n") + "\n".repeat(Math.max(0, 3 - blank));
  const opening = offset === module.text.length && !module.text.endsWith("\n") ? "\n" : "";
  return [...cache.edits, ...boto3.edits, edit(module, offset, offset, withLineEnds(opening + newText, newlineOf(module.text)))];
}
