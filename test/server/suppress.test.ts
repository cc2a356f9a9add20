import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "./client.ts";

let client: Client;

before(async () => {
  client = await Client.start(undefined, { settings: { rules: { "odd-call": "off" } } });
});
after(async () => {
  assert.equal(await client.stop(), 0);
  client.dispose();
});

async function problems(file: string, text: string): Promise<string[]> {
  await client.open(file, text);
  const found = await client.problems(file);
  await client.close(file);
  return found;
}

/** Suppresses the finding at some text, and shows the file and what is left. */
async function suppressed(
  file: string,
  text: string,
  at = "danger(",
  title = "Ignore here: danger-call",
): Promise<{ text: string; left: string[] }> {
  await client.open(file, text);
  await client.apply(await client.action(file, at, title));
  const result = { text: client.text(file), left: await client.problems(file) };
  await client.close(file);
  return result;
}

const js = (...body: string[]): string => ["exports.handler = async (event) => {", ...body, "};", ""].join("\n");
const python = (...body: string[]): string => ["def lambda_handler(event, context):", ...body, ""].join("\n");

test("on the line or the line above, in comments of any kind, with a reason", async () => {
  assert.deepEqual(await problems("a.py", python("    danger()  # lambda-ready: ignore[danger-call] we know")), []);
  assert.deepEqual(await problems("a.py", python("    # lambda-ready: ignore[danger-call] we know", "    danger()")), []);
  assert.deepEqual(await problems("a.js", js("  danger(); // lambda-ready: ignore[danger-call]")), []);
  assert.deepEqual(await problems("a.js", js("  /* lambda-ready: ignore[danger-call] */", "  danger();")), []);
  assert.deepEqual(
    await problems("a.js", js("  /*", "   * Because.", "   * lambda-ready: ignore[danger-call]", "   */", "  danger();")),
    [],
  );
  assert.deepEqual(await problems("a.js", js("  // lambda-ready: ignore[risk-call, danger-call]", "  danger(risk());")), []);
});

test("comments that stand above one another all count for the line below", async () => {
  const stack = ["  // lambda-ready: ignore[danger-call] one", "  // lambda-ready: ignore[risk-call] two", "  // and this is why"];
  assert.deepEqual(await problems("a.js", js(...stack, "  danger(risk());")), []);
});

test("the comment belongs to one line: not to the one after next, and beside code not to the next", async () => {
  const far = await problems("a.js", js("  // lambda-ready: ignore[danger-call]", "", "  danger();"));
  assert.deepEqual(far, ["2: unused-suppression", "4: danger-call"]);
  const beside = await problems("a.js", js("  calm(); // lambda-ready: ignore[danger-call]", "  danger();"));
  assert.deepEqual(beside, ["2: unused-suppression", "3: danger-call"]);
});

test("a statement over several lines: above its first line, on the finding's line, at its end", async () => {
  assert.deepEqual(
    await problems("a.js", js("  // lambda-ready: ignore[danger-call]", "  const x = [", "    1,", "    danger(),", "  ];")),
    [],
  );
  assert.deepEqual(await problems("a.js", js("  const x = [", "    // lambda-ready: ignore[danger-call]", "    danger(),", "  ];")), []);
  assert.deepEqual(await problems("a.py", python("    danger(", "        1,", "    )  # lambda-ready: ignore[danger-call]")), []);
  // Not everything in a function is one statement.
  const whole = await problems("a.js", `// lambda-ready: ignore[danger-call]\n${js("  danger();")}`);
  assert.deepEqual(whole, ["1: unused-suppression", "3: danger-call"]);
});

test("for the whole file", async () => {
  assert.deepEqual(
    await problems("a.js", `// lambda-ready: ignore-file[danger-call] generated\n${js("  danger();", "  danger();", "  risk();")}`),
    ["5: risk-call"],
  );
});

test("not in strings", async () => {
  assert.deepEqual(await problems("a.py", python('    x = "# lambda-ready: ignore[danger-call]"; danger()')), ["2: danger-call"]);
});

test("one that suppresses nothing is reported, and one that names no rule or one that does not exist", async () => {
  await client.open(
    "a.py",
    python("    # lambda-ready: ignore[danger-call, no-such-rule]", "    calm()  # lambda-ready: ignore", "    return 1"),
  );
  const found = await client.diagnostics("a.py");
  assert.deepEqual(
    found.map(({ range, severity, code, tags, message }) => [range.start.line, range.start.character, severity, code, tags, message]),
    [
      [1, 27, 3, "unused-suppression", [1], "Nothing is suppressed, the line has no finding of this rule; remove it: danger-call"],
      [1, 40, 3, "unused-suppression", [1], "There is no such rule, so nothing is suppressed: no-such-rule"],
      [2, 14, 3, "unused-suppression", [1], "This names no rule and suppresses nothing; write lambda-ready: ignore[rule]."],
    ],
  );
  await client.close("a.py");
});

