/** Repairs of `hardcoded-secret` in JavaScript and TypeScript: the literal becomes a look-up. */
import type { Program } from "../../flow/program.ts";
import type { Module, Scope, StringFact } from "../../model/code.ts";
import { findSecret, type Secret } from "../../secrets/detect.ts";
import { environmentFor, secretIdFor } from "../../secrets/environment.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, freshName, withLineEnds } from "../text.ts";
import { ensureNames, placeBehindImports } from "./imports.ts";
import { styleOf, usesImports } from "./style.ts";

/**
 * `process.env.NAME` for the literal; the default of a look-up goes.
 *
 * TypeScript gets `process.env.NAME!`: the type is then that of the literal it stands for, so the file checks as before under
 * `strict`, and a variable that is not set shows at the first use as it does in JavaScript. A secret that is compared with
 * is left alone: `undefined === undefined` would open the door where the variable is not set.
 */
export function readFromEnvironment(program: Program, module: Module, secret: StringFact): Fix | undefined {
  const found = findSecret(secret, program);
  if (found === undefined || secret.role === "compare") return undefined;
  if (found.lookup !== null) {
    if (found.lookup.form === "argument") return undefined;
    const { removable, variable } = found.lookup;
    const edits = [edit(module, removable.start, removable.end, assertion(module))];
    return { title: `Remove the default of \`${variable}\``, safety: "suggested", edits };
  }
  const variable = environmentFor(program, module, secret, found);
  const replacement = replace(module, secret, found, `process.env.${variable}${assertion(module)}`);
  return replacement && { title: `Read \`${variable}\` from the environment`, safety: "suggested", edits: [replacement] };
}

/** `await getSecret(process.env.NAME_SECRET_ID)` with a helper that asks once per execution environment. */
export function readFromSecretsManager(program: Program, module: Module, secret: StringFact): Fix | undefined {
  const found = findSecret(secret, program);
  if (found === undefined || !mayAwait(module, secret)) return undefined;
  const existing = existingHelper(module);
  const name = existing ?? freshName("getSecret", (one) => isMentioned(module, one), "");
  const target = found.lookup === null ? secret : { ...secret, ...lookupRange(module, secret) };
  const call = `await ${name}(process.env.${secretIdFor(program, module, secret, found)}${assertion(module)})`;
  const replacement = replace(module, target, found, call);
  const helper = existing === undefined ? insertHelper(module, name) : [];
  const edits = replacement && helper && combineEdits([...helper, replacement]);
  return edits && { title: `Read \`${found.environment}\` from Secrets Manager`, safety: "suggested", edits };
}

function assertion(module: Module): string {
  return module.language === "typescript" ? "!" : "";
}

/** Inside of an async function, or at the top of a file that is surely an ES module or awaits there already. */
function mayAwait(module: Module, secret: StringFact): boolean {
  if (secret.role === "default") return false;
  const scope: Scope = secret.scope;
  if (scope.kind === "function") return scope.isAsync && !isInParameters(module, scope, secret);
  if (scope.kind !== "module") return false;
  return /\.m[jt]s$/.test(module.path) || (usesImports(module) && module.root.calls.some((call) => call.isAwaited));
}

/** `await` may not stand in the parameters of an async function. */
function isInParameters(module: Module, scope: Scope, secret: StringFact): boolean {
  return (
    secret.start < scope.body.start ||
    scope.params.some((one) => one.start <= secret.start && secret.end <= one.end) ||
    module.text[scope.start] === "@"
  );
}

// --- the literal -----------------------------------------------------------------------------------------------------

