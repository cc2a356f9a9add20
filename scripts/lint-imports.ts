/** The import-direction check of the lint step; DESIGN.md section 1 says why each arrow points where it does. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.ts";

/** What the files of a room may import of ours: folders end in `/`, the room itself is always allowed. */
const allowed: Record<string, readonly string[]> = {
  "model/": [],
  "parse/": [],
  "extract/": ["parse/", "model/", "vocabulary/", "flow/program.ts"],
  "flow/": ["model/", "vocabulary/"],
  "vocabulary/": [],
  "infrastructure/": ["model/", "vocabulary/", "flow/program.ts"],
  "secrets/": ["model/", "vocabulary/", "flow/program.ts"],
  "rewrite/": ["model/", "flow/", "vocabulary/", "secrets/", "parse/", "infrastructure/", "extract/cloudformation/origin.ts"],
  "checklist/": [
    "model/",
    "vocabulary/",
    "parse/",
    "rewrite/data/",
    "rewrite/text.ts",
    "flow/program.ts",
    "infrastructure/",
    "secrets/names.ts",
    "rules/rule.ts",
    "closest.ts",
    "finding.ts",
    "lines.ts",
    "files.ts",
  ],
  "deployed/": ["model/", "vocabulary/", "infrastructure/settings.ts", "rules/rule.ts", "protocol/deployed.ts", "settings.ts"],
  "rules/": ["model/", "vocabulary/", "secrets/", "rewrite/template.ts", "rewrite/grants.ts"],
  "rules/rule.ts": [
    "model/",
    "vocabulary/",
    "flow/program.ts",
    "infrastructure/infrastructure.ts",
    "rewrite/rewriter.ts",
    "rewrite/template.ts",
  ],
};

const sockets = /^(?:node:)?(?:net|http|https|http2|tls|dgram)$/;
const importPattern =
  /(?:^|\n)\s*(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g;

export interface Violation {
  /** Relative to the checked folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

function* importsOf(text: string): Generator<{ specifier: string; line: number }> {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  for (const match of code.matchAll(importPattern)) {
    const end = match.index + match[0].length;
    yield { specifier: match[1] ?? match[2] ?? "", line: code.slice(0, end).split("\n").length };
  }
}

/** The most specific entry for a file, or undefined where every import is fine. */
function permission(file: string): readonly string[] | undefined {
  const room = `${file.split("/")[0]}/`;
  const own = allowed[file] ?? allowed[room];
  return own && [...own, room];
}

function complaint(file: string, target: string): string | undefined {
  const granted = permission(file);
  if (granted && !granted.some((prefix) => target.startsWith(prefix))) return `${file.split("/")[0]} may not import ${target}`;
  // A rule stands alone: another rule is no vocabulary.
  const inRule = file.startsWith("rules/") && file.split("/").length === 3;
  if (inRule && target.startsWith("rules/") && target !== "rules/rule.ts") return `a rule may not import ${target}`;
  return undefined;
}

/** Checks a folder laid out as server/src. */
export function checkServer(directory: string): Violation[] {
  const violations: Violation[] = [];
  for (const file of sourceFiles(directory)) {
    for (const { specifier, line } of importsOf(readFileSync(path.join(directory, file), "utf8"))) {
      if (sockets.test(specifier)) violations.push({ file, line, message: `the server never opens a socket: ${specifier}` });
      if (!specifier.startsWith(".")) continue;
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
      const message = target.startsWith("../") ? `leaves the server: ${specifier}` : complaint(file, target);
      if (message) violations.push({ file, line, message });
    }
  }
  return violations;
}

/** What the parts of the client may import beyond themselves: of the server only the protocol, of the AWS bundle only its types. */
const clientRooms = {
  "client/src": ["server/src/protocol.ts", "client/aws/contract.ts"],
  "client/aws": ["server/src/protocol.ts"],
} as const;

/** Checks a folder laid out as one of the rooms of the client. */
export function checkClient(directory: string, room: keyof typeof clientRooms = "client/src"): Violation[] {
  const violations: Violation[] = [];
  const granted: readonly string[] = clientRooms[room];
  for (const file of sourceFiles(directory)) {
    const folder = path.posix.join(room, path.posix.dirname(file));
    for (const { specifier, line } of importsOf(readFileSync(path.join(directory, file), "utf8"))) {
      if (!specifier.startsWith(".")) continue;
      const target = path.posix.normalize(path.posix.join(folder, specifier));
      if (target.startsWith(`${room}/`) || granted.includes(target)) continue;
      violations.push({ file, line, message: `the client may not import ${target}` });
    }
  }
  return violations;
}

if (import.meta.main) {
  const show = (folder: string, found: Violation[]) => {
    for (const { file, line, message } of found) console.error(`${folder}/${file}:${line}: ${message}`);
    return found.length;
  };
  let count = show("server/src", checkServer(inRoot("server/src")));
  for (const room of ["client/src", "client/aws"] as const) count += show(room, checkClient(inRoot(room), room));
  if (count > 0) process.exitCode = 1;
}
