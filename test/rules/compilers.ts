/** The judgement of the languages' own compilers on many texts at once. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import ts from "typescript";

/** Texts by language, with where they come from; asked in one go because starting a compiler costs more than compiling. */
export class Compilers {
  readonly #texts: { where: string; name: string; text: string }[] = [];

  add(where: string, name: string, text: string): void {
    this.#texts.push({ where, name, text });
  }

  /** What each compiler says of the texts it does not take. */
  complaints(): string[] {
    const by = (pattern: RegExp) => this.#texts.filter(({ name }) => pattern.test(name));
    return [
      ...run("python3", ["-W", "ignore", "-c", PYTHON], by(/\.py$/)),
      ...run(process.execPath, ["--no-warnings", "--experimental-vm-modules", "-e", NODE], by(/\.[mc]?js$/)),
      ...by(/\.[mc]?tsx?$/).flatMap(({ where, name, text }) => typescriptErrors(name, text).map((error) => `${where}: ${error}\n${text}`)),
    ];
  }
}

const PYTHON = `
import json, sys
for case in json.load(sys.stdin):
    try: compile(case["text"].encode("utf-8"), case["name"], "exec")
    except SyntaxError as error: print(case["where"], error, case["text"], sep="\\n", end="\\0")
`;

/** Like \`node --check\`: as a module where it says so, else as CommonJS. */
const NODE = `
const vm = require("node:vm");
const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
for (const { where, text } of cases) {
  const plain = text.replace(/^\\uFEFF/, "");
  const isModule = /^(import|export)\\b/m.test(plain);
  try {
    if (isModule) new vm.SourceTextModule(plain);
    else vm.compileFunction(plain, ["exports", "require", "module", "__filename", "__dirname"]);
  } catch (error) {
    process.stdout.write(where + "\\n" + error + "\\n" + text + "\\0");
  }
}
`;

function run(command: string, args: string[], texts: readonly object[]): string[] {
  const compiler = spawnSync(command, args, { input: JSON.stringify(texts), encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(compiler.status, 0, compiler.stderr || String(compiler.error));
  return compiler.stdout.split("\0").filter((complaint) => complaint !== "");
}

function typescriptErrors(fileName: string, text: string): string[] {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 };
  const { diagnostics = [] } = ts.transpileModule(text, { fileName, reportDiagnostics: true, compilerOptions });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
