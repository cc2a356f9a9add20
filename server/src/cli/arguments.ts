/** The command's arguments, and what is said when they are wrong. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { closest } from "../closest.ts";

/** Wrong usage; the message is for a person. */
export class UsageError extends Error {}

export const FORMATS = ["text", "json", "sarif", "github", "markdown"] as const;
export const FAIL_ON = ["error", "warning", "info", "never"] as const;
export const CHECKLIST_FORMATS = ["text", "json", "markdown", "html"] as const;
export const COMMANDS = ["check", "checklist", "functions", "rules", "explain", "lsp"] as const;

export type Format = (typeof FORMATS)[number];
export type ChecklistFormat = (typeof CHECKLIST_FORMATS)[number];
export type FailOn = (typeof FAIL_ON)[number];
export type CommandName = (typeof COMMANDS)[number];

export type Command =
  | {
      readonly name: "check";
      readonly paths: readonly string[];
      readonly format: Format;
      readonly fix: boolean;
      readonly failOn: FailOn;
      readonly config: string | undefined;
    }
  | {
      readonly name: "checklist";
      readonly paths: readonly string[];
      /** Names of functions, or `template#name`; none for all of them. */
      readonly functions: readonly string[];
      readonly format: ChecklistFormat;
      /** Percent. */
      readonly failUnder: number | undefined;
      readonly config: string | undefined;
    }
  | { readonly name: "functions"; readonly paths: readonly string[]; readonly format: "text" | "json" }
  | { readonly name: "rules"; readonly format: "text" | "json" }
  | { readonly name: "explain"; readonly rule: string }
  | { readonly name: "lsp" }
  | { readonly name: "help"; readonly about: CommandName | undefined }
  | { readonly name: "version" };

type Options = NonNullable<ParseArgsConfig["options"]>;
type Value = string | boolean | readonly (string | boolean)[] | undefined;
type Values = Readonly<Record<string, Value>>;

const HELP: Options = { help: { type: "boolean", short: "h" } };
const CHECK = {
  format: { type: "string", short: "f" },
  fix: { type: "boolean" },
  "fail-on": { type: "string" },
  config: { type: "string", short: "c" },
} as const satisfies Options;

const CHECKLIST = {
  function: { type: "string", multiple: true },
  format: { type: "string", short: "f" },
  "fail-under": { type: "string" },
  config: { type: "string", short: "c" },
} as const satisfies Options;

/** @param args what follows the command's own name. Throws `UsageError`. */
export function parseCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first === undefined || first === "--help" || first === "-h") return { name: "help", about: undefined };
  if (first === "--version" || first === "-v" || first === "-V") return { name: "version" };
  if (first === "help") return { name: "help", about: rest[0] === undefined ? undefined : commandName(rest[0]) };
  if (first.startsWith("-")) throw new UsageError(`Unknown option \`${first}\`; a command comes first, as in \`lambda-ready check\`.`);
  const name = commandName(first);
  if (rest.some((arg, index) => (arg === "--help" || arg === "-h") && !rest.slice(0, index).includes("--")))
    return { name: "help", about: name };
  switch (name) {
    case "check":
      return parseCheck(rest);
    case "checklist":
      return parseChecklist(rest);
    case "functions":
      return parseFunctions(rest);
    case "rules":
      return parseRules(rest);
    case "explain":
      return parseExplain(rest);
    case "lsp":
      parse(name, rest, { stdio: { type: "boolean" } }, 0);
      return { name };
  }
}

function parseCheck(args: readonly string[]): Command {
  const { values, positionals } = parse("check", args, CHECK, Number.POSITIVE_INFINITY);
  return {
    name: "check",
    paths: positionals,
    format: oneOf("--format", values.format, FORMATS, "text"),
    fix: values.fix === true,
    failOn: oneOf("--fail-on", values["fail-on"], FAIL_ON, "warning"),
    config: textOf(values.config),
  };
}

