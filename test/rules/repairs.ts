/** Applies what rules offer, and says what has to hold of every repair. */
import assert from "node:assert/strict";
import { extractModule } from "../../server/src/extract/extract.ts";
import type { Finding } from "../../server/src/findings.ts";
import { parseJson } from "../../server/src/parse/json.ts";
import { parseYaml } from "../../server/src/parse/yaml.ts";
import type { Fix } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { findingsIn, relative, type Texts } from "../memoryProject.ts";

export function applyFix(texts: Texts, fix: Fix): Record<string, string> {
  const result: Record<string, string> = { ...texts };
  for (const path of new Set(fix.edits.map((edit) => edit.path))) {
    const name = relative(path);
    assert.equal(
      fix.edits.some((edit) => edit.path === path && edit.create),
      !(name in texts),
      `${name} is created exactly if it is not there`,
    );
    result[name] = applyEdits(texts[name] ?? "", path, fix.edits);
  }
  return result;
}

/** What holds of a repair: it changes something, breaks nothing, solves what it is for, and nothing else appears. */
export async function checkRepair(
  texts: Texts,
  before: readonly Finding[],
  finding: Finding,
  fix: Fix,
  asked?: readonly Rule[],
): Promise<Record<string, string>> {
  const after = applyFix(texts, fix);
  assert.notDeepEqual(after, texts, "it changes something");
  for (const [name, text] of Object.entries(after))
    assert.equal(brokenParts(name, text), brokenParts(name, texts[name] ?? ""), `${name} parses as before:\n${text}`);
  const findings = await findingsIn(after, asked);
  const left = countByRule(findings);
  const had = countByRule(before);
  const whole = Object.values(after).join("\n");
  const isCreated = (path: string) => fix.edits.some((edit) => edit.create && edit.path === path);
  // The old function goes on until the deployment knows the new ones; what counts is that these are sound.
  if (fix.edits.some((edit) => edit.create))
    assert.ok(!findings.some((each) => isCreated(each.place.file.path)), `new files have no finding:\n${whole}`);
  else assert.ok((left.get(finding.rule.id) ?? 0) < (had.get(finding.rule.id) ?? 0), `the finding is gone:\n${whole}`);
  for (const [id, count] of left) assert.ok(count <= (had.get(id) ?? 0), `no new finding of ${id}:\n${whole}`);
  for (const comment of commentsOf(texts)) assert.ok(whole.includes(comment), `the comment survives: ${comment}\n${whole}`);
  return after;
}

/** The same repair of the same texts with other line ends, or behind a byte order mark, yields the same but for these. */
export async function checkLineEnds(texts: Texts, at: FixAt, expected: Texts): Promise<void> {
  const crlf = await repairedAs(texts, at, (text) => text.replaceAll("\n", "\r\n"));
  for (const [name, text] of Object.entries(crlf)) {
    assert.ok(!/(^|[^\r])\n/.test(text), `${name} has CRLF everywhere:\n${JSON.stringify(text)}`);
    assert.equal(text.replaceAll("\r\n", "\n"), expected[name], `${name} with CRLF`);
  }
  const marked = await repairedAs(texts, at, (text) => `\uFEFF${text}`);
  for (const [name, text] of Object.entries(marked)) {
    assert.equal(text.startsWith("\uFEFF"), name in texts, `${name} keeps its byte order mark`);
    assert.equal(text.replace("\uFEFF", ""), expected[name], `${name} with a byte order mark`);
  }
}

/** Which fix of which finding, of what these rules find. */
export interface FixAt {
  readonly index: number;
  readonly fixIndex: number;
  readonly asked: readonly Rule[] | undefined;
}

async function repairedAs(
  texts: Texts,
  { index, fixIndex, asked }: FixAt,
  change: (text: string) => string,
): Promise<Record<string, string>> {
  const changed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));
  const fix = (await findingsIn(changed, asked))[index]?.fixes()[fixIndex];
  assert.ok(fix, "the repair is offered for other line ends and with a byte order mark too");
  return applyFix(changed, fix);
}

/** Takes the first repair of the first finding that has one until none is left; those that make files are no repairs to take unseen. */
export async function repairAll(texts: Texts, asked?: readonly Rule[]): Promise<Texts> {
  let findings = await findingsIn(texts, asked);
  let current = texts;
  for (let left = findings.length; left >= 0; left--) {
    const offered = findings.flatMap((finding) => finding.fixes().slice(0, 1));
    const fix = offered.find((each) => !each.edits.some((edit) => edit.create));
    if (fix === undefined) return current;
    current = applyFix(current, fix);
    findings = await findingsIn(current, asked);
  }
  return assert.fail(`repairs go on when there should be none left:\n${Object.values(current).join("\n")}`);
}

function brokenParts(name: string, text: string): number {
  if (/\.ya?ml$/.test(name)) return parseYaml(text).broken.length;
  if (/\.json$/.test(name)) return parseJson(text).broken.length;
  return extractModule(name, text)?.broken.length ?? 0;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  return counts;
}

function commentsOf(texts: Texts): string[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const comments = /\.ya?ml$/.test(name) ? parseYaml(text).comments : extractModule(name, text)?.comments;
    return comments?.map(({ start, end }) => text.slice(start, end).trim()) ?? [];
  });
}
