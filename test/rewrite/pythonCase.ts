/** What the tests of the Python writer share: files in, a fix applied, the result checked by Python itself. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { extractPython } from "../../server/src/extract/python.ts";
import { analyze } from "../../server/src/flow/analyze.ts";
import type { Program } from "../../server/src/flow/program.ts";
import type { Call, Module } from "../../server/src/model/code.ts";
import { initParser, parse } from "../../server/src/parse/parser.ts";
import { createPythonRewriter } from "../../server/src/rewrite/python/index.ts";
import type { Fix, Rewriter } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";

await initParser();

export type Files = Readonly<Record<string, string>>;

/** The program of these files; imports are found by the last part of their name. */
export function programOf(files: Files): Program {
  const modules = Object.entries(files).map(([path, text]) => moduleOf(path, text));
  return analyze(modules, (_from, specifier) => modules.find((module) => module.path === `${specifier.replaceAll(".", "/")}.py`));
}

function moduleOf(path: string, text: string): Module {
  const tree = parse("python", text, 60_000);
  assert.ok(tree);
  return extractPython(tree, path);
}

/** Every call of the program with that role, in order. */
export function callsOf(program: Program, role: string): Call[] {
  const calls = program.modules.flatMap((module) => module.scopes.flatMap((scope) => scope.calls));
  return calls.filter((call) => program.entry(call)?.role === role).sort((a, b) => a.start - b.start);
}

/** The files after the fix that `ask` gets from the rewriter; undefined where there is none. */
export function repaired(files: Files, ask: (program: Program, rewriter: Rewriter, module: Module) => Fix | undefined): Files | undefined {
  const program = programOf(files);
  const module = program.modules[0] as Module;
  const fix = ask(program, createPythonRewriter(program, module), module);
  if (fix === undefined) return undefined;
  const result: Record<string, string> = { ...files };
  for (const path of new Set(fix.edits.map((edit) => edit.path))) result[path] = applyEdits(files[path] ?? "", path, fix.edits);
  return result;
}

/** Asserts that Python compiles each of the texts; one process for all. */
export function assertCompiles(texts: readonly string[]): void {
  const script = [
    "import json, sys",
    "for text in json.load(sys.stdin):",
    "    try: compile(text.encode('utf-8'), 'case.py', 'exec')",
    "    except SyntaxError as error: print(error, text, sep='\\n')",
  ].join("\n");
  const python = spawnSync("python3", ["-W", "ignore", "-c", script], { input: JSON.stringify(texts), encoding: "utf8" });
  assert.equal(python.status, 0, python.stderr);
  assert.equal(python.stdout, "");
}
