/** Where a function's code is, as its template says. */
import { posix as path } from "node:path";
import { presumedText, property } from "../model/expressions.ts";
import { CODE_BASE, CODE_ENTRY, CODE_PATH, type CodeLocation, type Expression, type Resource } from "../model/infrastructure.ts";
import { inlineCode } from "./inline.ts";

const ARCHIVE = /\.(?:zip|jar|war|tar|tgz|tar\.gz)$/i;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:\/\/|\d+\.dkr\.ecr\.)/i;

/** Directories that builds write to. */
const OUTPUT =
  /^(?:dist|build|builds|out|output|target|\.build|\.aws-sam|\.serverless|\.webpack|\.esbuild|\.terraform|publish|artifacts|zips?)$/i;

/** Where sources are kept, beside or above what is built from them. */
const SOURCES = ["", "src", "source", "lambda", "lambdas", "functions", "app", "code"];

export function codeOf(resource: Resource): CodeLocation {
  const inline = inlineCode(property(resource, "Code.ZipFile"));
  if (inline !== undefined) return inline;
  const base = presumedText(property(resource, CODE_BASE)) ?? resource.stack.root;
  const entry = presumedPath(property(resource, CODE_ENTRY));
  if (entry !== undefined) return { kind: "file", path: within(base, entry) };
  const written = presumedPath(property(resource, CODE_PATH));
  if (written === undefined || ELSEWHERE.test(written)) return { kind: "elsewhere" };
  const full = within(base, written);
  const isOutput = written.split("/").some((part) => OUTPUT.test(part));
  if (ARCHIVE.test(full) || isOutput) return { kind: "artifact", path: full, of: sourcesOf(full, resource.stack.root) };
  return { kind: "directory", path: full };
}

function within(base: string, written: string): string {
  return path.isAbsolute(written) ? path.normalize(written) : path.join(base, written);
}

function presumedPath(value: Expression | undefined): string | undefined {
  const text = firstText(value)?.replaceAll("\\", "/").trim();
  return text === "" ? undefined : text;
}

/** The first of several texts that is known: any of them finds files. */
function firstText(value: Expression | undefined): string | undefined {
  if (value?.kind === "choice") return value.options.map(firstText).find((text) => text !== undefined);
  if (value?.kind !== "joined") return presumedText(value);
  const parts = value.parts.map((part) => (typeof part === "string" ? part : firstText(part)));
  return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

/** Directories in which the sources of a build's output may be, nearest first. */
function sourcesOf(output: string, root: string): string[] {
  const found = new Set<string>();
  const name = path.basename(output).replace(ARCHIVE, "");
  const parts = path.dirname(output).split("/");
  const built = parts.findIndex((part, index) => OUTPUT.test(part) && index >= root.split("/").length - 1);
  /** `dist/users` is built from `src/users` or `users`. */
  const inside = built < 0 ? [] : parts.slice(built + 1);
  const stem = OUTPUT.test(name) ? [] : [name];
  for (let at = built < 0 ? parts.join("/") : parts.slice(0, built).join("/"); at !== ""; at = parent(at)) {
    for (const source of SOURCES) found.add(path.join(at, source, ...inside, ...stem));
    for (const source of SOURCES) found.add(path.join(at, source, ...inside));
    if (inside.length > 0) for (const source of SOURCES) found.add(path.join(at, source));
    if (at === root || !at.startsWith(`${root}/`)) break;
  }
  found.add(root);
  found.delete(output);
  return [...found];
}

function parent(directory: string): string {
  const above = path.dirname(directory);
  return above === directory ? "" : above;
}
