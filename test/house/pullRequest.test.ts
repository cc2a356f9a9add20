/** The workflows of docs/pull-request.md do what the command and the platforms take. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { inRoot } from "../../scripts/paths.ts";
import { type Command, parseCommand } from "../../server/src/cli/arguments.ts";
import { COMMENT_LIMIT, COMMENT_MARKER } from "../../server/src/report/checklistMarkdown.ts";

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { readonly permissions: object; readonly env: object; readonly steps: readonly Step[] }>>;
}

const page = readFileSync(inRoot("docs/pull-request.md"), "utf8");
const readme = readFileSync(inRoot("README.md"), "utf8");
const [github = "", privateCheck = "", gitlab = ""] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
const workflow = parse(github) as Workflow;
const job = workflow.jobs["lambda-ready"];
const steps = job?.steps ?? [];

/** The commands in a script or a page, up to where the shell takes over. */
function commandsIn(text: string): Command[] {
  const found = [...text.matchAll(/(?<![\w/.-]|<!-- )lambda-ready ((?:check|checklist|functions|rules|explain|lsp)\b[^\n`|>&;]*)/g)];
  return found.map((match) => parseCommand((match[1] ?? "").trim().split(/\s+/)));
}

test("every command on the page is one", () => {
  const names = commandsIn(page).map(({ name }) => name);
  assert.ok(names.length > 8, String(names.length));
  assert.deepEqual(new Set(names), new Set(["check", "checklist"]));
});

test("GitHub: check writes SARIF, checklist Markdown with a line to hold", () => {
  const commands = steps.flatMap(({ run = "" }) => commandsIn(run));
  assert.deepEqual(
    commands.map((command) => ("format" in command ? [command.name, command.format] : [])),
    [
      ["check", "sarif"],
      ["checklist", "markdown"],
    ],
  );
  const [, checklist] = commands;
  assert.ok(checklist?.name === "checklist" && checklist.failUnder !== undefined);
});

test("GitHub: no more rights than the steps need, and actions by major version", () => {
  assert.deepEqual(workflow.permissions, {});
  assert.deepEqual(job?.permissions, {
    contents: "read",
    actions: "read",
    "security-events": "write",
    "pull-requests": "write",
  });
  const used = steps.flatMap(({ uses }) => uses ?? []);
  assert.equal(used.length, 3);
  for (const action of used) assert.match(action, /^(?:actions|github)\/[\w/-]+@v\d+$/);
  assert.doesNotMatch(github, /^\s*pull_request_target:/m);
});

test("GitHub: scripts take values from the environment, and conditions name steps that exist", () => {
  const ids = new Set(steps.flatMap(({ id }) => id ?? []));
  for (const { run = "", if: condition = "" } of steps) {
    assert.doesNotMatch(run, /\$\{\{/);
    for (const [, id = ""] of condition.matchAll(/steps\.(\w+)/g)) assert.ok(ids.has(id), id);
    for (const [, name = ""] of condition.matchAll(/\benv\.(\w+)/g)) assert.ok(name in (job?.env ?? {}), name);
  }
});

test("GitHub: the comment is found by what the report begins with, and written by whom it is looked for", () => {
  const comment = steps.find(({ run }) => run?.includes("--method PATCH"));
  assert.ok(comment?.run?.includes(`startswith("${COMMENT_MARKER}")`));
  assert.match(comment?.if ?? "", /env\.CAN_WRITE == 'true'/);
  assert.ok(page.includes(`${COMMENT_LIMIT.toLocaleString("en")} characters`));
  const written = steps.flatMap(({ run = "" }) => [...run.matchAll(/> "\$RUNNER_TEMP\/([\w.-]+)"/g)].map((match) => match[1]));
  assert.deepEqual(written, ["lambda-ready.sarif", "checklist.md"]);
});

test("the other snippets are YAML, with commands that are some", () => {
  const [check] = parse(privateCheck) as Step[];
  assert.deepEqual(
    commandsIn(check?.run ?? "").map((command) => "format" in command && command.format),
    ["github"],
  );
  const jobs = parse(gitlab) as Record<string, { extends?: string; script?: string[]; artifacts?: { paths: string[] } }>;
  assert.deepEqual(Object.keys(jobs), [".lambda-ready", "lambda-ready-check", "lambda-ready-checklist"]);
  for (const [name, { extends: base, script = [] }] of Object.entries(jobs).slice(1)) {
    assert.equal(base, ".lambda-ready", name);
    assert.equal(commandsIn(script.join("\n")).length, 1, name);
  }
  const { script, artifacts } = jobs["lambda-ready-checklist"] ?? {};
  assert.ok(script?.[0]?.endsWith(`> ${artifacts?.paths[0]}`));
});

test("the README leads to the page and names the command", () => {
  assert.match(readme, /\]\(docs\/pull-request\.md\)/);
  assert.match(readme, /^lambda-ready checklist \[PATH…\] .*--fail-under/m);
});
