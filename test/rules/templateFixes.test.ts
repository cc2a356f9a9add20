/** CloudFormation's own judge takes every repair of every page's SAM and CloudFormation templates: it finds nothing that it did not find before. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { ruleFiles, shown } from "../../scripts/paths.ts";
import { rules } from "../../server/src/rules/index.ts";
import { findingsIn, type Texts } from "../memoryProject.ts";
import { complaints, newComplaints } from "../rewrite/cfnLint.ts";
import { type Case, type Page, readPage } from "./page.ts";
import { applyFix } from "./repairs.ts";

interface Repaired {
  readonly where: string;
  readonly before: string;
  readonly after: string;
  readonly isJson: boolean;
}

const isTemplate = (name: string): boolean => /^template\.(?:ya?ml|json)$/.test(name);

test("cfn-lint has nothing new to say of repaired templates", { timeout: 900_000 }, async () => {
  const pages = ruleFiles()
    .filter((file) => existsSync(file.page))
    .map(readPage);
  const repaired = (await Promise.all(pages.flatMap((page) => page.cases.map((each) => repairsOf(page, each))))).flat();
  assert.ok(repaired.length > 0);
  const names = new Map<string, string>();
  for (const { before, after, isJson } of repaired)
    for (const text of [before, after]) if (!names.has(text)) names.set(text, `${names.size}.${isJson ? "json" : "yaml"}`);
  const said = await complaints(new Map([...names].map(([text, name]) => [name, text])));
  const of = (text: string) => said.get(names.get(text) ?? "") ?? [];
  const news = repaired.flatMap(({ where, before, after }) =>
    newComplaints(of(before), of(after)).map(({ rule, message }) => `${where}: ${rule} ${message}\n${after}`),
  );
  assert.deepEqual(news, []);
});

/** Each repair that the page's rule offers for a case, where it changes a template. */
async function repairsOf(page: Page, { files, isInfrastructure, line }: Case): Promise<Repaired[]> {
  if (!isInfrastructure || !Object.keys(files).some(isTemplate)) return [];
  const findings = await findingsIn(
    files,
    rules.filter(({ id }) => id === page.rule.id),
  );
  return findings.flatMap((finding) =>
    finding.fixes().flatMap((fix) => changed(files, applyFix(files, fix), `${shown(page.rule.page)}:${line}`)),
  );
}

function changed(before: Texts, after: Texts, where: string): Repaired[] {
  return Object.entries(after).flatMap(([name, text]) => {
    const old = before[name];
    return isTemplate(name) && old !== undefined && old !== text
      ? [{ where, before: old, after: text, isJson: name.endsWith(".json") }]
      : [];
  });
}
