/**
 * What can be told of a file without parsing it: the imports it seems to have and whether it may hold a handler. Both
 * err on the side of more, for what they name is parsed and then seen properly; a comment that looks like an import
 * costs a look-up.
 */
import { isMinified } from "../extract/extract.ts";

export interface OutlineImport {
  readonly specifier: string;
  readonly level: number;
}

export interface Outline {
  readonly imports: readonly OutlineImport[];
  readonly mayHoldHandler: boolean;
  /** It imports the AWS CDK: functions may be declared in it. */
  readonly usesCdk: boolean;
  /** There is a literal that could be one, under whatever name. */
  readonly mayHoldSecret: boolean;
  /** Minified or bundled: nobody edits it. */
  readonly isGenerated: boolean;
}

export function outlineOf(path: string, text: string): Outline {
  const mayHoldSecret = SECRET.test(text);
  const isPython = path.endsWith(".py");
  const imports = detached(isPython ? pythonImports(text) : scriptImports(text));
  const usesCdk = imports.some(({ specifier }) => CDK.test(specifier));
  if (isPython) return { imports, usesCdk, mayHoldHandler: PYTHON_HANDLER.test(text), mayHoldSecret, isGenerated: false };
  return { imports, usesCdk, mayHoldHandler: mayExportHandler(text), mayHoldSecret, isGenerated: isMinified(text) };
}

const CDK = /^(?:aws-cdk-lib|@aws-cdk)(?:\/|$)|^aws_cdk(?:\.|$)/;

/** A part of a string keeps the whole of it in memory; outlines are kept for every file, and their texts must not be. */
function detached(imports: readonly OutlineImport[]): OutlineImport[] {
  return imports.map(({ specifier, level }) => ({ specifier: Buffer.from(specifier, "utf16le").toString("utf16le"), level }));
}

const PYTHON_FROM =
  /(?:^\uFEFF?|[;:])[ \t]*from[ \t]+(\.*)[ \t]*([^\s.;#(][^\s;#(]*)?[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n;#\\]|\\\r?\n)*)/gm;
const PYTHON_IMPORT = /(?:^\uFEFF?|[;:])[ \t]*import[ \t]+([^\n;#]+)/gm;
const PYTHON_DYNAMIC = /(?:import_module|__import__)\(\s*["']([^"'\s]+)["']/g;

function pythonImports(text: string): OutlineImport[] {
  const found = new Map<string, OutlineImport>();
  const add = (specifier: string, level: number) => found.set(`${level} ${specifier}`, { specifier, level });
  for (const [, dots = "", name = "", names = ""] of text.matchAll(PYTHON_FROM)) {
    add(name, dots.length);
    // Each of the names may be a module of the package.
    for (const each of namesOf(names.replace(/#[^\n]*/g, ""))) add(name ? `${name}.${each}` : each, dots.length);
  }
  for (const [, names = ""] of text.matchAll(PYTHON_IMPORT)) {
    for (const each of namesOf(names)) {
      const parts = each.split(".");
      for (let count = 1; count <= parts.length; count += 1) add(parts.slice(0, count).join("."), 0);
    }
  }
  for (const [, name = ""] of text.matchAll(PYTHON_DYNAMIC)) add(name.replace(/^\.+/, ""), /^\.*/.exec(name)![0].length);
  return [...found.values()];
}

/** `a as b, c.d` to `a`, `c.d`. */
function namesOf(list: string): string[] {
  const names = list.replace(/[()\\]/g, " ").split(",");
  return names.map((name) => name.trim().split(/\s/, 1)[0] ?? "").filter((name) => name !== "" && name !== "*");
}

const SCRIPT_IMPORT = /\b(?:from|import|require)\s*(?:\(\s*(?:\/\*[^*]*\*\/\s*)?)?(?:"([^"\n]+)"|'([^'\n]+)'|`([^`$\n]+)`)/g;

function scriptImports(text: string): OutlineImport[] {
  const found = new Set<string>();
  for (const [, double, single, back] of text.matchAll(SCRIPT_IMPORT)) found.add(double ?? single ?? back ?? "");
  return [...found].map((specifier) => ({ specifier, level: 0 }));
}

/** A name, parameters or a decorator of a handler, as flow/evidence.ts knows them. */
const PYTHON_HANDLER = new RegExp(
  [
    "lambda_?handler|lambda_function|LambdaContext|powertools|datadog_lambda|lumigo|epsagon",
    // Two parameters, of which one is called like an event or a context.
    "^[ \\t]*(?:async[ \\t]+)?def[ \\t]+\\w+[ \\t]*\\(\\s*(?:self\\s*,\\s*)?_*(?:\\w*event\\w*|evt?|e|payload|input|data|records?)_*\\s*[:=,]",
    "^[ \\t]*(?:async[ \\t]+)?def[ \\t]+\\w+[ \\t]*\\([^()]*,\\s*\\w*(?:context|conte?xt|ctx|ctxt|cxt|unused)\\w*\\s*[:=,)]",
    // `handler = wrap(app)`
    "^_*(?:main_?|event_?)?(?:handler|handle|main|run|process|on_event|is_complete)[ \\t]*(?::[^=\\n]*)?=[^=]",
  ].join("|"),
  "im",
);

const EVENT_WORDS =
  /handler|event|\bevt?\b|\be\b|lambda|middy|statusCode|Records|pathParameters|[qQ]ueryStringParameters|requestContext|httpMethod|triggerSource|RequestType|context|\bctx\b|callback/i;

function mayExportHandler(text: string): boolean {
  return /\bexport|\bmodule\b/.test(text) && EVENT_WORDS.test(text);
}

/** A quoted text after a telling name, a long one with a digit, a URL with a password, or a key's own mark. */
const SECRET = new RegExp(
  [
    "(?:pass|pwd|psw|pword|senha|contrasena|kennwort|secret|token|jwt|bearer|auth|cred|key)[^\\n]{0,60}[\"'`][^\"'`\\n]{4,}",
    "[\"'`](?=[^\"'`\\n]*\\d)[\\w\\-+/=.:]{16,}[\"'`]",
    "://[^\\s\"'`/@]*:[^\\s\"'`/@]+@|-----BEGIN |lambda-ready:",
  ].join("|"),
  "i",
);