test("a rule that is off, or failed, leaves its suppressions alone", async () => {
  assert.deepEqual(await problems("a.py", python("    odd()  # lambda-ready: ignore[odd-call, strict-call, broken-rule]")), []);
});

test("while the file does not parse, nothing is called unused", async () => {
  assert.deepEqual(await problems("a.py", python("    # lambda-ready: ignore[danger-call]", "    danger(", "", "def other(:")), []);
});

test("removing what is unused: the rule, the comment, its line", async () => {
  const remove = async (text: string, title: string): Promise<string> => (await suppressed("a.js", text, "no-such", title)).text;
  assert.equal(
    await remove(js("  danger(); // lambda-ready: ignore[no-such, danger-call] why"), "Remove no-such from the suppression"),
    js("  danger(); // lambda-ready: ignore[danger-call] why"),
  );
  assert.equal(await remove(js("  calm(); // lambda-ready: ignore[no-such] why"), "Remove the suppression"), js("  calm();"));
  assert.equal(await remove(js("  // lambda-ready: ignore[no-such] why", "  calm();"), "Remove the suppression"), js("  calm();"));
  assert.equal(
    await remove(js("  /* Text. lambda-ready: ignore[no-such] */", "  calm();"), "Remove the suppression"),
    js("  /* Text. */", "  calm();"),
  );
});

test("writing one: indented, above the finding's line", async () => {
  const result = await suppressed("a.py", python("    if event:", "        danger()"));
  assert.equal(result.text, python("    if event:", "        # lambda-ready: ignore[danger-call]", "        danger()"));
  assert.deepEqual(result.left, []);
});

test("writing one: line ends are kept", async () => {
  const result = await suppressed("a.js", js("  danger();").replaceAll("\n", "\r\n"));
  assert.equal(result.text, js("  // lambda-ready: ignore[danger-call]", "  danger();").replaceAll("\n", "\r\n"));
});

test("writing one: where another comment is, the rule is added to it", async () => {
  const beside = await suppressed("a.js", js("  danger(risk()); // lambda-ready: ignore[risk-call] why"));
  assert.equal(beside.text, js("  danger(risk()); // lambda-ready: ignore[risk-call, danger-call] why"));
  const above = await suppressed("a.js", js("  // lambda-ready: ignore[risk-call] why", "  danger(risk());"));
  assert.equal(above.text, js("  // lambda-ready: ignore[risk-call, danger-call] why", "  danger(risk());"));
  assert.deepEqual([beside.left, above.left], [[], []]);
});

test("writing one: above the statement where a comment on the line above would be text", async () => {
  const template = await suppressed("a.js", js("  const text = `first", "    second $" + "{danger()}`;"));
  assert.equal(template.text, js("  // lambda-ready: ignore[danger-call]", "  const text = `first", "    second $" + "{danger()}`;"));
  const continued = await suppressed("a.py", python("    x = 1 + \\", "        danger()"));
  assert.equal(continued.text, python("    # lambda-ready: ignore[danger-call]", "    x = 1 + \\", "        danger()"));
  assert.deepEqual([template.left, continued.left], [[], []]);
});

test("writing one: in JSX in braces", async () => {
  const page = [
    "export const handler = async (event: unknown) => {",
    "  return (",
    "    <p>",
    "      {danger()}",
    "    </p>",
    "  );",
    "};",
    "",
  ];
  const result = await suppressed("a.tsx", page.join("\n"));
  assert.equal(result.text, page.toSpliced(3, 0, "      {/* lambda-ready: ignore[danger-call] */}").join("\n"));
  assert.deepEqual(result.left, []);
});

test("writing one for the file: at its top, below #! and the encoding", async () => {
  const head = ["#!/usr/bin/env python3", "# -*- coding: utf-8 -*-"];
  const result = await suppressed("a.py", [...head, python("    danger()")].join("\n"), "danger(", "Ignore in this file: danger-call");
  assert.equal(result.text, [...head, "# lambda-ready: ignore-file[danger-call]", python("    danger()")].join("\n"));
  const more = await suppressed(
    "a.js",
    `// lambda-ready: ignore-file[risk-call]\n${js("  danger(risk());")}`,
    "danger(",
    "Ignore in this file: danger-call",
  );
  assert.equal(more.text, `// lambda-ready: ignore-file[risk-call, danger-call]\n${js("  danger(risk());")}`);
  assert.deepEqual([result.left, more.left], [[], []]);
});