function parseChecklist(args: readonly string[]): Command {
  const { values, positionals } = parse("checklist", args, CHECKLIST, Number.POSITIVE_INFINITY);
  return {
    name: "checklist",
    paths: positionals,
    functions: Array.isArray(values.function) ? values.function.map(String) : [],
    format: oneOf("--format", values.format, CHECKLIST_FORMATS, "text"),
    failUnder: percent("--fail-under", textOf(values["fail-under"])),
    config: textOf(values.config),
  };
}

function parseFunctions(args: readonly string[]): Command {
  const { values, positionals } = parse("functions", args, { format: { type: "string", short: "f" } }, Number.POSITIVE_INFINITY);
  return { name: "functions", paths: positionals, format: oneOf("--format", values.format, ["text", "json"] as const, "text") };
}

function parseRules(args: readonly string[]): Command {
  const { values } = parse("rules", args, { format: { type: "string", short: "f" } }, 0);
  return { name: "rules", format: oneOf("--format", values.format, ["text", "json"] as const, "text") };
}

function parseExplain(args: readonly string[]): Command {
  const { positionals } = parse("explain", args, {}, 1);
  const rule = positionals[0];
  if (rule === undefined) throw new UsageError("`explain` needs the id of a rule; `lambda-ready rules` lists them.");
  return { name: "explain", rule };
}

function parse(name: CommandName, args: readonly string[], options: Options, most: number) {
  try {
    const parsed = parseArgs({ args: [...args], options: { ...options, ...HELP }, allowPositionals: true, strict: true });
    const extra = parsed.positionals[most];
    if (extra !== undefined) throw new UsageError(`\`${name}\` takes no argument \`${extra}\`.`);
    return { values: parsed.values as Values, positionals: parsed.positionals };
  } catch (error) {
    throw error instanceof UsageError ? error : usageError(name, error, Object.keys(options));
  }
}

/** The parser's own words are about its configuration; ours are about what was typed. */
function usageError(name: CommandName, error: unknown, options: readonly string[]): UsageError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : "";
  const option = /'-{1,2}([\w-]+)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    return new UsageError(
      `Unknown option \`${/'(-{1,2}[^']+)'/.exec(message)?.[1] ?? option}\` of \`${name}\`.${suggestion(option, options, "--")}`,
    );
  }
  if (/argument missing|ambiguous/i.test(message)) return new UsageError(`\`--${longName(message, option)}\` needs a value.`);
  if (/does not take an argument/.test(message)) return new UsageError(`\`--${longName(message, option)}\` takes no value.`);
  return new UsageError(message);
}

function longName(message: string, fallback: string): string {
  return /--([\w-]+)/.exec(message)?.[1] ?? fallback;
}

function commandName(text: string): CommandName {
  const found = COMMANDS.find((each) => each === text);
  if (found) return found;
  throw new UsageError(
    `Unknown command \`${text}\`.${suggestion(text, COMMANDS) || ` The commands are ${COMMANDS.map((each) => `\`${each}\``).join(", ")}.`}`,
  );
}

function textOf(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function percent(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d+(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : Number.NaN;
  if (number >= 0 && number <= 100) return number;
  throw new UsageError(`\`${option}\` is a number of percent from 0 to 100, not \`${value}\`.`);
}

function oneOf<T extends string>(option: string, value: Value, choices: readonly T[], fallback: T): T {
  if (value === undefined) return fallback;
  const found = choices.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UsageError(`\`${option}\` is one of ${choices.join(", ")}, not \`${value}\`.${suggestion(String(value), choices)}`);
}

/** ` Did you mean …?`, or nothing when nothing is close. What all choices begin with says nothing of how close they are. */
export function suggestion(text: string, choices: readonly string[], prefix = ""): string {
  const found = closest(text, choices);
  return found === undefined ? "" : ` Did you mean \`${prefix}${found}\`?`;
}
