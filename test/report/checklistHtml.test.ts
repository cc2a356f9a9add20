import assert from "node:assert/strict";
import { test } from "node:test";
import { formatChecklistHtml } from "../../server/src/report/checklistHtml.ts";
import { assessment, documentOf, finding, item } from "./checklistSample.ts";

const HOSTILE = `</td><script>alert(1)</script><img src=x onerror="alert(1)"> & "x" 'y'\u0000\u001b[31m`;

/** Tags that are open where the text ends, and whether each was closed in its order. */
function openTags(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
    if (["meta"].includes(name)) continue;
    if (slash === "") open.push(name);
    else assert.equal(open.pop(), name);
  }
  return open;
}

test("one document that needs nothing else and runs nothing", () => {
  const html = formatChecklistHtml(documentOf(assessment("A"), assessment("B")));
  assert.ok(html.startsWith('<!DOCTYPE html>\n<html lang="en">'));
  assert.deepEqual(openTags(html), []);
  assert.doesNotMatch(html, /<script|<link|<img|\bon\w+=|https?:|url\(/);
  assert.match(html, /content="default-src 'none'; style-src 'unsafe-inline'"/);
  assert.match(html, /prefers-color-scheme: dark/);
  assert.match(html, /@media print/);
});

test("tables with captions and headings, sections with names; links lead to them", () => {
  const html = formatChecklistHtml(documentOf(assessment("A"), assessment("B")));
  assert.equal(html.match(/<caption>/g)?.length, html.match(/<table>/g)?.length);
  for (const [, id = ""] of html.matchAll(/href="#([^"]+)"/g))
    assert.ok(html.includes(`<section id="${id}" aria-labelledby="${id}-name">`));
  assert.equal(html.match(/<h1>/g)?.length, 1);
  assert.equal(html.match(/scope="row"/g)?.length, 2 + 2 * 7);
});

test("a function: what is most urgent first, with evidence, answers and what to do", () => {
  const html = formatChecklistHtml(documentOf(assessment("CreateOrder")));
  assert.match(html, /<title>Readiness of CreateOrder<\/title>/);
  assert.deepEqual(
    [...html.matchAll(/class="status ([\w-]+)">/g)].map((match) => match[1]),
    ["failing", "failing", "not-seen", "not-seen", "yours", "met", "does-not-apply"],
  );
  assert.match(html, /<li><code>src\/app\.py:7<\/code> A secret: KEY <span class="quiet">\(error a-rule\)<\/span><\/li>/);
  assert.match(html, /<p>Answered: met, Ann, 2026-03-01: conditional write<\/p>/);
  assert.match(html, /<p>Set a timeout that fits/);
});

test("everything of the workspace is text", () => {
  const own = [item("idempotent", "failing", { evidence: [finding(HOSTILE, "error")] })];
  const html = formatChecklistHtml(
    documentOf({ ...assessment(HOSTILE, own), triggers: [{ type: "http", source: HOSTILE }] }, assessment("B")),
  );
  assert.doesNotMatch(html, /<script|<img|[\u0000\u001b]/);
  assert.deepEqual(openTags(html), []);
});

test("no functions", () => {
  assert.match(formatChecklistHtml(documentOf()), /<p>No Lambda functions were found\.<\/p>/);
});
