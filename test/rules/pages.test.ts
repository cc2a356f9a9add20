/** Every rule's page is true: what it says is flagged is, what it says is accepted is, and its repair yields what it shows. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { ruleFiles, shown } from "../../scripts/paths.ts";
import type { Finding } from "../../server/src/findings.ts";
import { rules } from "../../server/src/rules/index.ts";
import { everyDialect, type Rule, type RuleLanguage } from "../../server/src/rules/rule.ts";
import { findingsIn, lineOf, relative } from "../memoryProject.ts";
import { Compilers } from "./compilers.ts";
import { foundIn, isDeployed } from "./deployedCase.ts";
import { type Case, type Page, readPage, SECTIONS } from "./page.ts";
import { applyFix, checkLineEnds, checkRepair, repairAll } from "./repairs.ts";

const pages = ruleFiles()
  .filter((file) => existsSync(file.page))
  .map(readPage);
const compilers = new Compilers();

test("every rule has a page", () => {
  assert.deepEqual(
    rules.map((rule) => rule.id),
    pages.map((page) => page.rule.id),
  );
});

for (const page of pages) {
  const rule = rules.find((each) => each.id === page.rule.id);
  const name = shown(page.rule.page);

  test(`${name} has a title, all sections in order, and blocks of every language`, () => {
    assert.ok(rule);
    assert.equal(page.title, rule.title);
    assert.deepEqual(page.sections, SECTIONS);
    for (const section of ["What it flags", "Why", "When not to use it", "Sources"])
      assert.ok(page.prose.get(section), `${section} says something`);
    const flagged = new Set(casesIn(page, "Flags").flatMap((each) => each.languages));
    for (const language of rule.languages) assert.ok(flagged.has(language), `Flags has a block for ${language}`);
    const accepted = new Set(casesIn(page, "Accepts").flatMap((each) => each.languages));
    // Dialects differ in how they are read, not in what the rule says of them: what one of them accepts all do.
    const isRead = (language: RuleLanguage) =>
      accepted.has(language) || ((everyDialect as readonly string[]).includes(language) && accepted.size > 0);
    for (const language of rule.languages) assert.ok(isRead(language), `Accepts has a block for ${language}`);
    assert.ok(
      casesIn(page, "Flags").every((each) => each.expected.length > 0),
      "each block of Flags has a mark",
    );
  });

  for (const each of page.cases.filter(isDeployed)) {
    test(`${name}:${each.line} (${each.section}, deployed)`, () => {
      assert.deepEqual(foundIn(each, rules), each.expected.map((mark) => mark.split(" ")[1]).sort());
    });
  }

  for (const each of page.cases.filter((one) => !isDeployed(one))) {
    test(`${name}:${each.line} (${each.section}, ${each.languages.join(" and ")})`, async () => {
      for (const [file, text] of Object.entries(each.files)) compilers.add(`${name}:${each.line}`, file, text);
      const findings = await findingsIn(each.files, askedAbout(each, page));
      assert.deepEqual([...new Set(findings.map((finding) => described(finding, each)))].sort(), each.expected);
      await checkRepairs(findings, each, askedAbout(each, page), `${name}:${each.line} repaired`);
    });
  }

  for (const after of casesIn(page, "After the fix")) {
    test(`${name}:${after.line}: the repair yields it`, async () => {
      const flagged = casesIn(page, "Flags");
      // Of code with its template only what the repair changes is shown.
      const before =
        flagged.find((each) => String(each.languages) === String(after.languages)) ??
        flagged.find((each) => after.languages.every((language) => each.languages.includes(language)));
      assert.ok(before, "there is something to repair");
      const fix = (await findingsIn(before.files, askedAbout(before, page)))
        .find((finding) => finding.rule.id === page.rule.id)
        ?.fixes()[0];
      assert.ok(fix, "a repair is offered");
      const repaired = Object.entries(applyFix(before.files, fix)).filter(([file, text]) => text !== before.files[file]);
      assert.deepEqual(trimmed(Object.fromEntries(repaired)), trimmed(after.files));
    });
  }
}

test("the compilers take every block and every repaired one", () => {
  assert.deepEqual(compilers.complaints(), []);
});

function casesIn(page: Page, section: string): Case[] {
  return page.cases.filter((each) => each.section === section);
}

function described(finding: Finding, { files }: Case): string {
  const file = relative(finding.place.file.path);
  return `${file}:${lineOf(files[file] ?? "", finding.place.start)} ${finding.rule.id}`;
}

/** Of code every rule is asked; of a template the page's own and those that are marked, for an example is not a whole deployment. */
function askedAbout(each: Case, page: Page): readonly Rule[] | undefined {
  if (!each.isInfrastructure) return undefined;
  const named = new Set([page.rule.id, ...each.expected.map((mark) => mark.split(" ")[1])]);
  return rules.filter((rule) => named.has(rule.id));
}

async function checkRepairs(
  findings: readonly Finding[],
  { files }: Case,
  asked: readonly Rule[] | undefined,
  where: string,
): Promise<void> {
  for (const [index, finding] of findings.entries()) {
    for (const [fixIndex, fix] of finding.fixes().entries()) {
      const after = await checkRepair(files, findings, finding, fix, asked);
      for (const [file, text] of Object.entries(after)) compilers.add(`${where}: ${fix.title}`, file, text);
      await checkLineEnds(files, { index, fixIndex, asked }, after);
    }
  }
  for (const [file, text] of Object.entries(await repairAll(files, asked))) compilers.add(`${where}: all`, file, text);
}

function trimmed(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()]));
}
