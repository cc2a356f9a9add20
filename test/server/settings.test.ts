import assert from "node:assert/strict";
import { test } from "node:test";
import manifest from "../../package.json" with { type: "json" };
import { Configuration, defaultEditorSettings, readEditorSettings, severityInForce } from "../../server/src/settings.ts";
import { LEAVABLE } from "../../server/src/vocabulary/otherTools.ts";
import { defaultThresholds, THRESHOLDS } from "../../server/src/vocabulary/thresholds.ts";

const ruleIds = new Set(["hardcoded-secret", "sdk-client-in-handler", "unused-suppression"]);

function configuration(files: Record<string, string>, more: Partial<ConstructorParameters<typeof Configuration>[0]> = {}): Configuration {
  return new Configuration({ read: (path) => files[path], root: "/w", ruleIds, ...more });
}

function problemsOf(text: string): string[] {
  const settings = configuration({ "/w/.lambda-ready.yaml": text }).for("/w/a.py");
  return settings.problems.map((problem) => `${problem.line}: ${problem.message} [${text.slice(problem.start, problem.end)}]`);
}

test("defaults where there is no file", () => {
  const settings = configuration({}).for("/w/src/a.py");
  const nothing = { profile: "recommended", rules: {}, exclude: [], functions: {}, thresholds: defaultThresholds };
  assert.deepEqual({ ...settings }, { ...nothing, file: undefined, problems: [] });
});

test("the nearest file upward is used, and none above the root", () => {
  const files = {
    "/w/.lambda-ready.yaml": "profile: strict",
    "/w/a/.lambda-ready.yaml": "profile: security",
    "/.lambda-ready.yaml": "profile: strict",
  };
  assert.equal(configuration(files).for("/w/a/b/c.py").profile, "security");
  assert.equal(configuration(files).for("/w/b/c.py").profile, "strict");
  assert.equal(configuration({ "/.lambda-ready.yaml": "profile: strict" }).for("/w/b/c.py").profile, "recommended");
});

test("the file may end in .yml; beside one that ends in .yaml it says that it is not used", () => {
  assert.equal(configuration({ "/w/.lambda-ready.yml": "profile: strict" }).for("/w/a/b.py").profile, "strict");
  const both = configuration({ "/w/a/.lambda-ready.yml": "profile: strict", "/w/a/.lambda-ready.yaml": "profile: security" });
  assert.equal(both.for("/w/a/b.py").profile, "security");
  assert.equal(both.for("/w/a/c/d.py").profile, "security");
  assert.deepEqual(
    both.filesRead().flatMap(({ path, problems }) => problems.map(({ message }) => [path, message])),
    [["/w/a/.lambda-ready.yml", "This file is not used, because .lambda-ready.yaml stands beside it. Keep one of the two."]],
  );
});

test("the file wins over the editor, rule by rule", () => {
  const files = { "/w/.lambda-ready.yaml": "rules:\n  hardcoded-secret: error\nexclude: [gen/**]\n" };
  const editor = { profile: "strict", rules: { "hardcoded-secret": "off", "sdk-client-in-handler": "hint" }, exclude: ["x"] } as const;
  const settings = configuration(files, { editor }).for("/w/a.py");
  assert.equal(settings.profile, "strict");
  assert.deepEqual(settings.rules, { "hardcoded-secret": "error", "sdk-client-in-handler": "hint" });
  assert.deepEqual(settings.exclude, ["gen/**"]);
});

test("a file is read once, and again when it changed", () => {
  let reads = 0;
  let text = "profile: strict";
  const config = configuration(
    {},
    {
      read: (path) => {
        if (path !== "/w/.lambda-ready.yaml") return undefined;
        reads++;
        return text;
      },
    },
  );
  assert.equal(config.for("/w/a.py").profile, "strict");
  assert.equal(config.for("/w/b/c.py").profile, "strict");
  assert.equal(reads, 1);
  text = "profile: security";
  config.invalidate();
  assert.equal(config.for("/w/a.py").profile, "security");
});

test("unknown keys, values and rules are named with their line; the rest holds", () => {
  const text =
    "profil: strict\nprofile: loud\nrules:\n  hardcoded-secret: error\n  no-such-rule: off\n  sdk-client-in-handler: fatal\nexclude:\n  - a\n  - 5\n";
  assert.deepEqual(problemsOf(text), [
    '2: "loud" is no value for "profile"; expected one of "recommended", "strict", "security". [loud]',
    '6: "fatal" is no value for "rules.sdk-client-in-handler"; expected one of "off", "hint", "info", "warning", "error". [fatal]',
    '9: 5 is no value for "exclude.1"; expected a text. [5]',
    '1: Unknown key "profil". [profil]',
    '5: Unknown rule "no-such-rule". [no-such-rule]',
  ]);
  const settings = configuration({ "/w/.lambda-ready.yaml": text }).for("/w/a.py");
  assert.deepEqual({ rules: settings.rules, exclude: settings.exclude }, { rules: { "hardcoded-secret": "error" }, exclude: ["a"] });
});

test("functions: a wrong entry is left out, a right one kept", () => {
  const text = "functions:\n  good: { deployed: prod-good }\n  bad: { deployed: 5 }\n  worse: { deploy: x }\n";
  const settings = configuration({ "/w/.lambda-ready.yaml": text }).for("/w/a.py");
  assert.deepEqual(settings.functions, { good: { deployed: "prod-good" } });
  assert.deepEqual(settings.problems.map((problem) => problem.line).sort(), [3, 4, 4]);
});

