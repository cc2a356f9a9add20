/** What `--help` prints. */
import type { CommandName } from "./arguments.ts";

const GENERAL = `Finds what hurts AWS Lambda functions in production: Python, JavaScript and TypeScript, and the templates that deploy them.

Usage: lambda-ready <command> [options]

Commands:
  check [PATH…]      Check files and directories (the working directory unless told otherwise)
  checklist [PATH…]  Show how ready for production each function is, item by item
  functions [PATH…]  List the functions, each with its template, its code and what triggers it
  rules              List the rules
  explain RULE       Show what a rule is about
  lsp --stdio        Run the language server

Options:
  -h, --help         Show this, or what a command takes: lambda-ready check --help
  -v, --version      Show the version
`;

const CHECK = `Usage: lambda-ready check [PATH…] [options]

The working directory is the project that is read for context; the paths only limit what is reported. What git ignores,
installed packages and build output are left out unless named.

Options:
  -f, --format F     text (default), json, sarif, github, markdown
      --fix          Apply the safe fixes
      --fail-on S    Exit with 1 for findings of this severity and above: error, warning (default), info, never
  -c, --config F     Use this configuration file instead of the nearest .lambda-ready.yaml
  -h, --help         Show this

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or a path that cannot be read
`;

const CHECKLIST = `Usage: lambda-ready checklist [PATH…] [options]

Shows the 19 items of the readiness checklist for each function: what fails, what is met, and what a person has to say. The
working directory is the project that is read for context; the paths only limit what is reported. What people answered is read
from .lambda-ready/checklist.yaml.

Options:
      --function N   Only this function: its name, or template#name; may be given several times
  -f, --format F     text (default), json, markdown (for a pull request), html
      --fail-under P Exit with 1 when less than P percent of what applies is met in any reported function
  -c, --config F     Use this configuration file instead of the nearest .lambda-ready.yaml
  -h, --help         Show this

Exit status: 0, 1 when a function is below --fail-under, 2 wrong usage, a path that cannot be read, or, with --fail-under,
answers or a template that cannot be read
`;

const FUNCTIONS = `Usage: lambda-ready functions [PATH…] [options]

Lists the functions of SAM, CloudFormation, Serverless Framework, Terraform and CDK, and handlers in code that no template
names. The working directory is the project that is read; the paths only limit what is listed.

Options:
  -f, --format F     text (default), json
  -h, --help         Show this

Exit status: 0, or 2 for wrong usage or a path that cannot be read
`;

const RULES = `Usage: lambda-ready rules [options]

Options:
  -f, --format F     text (default), json
  -h, --help         Show this
`;

const EXPLAIN = `Usage: lambda-ready explain RULE

Shows the rule's page: what it flags, why, what to do, and when not to use it. \`lambda-ready rules\` lists the rules.
`;

const LSP = `Usage: lambda-ready lsp --stdio

Runs the language server on standard input and output.
`;

const BY_COMMAND: Readonly<Record<CommandName, string>> = {
  check: CHECK,
  checklist: CHECKLIST,
  functions: FUNCTIONS,
  rules: RULES,
  explain: EXPLAIN,
  lsp: LSP,
};

export function helpText(about: CommandName | undefined): string {
  return about === undefined ? GENERAL : BY_COMMAND[about];
}
