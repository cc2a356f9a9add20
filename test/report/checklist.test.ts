import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { formatChecklistHtml } from "../../server/src/report/checklistHtml.ts";
import { formatChecklistJson } from "../../server/src/report/checklistJson.ts";
import { COMMENT_LIMIT, COMMENT_MARKER, formatChecklistMarkdown } from "../../server/src/report/checklistMarkdown.ts";
import { formatChecklistText } from "../../server/src/report/checklistText.ts";
import { assessment, documentOf, EVERYTHING, finding, item } from "./checklistSample.ts";

const plain = { color: false };
const HOSTILE = "x | <img src=x onerror=alert(1)> `a` [l](http://e.example) @octocat #12 _b_\n## head \u001b[31m";

test("text: a function with everything that is known of it, what is most urgent first", () => {
  assert.equal(
    formatChecklistText(documentOf(assessment("CreateOrder")), plain),
    `CreateOrder  2/6  template.yaml:14  http POST /orders
  Failing
    error Secrets managed  (answered met, Ann, 2026-03-01)
      Somebody answered "met", and evidence says otherwise. Move the secret to Secrets Manager or Parameter Store, and replace the one that was written down.
      src/app.py:7  A secret: KEY  a-rule
    warning Timeout chosen on purpose
      Set a timeout that fits the work and what waits for it.
      src/app.py:5  No timeout: CreateOrder  a-rule
  Not seen
    Rollback known
      Write down how to go back to the version before, and try it once.
    Memory measured
      Measure it with realistic payloads, for example with AWS Lambda Power Tuning; only a person can answer this.
      template.yaml:16  Memory is 512 MB
  Yours
    Handler is idempotent (met, Ann, 2026-03-01: conditional write)
  Met
    SDK clients reused
      src/app.py:1  SDK clients are made once  other-rule
  Does not apply: Failed events kept (Its callers wait for it)

1 function; 33% of what applies is met.
`,
  );
});

test("text: of many functions what there is to do, and what they have in common", () => {
  const findings = ["warning", "hint", "error", "hint", "hint"].map((severity, index) =>
    finding(`n${index}`, severity as "hint", index + 1),
  );
  const noisy = [...EVERYTHING.filter(({ id }) => id !== "timeout-chosen"), item("timeout-chosen", "failing", { evidence: findings })];
  const many = documentOf(...["A", "B", "C"].map((name) => assessment(name)), assessment("Noisy", noisy));
  const text = formatChecklistText(many, plain);
  assert.match(text, /^ {2}Not seen: Rollback known; Memory measured$/m);
  assert.match(text, /^ {4}error Timeout chosen on purpose\n {6}src\/app\.py:3 {2}n2.*\n.*n0.*\n.*n1.*\n {6}and 2 more$/m);
  assert.doesNotMatch(text, /Set a timeout that fits/);
  assert.match(text, /\n4 functions; on average 33% of what applies is met\.\nWhat fails in most functions:\n {2}4 {2}Timeout/);
  assert.ok(
    formatChecklistText(documentOf(...Array.from({ length: 200 }, (_, index) => assessment(`F${index}`))), plain).length < 200 * 700,
  );
});

