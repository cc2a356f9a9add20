/** `npm run new-rule <section>/<id> [<title>]`: the two files of a rule, ready to be filled in, and what is generated from them. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exportName, inRoot, shown } from "./paths.ts";

/** Checklist item that most rules of a section speak to; the author may change it. */
const sections: Record<string, string> = {
  "single-purpose": "single-responsibility",
  idempotency: "idempotent",
  "event-source": "event-source-fits",
  stateless: "single-responsibility",
  initialization: "sdk-clients-reused",
  database: "connections-managed",
  errors: "retries-understood",
  concurrency: "concurrency-limited",
  security: "least-privilege",
  observability: "structured-logs",
  cost: "cost-watched",
  deployment: "safe-rollout",
  testing: "tests-cover",
};

export function ruleSource(id: string, section: string, title: string): string {
  return `import { defineRule } from "../rule.ts";

/** ${title}. */
export const ${exportName(id)} = defineRule({
  id: "${id}",
  title: "${title}",
  section: "${section}",
  checklist: "${sections[section]}",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "call",
  check() {
    return undefined;
  },
});
`;
}

export function pageSource(id: string, title: string): string {
  const block = (language: string, comment: string) => `\`\`\`${language}\n${comment} ${id}\n\`\`\`\n`;
  const blocks = [block("python", "#"), block("javascript", "//"), block("typescript", "//")].join("\n");
  const parts = ["What it flags", "Why", "Flags", "Accepts", "After the fix", "When not to use it", "Sources"];
  const body = parts.map((part) => `## ${part}\n${["Flags", "Accepts"].includes(part) ? `\n${blocks}` : ""}`);
  return `# ${title}\n\n${body.join("\n")}`;
}

if (import.meta.main) {
  const [where = "", ...words] = process.argv.slice(2);
  const [section = "", id = ""] = where.split("/");
  if (!(section in sections) || !/^[a-z]+(-[a-z0-9]+)*$/.test(id)) {
    console.error(`usage: npm run new-rule <section>/<id> [title]\nsections: ${Object.keys(sections).join(", ")}`);
    process.exit(2);
  }
  const base = inRoot("server/src/rules", section, id);
  if (existsSync(`${base}.ts`)) {
    console.error(`${shown(`${base}.ts`)} is there already`);
    process.exit(1);
  }
  const title = words.join(" ") || id.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  mkdirSync(path.dirname(base), { recursive: true });
  writeFileSync(`${base}.ts`, ruleSource(id, section, title));
  writeFileSync(`${base}.md`, pageSource(id, title));
  console.log(`written: ${shown(`${base}.ts`)} and ${shown(`${base}.md`)}`);
  execFileSync(process.execPath, [inRoot("scripts/generate.ts")], { stdio: "inherit" });
}
