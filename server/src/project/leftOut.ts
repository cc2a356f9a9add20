/** Directories of a project that hold what others wrote or what a build made. */
import { type DirectoryEntry, type Files, isInside, isText } from "../files.ts";
import { THIRD_PARTY_PACKAGES } from "./pythonNames.ts";

const LEFT_OUT = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  "site-packages",
  "dist-packages",
  "__pycache__",
  "__pypackages__",
  ".git",
  ".hg",
  ".svn",
  ".venv",
  "venv",
  ".env",
  "env",
  "virtualenv",
  ".tox",
  ".nox",
  ".eggs",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".serverless",
  ".serverless_plugins",
  ".aws-sam",
  ".build",
  ".esbuild",
  ".webpack",
  ".terraform",
  ".terragrunt-cache",
  ".sst",
  ".amplify",
  "cdk.out",
  ".cdk.staging",
  "dist",
  "build",
  "out",
  "vendor",
  "vendored",
  "third_party",
  ".next",
  ".nuxt",
  ".output",
  ".turbo",
  ".nx",
  ".yarn",
  ".pnp",
  ".pnpm-store",
  ".cache",
  "coverage",
  ".nyc_output",
  "htmlcov",
  ".vscode-test",
  ".idea",
]);

/** A copy of a package has more than the few modules somebody writes under such a name. */
const COPY_ENTRIES = 6;

/** Is a directory of this name left out wherever it is? */
export function isLeftOut(name: string): boolean {
  return LEFT_OUT.has(name);
}

/** Does a path below `root` lead through such a directory? */
export function isLeftOutBelow(root: string, path: string): boolean {
  return (
    isInside(path, root) &&
    path
      .slice(root.length + 1)
      .split("/")
      .slice(0, -1)
      .some(isLeftOut)
  );
}

/**
 * Names in a directory that pip put there (layers and old bundles are committed with their packages), by what pip wrote
 * down beside them or by being a well-known package.
 */
export function vendoredEntries(directory: string, entries: ReadonlyMap<string, DirectoryEntry>, files: Files): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (const { name, kind } of entries.values()) {
    if (kind !== "directory") continue;
    if (name.endsWith(".dist-info")) {
      found ??= new Set();
      for (const each of recorded(files, `${directory}/${name}/RECORD`)) found.add(each);
    } else if (THIRD_PARTY_PACKAGES.has(name) && isPackageCopy(files, `${directory}/${name}`)) {
      found ??= new Set();
      found.add(name);
    }
  }
  return found ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

function isPackageCopy(files: Files, directory: string): boolean {
  const entries = files.entries(directory);
  return !("reason" in entries) && entries.length >= COPY_ENTRIES && entries.some((entry) => entry.name === "__init__.py");
}

/** First parts of the paths a RECORD lists: `requests` of `requests/adapters.py,sha256=…,123`. */
function recorded(files: Files, path: string): string[] {
  const file = files.read(path);
  if (!isText(file)) return [];
  const names = file.text.split(/\r?\n/).map((line) => line.replace(/^"/, "").split(/[/,]/, 1)[0] ?? "");
  return names.filter((name) => name !== "" && name !== "..");
}
