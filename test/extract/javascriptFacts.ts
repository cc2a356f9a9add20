/** Snippets to printed facts, for the tests of the JavaScript and TypeScript extractor. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractJavaScript } from "../../server/src/extract/javascript.ts";
import type { Module } from "../../server/src/model/code.ts";
import { parse } from "../../server/src/parse/parser.ts";
import { printFacts } from "./print.ts";

/** The facts of a snippet; `grammar` is `tsx` unless the snippet needs casts in angle brackets. */
export function read(text: string, grammar: "tsx" | "typescript" = "tsx"): Module {
  const tree = parse(grammar, text, 10_000);
  assert.ok(tree, "parsed within its deadline");
  return extractJavaScript(tree, "/src/app.ts", "typescript");
}

/** What it shows, the code, and the facts of each kind that is named. */
export type Case = readonly [title: string, code: string, facts: Record<string, readonly string[]>];

export function cases(list: readonly Case[], grammar: "tsx" | "typescript" = "tsx"): void {
  for (const [title, code, expected] of list) {
    test(title, () => {
      const facts = printFacts(read(code, grammar));
      const named = Object.fromEntries(Object.keys(expected).map((kind) => [kind, facts[kind]]));
      assert.deepEqual(named, expected);
    });
  }
}
