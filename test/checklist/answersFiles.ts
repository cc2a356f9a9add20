/** Answers files of every style, made from a seed. */
import { checklistItems } from "../../server/src/rules/rule.ts";

/** Numbers from 0 up to `below`, the same ones for the same seed. */
export type Random = (below: number) => number;

export function randomFrom(seed: number): Random {
  let state = (seed + 1) * 0x9e3779b1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) ^ (state >>> 13);
    return (state >>> 0) % below;
  };
}

export function pick<One>(random: Random, choices: readonly One[]): One {
  return choices[random(choices.length)] as One;
}

export const NAMES = ["CreateOrder", "b", "a/template.yaml#Twin", "*", "yes", "2026-11-23", "Größe", "with: colon", "12", "it's", "null"];
const WRITTEN: Readonly<Record<string, string>> = { "*": '"*"', yes: "'yes'", "with: colon": '"with: colon"', null: '"null"' };

/** A well-formed file: block and flow style, comments, blank lines, unknown keys, any indentation, line ends and order. */
export function answersFile(random: Random): string {
  const unit = " ".repeat(pick(random, [1, 2, 2, 2, 4, 7]));
  const lines: string[] = [];
  if (random(3) === 0) lines.push("# a header", "");
  if (random(2) === 0) lines.push("version: 1 # the only one");
  if (random(4) === 0) lines.push("other: [1, {a: 2}]");
  if (random(8) > 0) lines.push(...functions(random, unit));
  if (random(4) === 0) lines.push("", "# the end");
  if (random(5) === 0) lines.push("later: |", "  kept", "   as it is");
  const text = lines.join("\n") + (random(4) === 0 ? "" : "\n");
  const ended = random(3) === 0 ? text.replaceAll("\n", "\r\n") : text;
  return (random(5) === 0 ? "\uFEFF" : "") + ended;
}

function functions(random: Random, unit: string): string[] {
  const names = some(random, NAMES, 5);
  if (random(3) === 0) names.sort();
  if (names.length === 0) return [pick(random, ["functions:", "functions: {}", "functions: # none", "functions: ~"])];
  if (random(8) === 0) return [`functions: {${names.map((name) => `${written(name)}: {${flowItems(random)}}`).join(", ")}} # short`];
  const isSpaced = random(3) === 0;
  const lines = ["functions:"];
  for (const name of names) {
    if (isSpaced) lines.push("");
    if (random(4) === 0) lines.push(`${unit}# about ${name.replace("*", "all")}`);
    lines.push(...entry(random, unit, `${unit}${written(name)}:`));
  }
  return lines;
}

function entry(random: Random, unit: string, key: string): string[] {
  if (random(6) === 0) return [`${key} {${flowItems(random)}}`];
  if (random(10) === 0) return [pick(random, [key, `${key} {}`, `${key} # soon`])];
  return [key, ...some(random, [...checklistItems, "not-an-item"], 4).flatMap((item) => itemLines(random, unit, item))];
}

function itemLines(random: Random, unit: string, item: string): string[] {
  const key = `${unit}${unit}${item}:`;
  const inner = unit.repeat(3);
  const above = random(5) === 0 ? [`${unit}${unit}# about ${item}`] : [];
  if (random(3) === 0) return [...above, `${key} ${pick(random, ["met", "not needed", '"met"', "yes", "met # sure", ""])}`];
  if (random(5) === 0) return [...above, `${key} {answer: met, who: Ann${pick(random, ["", ", ticket: 5", ' , note: "x, y"'])}} # flow`];
  const note = pick(random, [
    ["note: short # why"],
    ["note: |", `${unit}two`, `${unit}lines`],
    ["note: >- # folded", `${unit}a`, `${unit}b`],
    ["note: 'it''s'"],
    [],
  ]);
  const fields = [["answer: met"], ["who: Ann Lee # she"], ["date: 2026-01-02"], ["ticket: A-1"], ["# a comment"], note];
  const kept = fields.filter(() => random(4) > 0);
  if (random(4) === 0) kept.reverse();
  const rest = kept.filter(([first]) => !first?.startsWith("#"));
  return rest.length === 0 ? [...above, `${key} met`] : [...above, key, ...kept.flat().map((line) => inner + line)];
}

function flowItems(random: Random): string {
  return some(random, checklistItems, 3)
    .map((item) => `${item}: ${pick(random, ["met", "{answer: not needed}", "{ answer: met, note: 'a, b' }"])}`)
    .join(", ");
}

function written(name: string): string {
  return WRITTEN[name] ?? name;
}

function some<One>(random: Random, choices: readonly One[], most: number): One[] {
  const left = [...choices];
  return Array.from({ length: random(most + 1) }, () => left.splice(random(left.length), 1)[0] as One);
}