test("thresholds: the file wins over the editor, name by name; what is wrong is named and the default holds", () => {
  const text = "thresholds:\n  errorRate: 2\n  errorRat: 3\n  versions: 0\n  unusedDays: 90\n  coldStarts: many\n  timeoutUsed: .inf\n";
  const editor = { thresholds: { errorRate: 5, packageSize: 20 } };
  const { thresholds } = configuration({ "/w/.lambda-ready.yaml": text }, { editor }).for("/w/a.py");
  assert.deepEqual(thresholds, { ...defaultThresholds, errorRate: 2, packageSize: 20 });
  assert.deepEqual(problemsOf(text).sort(), [
    '3: Unknown key "errorRat". [errorRat]',
    '4: 0 is no value for "thresholds.versions"; expected at least 1. [0]',
    '5: 90 is no value for "thresholds.unusedDays"; expected at most 30. [90]',
    '6: "many" is no value for "thresholds.coldStarts"; expected a number. [many]',
    '7: Infinity is no value for "thresholds.timeoutUsed"; expected at most 100. [.inf]',
  ]);
});

test("thresholds are those the editor offers, with its defaults and bounds", () => {
  const { properties } = manifest.contributes.configuration.properties["lambdaReady.thresholds"];
  const offered = Object.entries(properties).map(([name, each]) => [name, (each as { default: number }).default]);
  assert.deepEqual(Object.fromEntries(offered), defaultThresholds);
  for (const { default: standard, minimum, maximum = standard } of Object.values(THRESHOLDS)) {
    assert.ok(minimum <= standard && standard <= maximum);
  }
});

test("broken YAML is reported and the defaults hold", () => {
  const problems = problemsOf("rules: {hardcoded-secret: off\nprofile: [");
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? "", /^\d: Not valid YAML, the file is not used: /);
});

test("empty files, empty sections, lists, scalars, anchors, tags and bombs do no harm", () => {
  assert.deepEqual(problemsOf(""), []);
  assert.deepEqual(problemsOf("rules:\nexclude:\n"), []);
  assert.equal(problemsOf("- a\n").length, 1);
  assert.equal(problemsOf("just text").length, 1);
  assert.deepEqual(problemsOf("exclude: &x [a]\n"), []);
  assert.equal(problemsOf("profile: !!binary aGk=\n").length, 1);
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghi"].map((name, i) => `${name}: &${name} [${`*${"abcdefghi"[i]},`.repeat(9).slice(0, -1)}]`).join("\n")}\n`;
  assert.ok(problemsOf(bomb).length > 0);
  assert.ok(problemsOf(`exclude: ${"[".repeat(3000)}${"]".repeat(3000)}`).length > 0);
  assert.equal(problemsOf("__proto__: {profile: strict}\n").length, 1);
});

test("--config names one file, and a missing one is a problem", () => {
  assert.equal(
    configuration({ "/c.yaml": "profile: strict", "/w/.lambda-ready.yaml": "profile: security" }, { file: "/c.yaml" }).for("/w/a.py")
      .profile,
    "strict",
  );
  assert.deepEqual(
    configuration({}, { file: "/c.yaml" })
      .for("/w/a.py")
      .problems.map((problem) => problem.message),
    ["Cannot read /c.yaml."],
  );
});

test("editor settings: keys of the client are none of our business, bad values are named", () => {
  const { settings, problems } = readEditorSettings(
    { run: "onSave", trace: { server: "off" }, profile: "loud", rules: { nope: "off" } },
    ruleIds,
  );
  assert.deepEqual(settings, { ...defaultEditorSettings, run: "onSave", rules: {} });
  assert.deepEqual(problems, [
    '"loud" is no value for "profile"; expected one of "recommended", "strict", "security".',
    'Unknown rule "nope".',
  ]);
  assert.deepEqual(readEditorSettings(null, ruleIds), { settings: defaultEditorSettings, problems: [] });
});

test("the tools that rules can be left to are those the editor offers", () => {
  const offered = manifest.contributes.configuration.properties["lambdaReady.leaveToOtherTools"].items.enum;
  assert.deepEqual(offered, [...LEAVABLE]);
  const { settings, problems } = readEditorSettings({ leaveToOtherTools: ["cfn-lint", "tslint"], codeLens: false }, ruleIds);
  assert.deepEqual(settings, { ...defaultEditorSettings, leaveToOtherTools: ["cfn-lint"], codeLens: false });
  assert.equal(problems.length, 1);
  assert.deepEqual(configuration({}, { editor: settings }).for("/w/a.py").leaveToOtherTools, ["cfn-lint"]);
});

test("a rule's own setting beats the profile; a profile adds its rules to the recommended ones", () => {
  const rule = { id: "hardcoded-secret", profile: "strict", severity: "warning" } as const;
  const settings = configuration({}).for("/w/a.py");
  assert.equal(severityInForce(rule, settings), undefined);
  assert.equal(severityInForce(rule, { ...settings, profile: "strict" }), "warning");
  assert.equal(severityInForce(rule, { ...settings, profile: "security" }), undefined);
  assert.equal(severityInForce(rule, { ...settings, rules: { "hardcoded-secret": "hint" } }), "hint");
  assert.equal(severityInForce(rule, { ...settings, profile: "strict", rules: { "hardcoded-secret": "off" } }), undefined);
});