test("text: colours only when asked for, and none of the workspace's", () => {
  const hostile = documentOf(
    assessment("F", [item("idempotent", "failing", { evidence: [finding(`\u001b[31mred\u0007${HOSTILE}`, "error")] })]),
  );
  assert.doesNotMatch(formatChecklistText(hostile, plain), /[\u0000-\u0009\u000b-\u001f]/);
  const colored = formatChecklistText(hostile, { color: true });
  assert.match(colored, /\u001b\[31merror\u001b\[39m/);
  assert.equal(stripVTControlCharacters(colored), formatChecklistText(hostile, plain));
});

test("text: nothing to say of no functions; a function to which nothing applies is not counted", () => {
  assert.equal(formatChecklistText(documentOf(), plain), "");
  const none = assessment("None", [item("idempotent", "not seen", { applies: false })]);
  assert.match(formatChecklistText(documentOf(none, assessment("A")), plain), /2 functions; on average 33% of/);
  assert.match(formatChecklistText(documentOf(none), plain), /\n1 function\.\n$/);
});

test("json: the keys of the contract, and null where something is not known", () => {
  const errors = [{ path: "x.yaml", line: 3, message: "does not parse here" }];
  const parsed = JSON.parse(formatChecklistJson(documentOf(assessment("CreateOrder")), { problems: [], errors })) as {
    version: number;
    functions: { name: string; score: object; items: { id: string; evidence: object[] }[] }[];
  };
  assert.deepEqual(Object.keys(parsed), ["version", "summary", "functions", "problems", "errors"]);
  assert.equal(parsed.version, 1);
  const [fn] = parsed.functions;
  assert.deepEqual(fn?.score, { met: 2, total: 6 });
  assert.deepEqual(fn.items[5], {
    id: "secrets-managed",
    text: "Secrets managed",
    status: "failing",
    applies: true,
    evidence: [
      { kind: "finding", says: "finding", message: "A secret: KEY", path: "src/app.py", line: 7, rule: "a-rule", severity: "error" },
      { kind: "code", says: "proves", message: "Reads a parameter", path: null, line: null, rule: null, severity: null },
    ],
    note: null,
    answer: { answer: "met", who: "Ann", date: "2026-03-01", isForAll: false },
    isContradicted: true,
    advice:
      'Somebody answered "met", and evidence says otherwise. Move the secret to Secrets Manager or Parameter Store, and replace the one that was written down.',
  });
  assert.deepEqual(
    fn.items.map(({ id }) => id),
    EVERYTHING.map(({ id }) => id),
  );
});

test("markdown: a marker, a table with the lowest scores first, the details of each", () => {
  const ready = assessment("Ready", [item("idempotent", "met")]);
  const text = formatChecklistMarkdown(documentOf(ready, assessment("CreateOrder")));
  assert.ok(text.startsWith(`${COMMENT_MARKER}\n## Readiness of Lambda functions\n\n2 functions; on average 66% of what applies is met.`));
  assert.match(
    text,
    /\n\n\| Function \| Score \| Failing \|\n\| --- \| ---: \| --- \|\n\| CreateOrder \| 2\/6 \| Secrets managed<br>Timeout chosen on purpose \|\n\| Ready \| 1\/1 \| nothing \|\n/,
  );
  assert.match(
    text,
    /<details><summary><b>CreateOrder<\/b> 2\/6: 2 failing, 2 not seen<\/summary>\n\n`template\.yaml:14`, http POST \/orders\n/,
  );
  assert.match(
    text,
    /^- \*\*Timeout chosen on purpose\*\*: Set a timeout.*\n {2}- `src\/app\.py:5` No timeout: CreateOrder \(`a-rule`\)$/m,
  );
  assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
});

test("markdown: functions of one name are told apart", () => {
  assert.match(formatChecklistMarkdown(documentOf(assessment("A"), assessment("A"))), /^\| A \(template\.yaml:14\) \| 2\/6 \|/m);
});

test("markdown: nothing of the workspace becomes markup or mentions anybody", () => {
  const own = [item("idempotent", "failing", { evidence: [finding(HOSTILE, "error")] })];
  const text = formatChecklistMarkdown(documentOf({ ...assessment(HOSTILE, own), triggers: [{ type: "http", source: HOSTILE }] }));
  assert.doesNotMatch(text, /<img|\u001b|[^\\]\]\(http|@octocat|#12|^## head/m);
  const row = text.split("\n").find((line) => line.startsWith("| x"));
  assert.equal(row?.match(/(?<!\\)\|/g)?.length, 4);
  assert.equal(text.match(/<[a-z/][^>]*>/g)?.filter((tag) => !/^<\/?(?:details|summary|b|br)>$/.test(tag)).length, 0);
});

test("markdown: below the size of a comment, function by function, and it says what is missing", () => {
  const long = finding("A long message. ".repeat(20), "warning");
  const own = [...EVERYTHING, item("least-privilege", "failing", { evidence: Array.from({ length: 30 }, () => long) })];
  const many = (count: number) => documentOf(...Array.from({ length: count }, (_, index) => assessment(`Function${index}`, own)));
  const full = formatChecklistMarkdown(many(3));
  assert.doesNotMatch(full, /[Ll]eft out/);
  // Something is kept for what would be left out.
  const some = formatChecklistMarkdown(many(3), full.length + 1900);
  assert.match(some, /Left out for the size of a comment: 2 not seen, 1 yours, 1 met, 1 that do not apply\./);
  assert.equal(some.match(/\*\*Not seen\*\*/g)?.length, 2);
  assert.match(some, /and 20 more/);
  const all = formatChecklistMarkdown(many(2000));
  assert.match(all, /^Not in this table: \d+ functions with higher scores\.$/m);
  assert.match(
    all,
    /^Left out for the size of a comment, the details of \d+ functions: Function\d+, .*, and \d+ more\. `lambda-ready checklist`/m,
  );
  for (const text of [some, all]) {
    assert.ok(text.length < COMMENT_LIMIT, String(text.length));
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
  }
  assert.ok(all.length > COMMENT_LIMIT * 0.9);
});

test("markdown: no functions", () => {
  assert.equal(
    formatChecklistMarkdown(documentOf()),
    `${COMMENT_MARKER}\n## Readiness of Lambda functions\n\nNo Lambda functions were found.\n`,
  );
});

test("what turns the direction of text, or is a terminal's command, is in no report", () => {
  const name = "\u202elive\u202c \u2066x\u2069 \u0090q\u009c a\u2028b \u0645\u0631";
  const turned = documentOf(assessment(name, [item("idempotent", "failing", { evidence: [finding(name, "error")] })]));
  for (const text of [formatChecklistText(turned, { color: true }), formatChecklistMarkdown(turned), formatChecklistHtml(turned)]) {
    assert.doesNotMatch(text, /[\u0080-\u009f\u2028-\u202e\u2066-\u2069]/);
    assert.match(text, /live.*\u0645\u0631/);
  }
});
