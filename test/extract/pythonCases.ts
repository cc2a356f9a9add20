/** Runs a table of snippets with the facts they hold. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractPython } from "../../server/src/extract/python.ts";
import type { Module } from "../../server/src/model/code.ts";
import { initParser, parse } from "../../server/src/parse/parser.ts";
import { type Kind, printFacts } from "./pythonFacts.ts";

await initParser();

/** Parses and extracts; the deadline is generous, as the tests' machine may be busy. */
export function extract(source: string): Module {
  const tree = parse("python", source, 60_000);
  assert.ok(tree, "parsed within the deadline");
  return extractPython(tree, "/project/app.py");
}

/** What the case shows, the kinds of facts that are printed (separated by spaces), the code, and the facts as lines. */
export type Case = readonly [title: string, kinds: string, source: string, facts: string];

export function runCases(cases: readonly Case[]): void {
  for (const [title, kinds, source, facts] of cases) {
    test(title, () => {
      assert.deepEqual(
        printFacts(extract(dedent(source)), kinds.split(" ") as Kind[]),
        dedent(facts)
          .split("\n")
          .filter((line) => line !== ""),
      );
    });
  }
}

/** Takes the indentation of the first line off all lines. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n");
  const indent = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join("\n");
}