const LITERAL = /^(["'`])([^]*)\1$/;

/** The edit that puts `expression` in the place of the secret; undefined where the source does not show it plainly. */
function replace(module: Module, secret: StringFact, found: Secret, expression: string): Edit | undefined {
  const source = module.text.slice(secret.start, secret.end);
  const before = module.text.slice(Math.max(0, secret.start - 40), secret.start);
  const after = module.text.slice(secret.end, secret.end + 40);
  if (isPropertyName(before, after) || (/[jt]sx$/.test(module.path) && /[\w-]=$/.test(before))) return undefined;
  if (found.lookup !== null) return edit(module, secret.start, secret.end, expression);
  const literal = LITERAL.exec(source);
  if (literal === null) return undefined;
  const [, quote = '"', body = ""] = literal;
  if (found.part !== null && !found.part.whole) return replacePart(module, secret, found.part, quote, body, expression);
  if (secret.text.includes("\u0000")) return undefined;
  const needsBrackets = expression.startsWith("await ") && /^\s*[.[(]/.test(after);
  return edit(module, secret.start, secret.end, needsBrackets ? `(${expression})` : expression);
}

/** `{ "x": 1 }`: an expression would have to be written as a computed key. */
function isPropertyName(before: string, after: string): boolean {
  return /^\s*:/.test(after) && /[{,]\s*$/.test(before);
}

/** Only the secret part goes; a plain string becomes a template. */
function replacePart(
  module: Module,
  secret: StringFact,
  part: { readonly start: number; readonly end: number },
  quote: string,
  body: string,
  expression: string,
): Edit | undefined {
  const text = secret.text.slice(part.start, part.end);
  const at = body.indexOf(text);
  if (at < 0 || body.indexOf(text, at + 1) >= 0) return undefined;
  const start = secret.start + 1 + at;
  if (quote === "`") return edit(module, start, start + text.length, `\${${expression}}`);
  if (/[`\\]|\$\{/.test(body)) return undefined;
  const whole = `\`${body.slice(0, at)}\${${expression}}${body.slice(at + text.length)}\``;
  return edit(module, secret.start, secret.end, whole);
}

/** The look-up together with its default: `process.env.X || "…"`. */
function lookupRange(module: Module, secret: StringFact): { start: number; end: number } {
  const before = module.text.slice(Math.max(0, secret.start - 160), secret.start);
  const look = /process\.env(?:\.\w+|\[[^\]]*\])\s*(?:\|\||\?\?)\s*$/.exec(before);
  return { start: secret.start - (look?.[0].length ?? 0), end: secret.end };
}

// --- the helper ------------------------------------------------------------------------------------------------------

/** A helper that an earlier repair put here. */
function existingHelper(module: Module): string | undefined {
  const helper = module.scopes.find(
    (scope) =>
      scope.kind === "function" &&
      scope.parent === module.root &&
      /^getSecret\d*$/.test(scope.name ?? "") &&
      scope.isAsync &&
      /new GetSecretValueCommand\(\{ SecretId: secretId \}\)/.test(module.text.slice(scope.start, scope.end)),
  );
  return helper?.name ?? undefined;
}

function isMentioned(module: Module, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(module.text);
}

/** The client, the cache and the function that fills it, behind the imports. */
function insertHelper(module: Module, name: string): Edit[] | undefined {
  const imports = ensureNames(module, "@aws-sdk/client-secrets-manager", ["GetSecretValueCommand", "SecretsManagerClient"]);
  if (imports === undefined) return undefined;
  const { indent, semicolon, newline, quote } = styleOf(module);
  const isTyped = module.language === "typescript";
  const client = freshName("secretsManager", (one) => isMentioned(module, one), "");
  const cache = freshName("secretValues", (one) => isMentioned(module, one), "");
  const lines = [
    "",
    `const ${client} = new SecretsManagerClient({})${semicolon}`,
    `const ${cache} = new Map${isTyped ? "<string, string>" : ""}()${semicolon}`,
    "",
    "/** Reads a secret once per execution environment. */",
    `async function ${name}(secretId${isTyped ? ": string" : ""})${isTyped ? ": Promise<string>" : ""} {`,
    `${indent}const known = ${cache}.get(secretId)${semicolon}`,
    `${indent}if (known !== undefined) return known${semicolon}`,
    `${indent}const { SecretString } = await ${client}.send(new GetSecretValueCommand({ SecretId: secretId }))${semicolon}`,
    `${indent}if (SecretString === undefined) throw new Error(${quote}The secret holds no text${quote})${semicolon}`,
    `${indent}${cache}.set(secretId, SecretString)${semicolon}`,
    `${indent}return SecretString${semicolon}`,
    "}",
  ];
  const place = placeBehindImports(module);
  const isOpen = place.needsNewline && imports.length === 0;
  const follows = module.text.slice(place.offset);
  const gap = follows === "" || /^[ \t]*\r?\n/.test(follows) ? "" : "\n";
  const newText = withLineEnds(`${isOpen ? "\n" : ""}${lines.join("\n")}\n${gap}`, newline);
  return [...imports, edit(module, place.offset, place.offset, newText)];
}
