/** What a polished extension keeps, as far as a machine can see it. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import bundle from "../../l10n/bundle.l10n.json" with { type: "json" };
import manifest from "../../package.json" with { type: "json" };
import strings from "../../package.nls.json" with { type: "json" };
import lock from "../../package-lock.json" with { type: "json" };
import { inRoot } from "../../scripts/paths.ts";

const text = readFileSync(inRoot("package.json"), "utf8");
const readme = readFileSync(inRoot("README.md"), "utf8");

test("the icon is a PNG of 256 by 256", () => {
  const icon = readFileSync(inRoot(manifest.icon));
  assert.equal(icon.toString("latin1", 1, 4), "PNG");
  assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [256, 256]);
});

test("every %key% is defined and every defined key is used", () => {
  const used = new Set([...text.matchAll(/%([\w.-]+)%/g)].map((match) => match[1]));
  assert.deepEqual([...used].sort(), Object.keys(strings).sort());
});

test("what a person reads in the manifest is a %key%", () => {
  const readable = [...text.matchAll(/"(title|description|markdownDescription|category|displayName)": "([^%][^"]*)"/g)];
  assert.deepEqual(
    readable.map((match) => match[0]),
    [],
  );
});

test("every string of the client is in the bundle and nothing else", () => {
  const files = readdirSync(inRoot("client/src"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const sources = files.map((file) => readFileSync(inRoot("client/src", file), "utf8"));
  const used = sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"((?:[^"\\]|\\.)+)"/g)].map((match) => match[1]));
  assert.deepEqual([...new Set(used)].sort(), Object.keys(bundle).sort());
});

test("what is translated is written where it is said: a string that is put together cannot be found", () => {
  const files = readdirSync(inRoot("client/src"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  for (const file of files) assert.doesNotMatch(readFileSync(inRoot("client/src", file), "utf8"), /\bt\((?!\s*")/, file);
});

test("it wakes up for its languages and for a report that was open", () => {
  assert.ok(manifest.activationEvents.length > 0);
  for (const event of manifest.activationEvents) assert.match(event, /^onLanguage:\w+$|^onWebviewPanel:lambdaReady\.report$/);
  assert.deepEqual(manifest.extensionKind, ["workspace"]);
});

test("trust and virtual workspaces are declared", () => {
  const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, "limited");
  const settings = Object.keys(manifest.contributes.configuration.properties);
  for (const restricted of untrustedWorkspaces.restrictedConfigurations) assert.ok(settings.includes(restricted), restricted);
  assert.ok(virtualWorkspaces.description);
});

test("every setting has a default, a description and a scope", () => {
  for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
    assert.ok("default" in setting, name);
    assert.ok("description" in setting || "markdownDescription" in setting, name);
    assert.match(setting.scope, /^(window|resource|machine-overridable)$/, name);
  }
});

test("the marketplace's wishes", () => {
  for (const field of ["bugs", "homepage", "qna", "license", "repository", "galleryBanner"]) assert.ok(field in manifest, field);
  assert.equal(manifest.pricing, "Free");
  assert.ok(manifest.keywords.length <= 30);
  for (const file of ["LICENSE", "SUPPORT.md", "CHANGELOG.md", "README.md"]) assert.ok(existsSync(inRoot(file)), file);
  assert.match(readFileSync(inRoot("CHANGELOG.md"), "utf8"), new RegExp(`^## ${manifest.version.replaceAll(".", "\\.")}\\b`, "m"));
});

test("the types of VS Code's API are not newer than the oldest VS Code it runs in", () => {
  const oldest = manifest.engines.vscode.replace("^", "").split(".").map(Number);
  const types = lock.packages["node_modules/@types/vscode"].version.split(".").map(Number);
  assert.deepEqual(types.slice(0, 2), oldest.slice(0, 2));
});

test("the README holds only https images and no SVG", () => {
  const images = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)|<img[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? "");
  for (const image of images) assert.match(image, /^https:\/\/(?!.*\.svg)/);
  assert.doesNotMatch(readme, /<svg/);
});

test("files are let into the package by name, in one place", () => {
  assert.equal("files" in manifest, false);
  const [first, ...rest] = readFileSync(inRoot(".vscodeignore"), "utf8").trim().split("\n");
  assert.equal(first, "**");
  for (const line of rest) assert.match(line, /^!/);
});

test("the lock file knows every platform's packages, so that npm ci works", () => {
  const known = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").at(-1)));
  const wanted = Object.values<object>(lock.packages).flatMap((entry) =>
    "optionalDependencies" in entry ? Object.keys(entry.optionalDependencies as object) : [],
  );
  assert.deepEqual(
    wanted.filter((name) => !known.has(name)),
    [],
  );
});

test("the lock file names no registry", () => {
  assert.doesNotMatch(readFileSync(inRoot("package-lock.json"), "utf8"), /"resolved":/);
});
