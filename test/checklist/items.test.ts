/** The 19 items: all there, in the guide's order, each with evidence that can prove it and a page. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { inRoot } from "../../scripts/paths.ts";
import { items } from "../../server/src/checklist/items/index.ts";
import { rules } from "../../server/src/rules/index.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";

/** The lines of the guide's list, as pages quote them. */
const GUIDE = [
  "Function has one clear responsibility.",
  "Handler is idempotent.",
  "Event source is appropriate for the workload.",
  "Timeout is configured intentionally.",
  "Memory is tested with realistic payloads.",
  "SDK clients are reused when appropriate.",
  "Database connections are managed safely.",
  "Retries and failure handling are understood.",
  "Dead-letter queue or failure destination exists where needed.",
  "Reserved concurrency protects downstream systems when necessary.",
  "IAM permissions follow least privilege.",
  "Secrets are stored in Secrets Manager or Parameter Store.",
  "Logs are structured and useful.",
  "Metrics and alarms exist for errors, throttles, duration, and DLQ depth.",
  "Tracing or correlation IDs exist for distributed flows.",
  "Deployment uses versions, aliases, or safe rollout strategy.",
  "Rollback path is known.",
  "Unit and integration tests cover critical behavior.",
  "Cost alarms or usage monitoring are configured.",
];

const SECTIONS = ["What it asks", "Why", "How it is read", "What to do", "In the guide"];

const fileOf = (id: string, extension: string) => inRoot(`server/src/checklist/items/${id}.${extension}`);

test("all 19 are there, in the guide's order", () => {
  assert.deepEqual(
    items.map(({ id }) => id),
    checklistItems,
  );
  assert.equal(items.length, GUIDE.length);
});

test("every item has a rule that makes it failing, or a person decides", () => {
  for (const { id, manual } of items) assert.ok(manual !== undefined || rules.some(({ checklist }) => checklist === id), id);
});

test("every item has evidence that can prove it, or says that only a person can", () => {
  for (const { id, proofs, manual } of items) {
    const canSee = /"proves"/.test(readFileSync(fileOf(id, "ts"), "utf8"));
    assert.ok(proofs.length > 0 || canSee || manual !== undefined, id);
    if (manual !== undefined) assert.match(manual, /^[A-Z]/, id);
  }
});

test("what proves an item by rules are rules of that item that can say that something is right", () => {
  for (const { id, proofs } of items) {
    for (const { rules: named, message } of proofs) {
      assert.match(message, /^[A-Z].*[^.]$/, id);
      for (const name of named) {
        const rule = rules.find((each) => each.id === name);
        assert.equal(rule?.checklist, id, `${name} of ${id}`);
        assert.match(String(rule?.check), /"ok"/, name);
      }
    }
  }
});

test("texts are short and no two are alike", () => {
  assert.equal(new Set(items.map(({ text }) => text)).size, items.length);
  for (const { text } of items) assert.match(text, /^[A-Z].{5,60}[^.]$/, text);
});

test("every item has a page that says what it asks, how it is read, and where the guide says it", () => {
  for (const [index, { id, text }] of items.entries()) {
    assert.ok(existsSync(fileOf(id, "md")), id);
    const page = readFileSync(fileOf(id, "md"), "utf8");
    const lines = page.split("\n");
    assert.equal(lines[0], `# ${text}`, id);
    assert.deepEqual(
      lines.filter((line) => line.startsWith("## ")),
      SECTIONS.map((section) => `## ${section}`),
      id,
    );
    assert.ok(lines.length >= 25 && lines.length <= 52, `${id}: ${lines.length} lines`);
    assert.ok(page.replaceAll(/\s+/g, " ").includes(GUIDE[index] ?? ""), `${id} does not quote the guide`);
  }
});
