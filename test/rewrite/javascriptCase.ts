/** What the tests of the JavaScript and TypeScript writer share: files in, a fix applied, the result judged by Node and TypeScript. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, posix } from "node:path";
import ts from "typescript";
import { extractModule } from "../../server/src/extract/extract.ts";
import { analyze } from "../../server/src/flow/analyze.ts";
import { dispatchesOf } from "../../server/src/flow/dispatch.ts";
import type { Module } from "../../server/src/model/code.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { createRewriter } from "../../server/src/rewrite/index.ts";
import type { Fix } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import type { Problem, Rule, RuleContext } from "../../server/src/rules/rule.ts";

await initParser();

export type Files = Readonly<Record<string, string>>;

/** What the rule finds in the files, each with its repairs. */
export function problemsOf(rule: Rule, files: Files): Problem[] {
  const modules = Object.entries(files).map(([path, text]) => {
    const module = extractModule(path, text);
    assert.ok(module);
    return module;
  });
  const program = analyze(modules, (from, specifier) =>
    modules.find(
      (module) =>
        specifier.startsWith(".") &&
        module.path.replace(/\.\w+$/, "") === posix.join(posix.dirname(from.path), specifier).replace(/\.\w+$/, ""),
    ),
  );
  return modules.flatMap((module) => {
    const context: RuleContext = Object.assign(Object.create(program) as RuleContext, { rewrite: createRewriter(program, module) });
    const facts = factsOf(rule, module, context);
    return facts.flatMap((fact) => {
      const verdict = rule.check(fact as never, context);
      return verdict === undefined || verdict === "ok" ? [] : ([verdict].flat() as Problem[]);
    });
  });
}

function factsOf(rule: Rule, module: Module, context: RuleContext): readonly unknown[] {
  if (rule.on === "dispatch") return dispatchesOf(module, context);
  if (rule.on === "scope") return module.scopes;
  return module.scopes.flatMap((scope): readonly unknown[] => (rule.on === "call" ? scope.calls : scope.writes));
}

/** The files after the first repair of the rule's `nth` finding; undefined where there is none. */
export function repaired(rule: Rule, files: Files, nth = 0): Files | undefined {
  const problem = problemsOf(rule, files)[nth];
  assert.ok(problem, "the rule finds nothing");
  const fix: Fix | undefined = problem.fixes?.().find((one) => one !== undefined);
  if (fix === undefined) return undefined;
  const result: Record<string, string> = { ...files };
  for (const path of new Set(fix.edits.map((edit) => edit.path))) result[path] = applyEdits(files[path] ?? "", path, fix.edits);
  return result;
}

/** Asserts that there are fewer findings after a repair than before. */
export function assertGone(rule: Rule, before: Files, after: Files): void {
  assert.ok(problemsOf(rule, after).length < problemsOf(rule, before).length, "the finding is still there");
}

/** Asserts that Node reads the JavaScript and TypeScript reads the TypeScript. */
export function assertParses(files: Files): void {
  const directory = mkdtempSync(join(tmpdir(), "lambda-ready-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      if (/\.[mc]?tsx?$/.test(path)) {
        const { diagnostics } = ts.transpileModule(text, {
          reportDiagnostics: true,
          fileName: path,
          compilerOptions: { target: ts.ScriptTarget.ES2022 },
        });
        assert.deepEqual(
          diagnostics?.map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n")),
          [],
          text,
        );
        continue;
      }
      const isModule = /^(import|export)\s/m.test(text);
      const file = join(directory, basename(path).replace(/\.\w+$/, isModule ? ".mjs" : ".cjs"));
      writeFileSync(file, text);
      const node = spawnSync(process.execPath, ["--check", file], { encoding: "utf8" });
      assert.equal(node.status, 0, `${node.stderr}\n${text}`);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}
