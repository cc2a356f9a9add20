/** Where things are, for every script. */
import { readdirSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

/** A path inside the repository. */
export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** A file of the repository for messages: relative, with `/`. */
export function shown(file: string): string {
  return path.relative(root, file).split(path.sep).join("/");
}

/** A rule's two files, found by the folder layout of DESIGN.md section 4. */
export interface RuleFile {
  readonly id: string;
  readonly section: string;
  readonly source: string;
  readonly page: string;
}

/** Every rule file, by id. */
export function ruleFiles(directory = inRoot("server", "src", "rules")): RuleFile[] {
  const found: RuleFile[] = [];
  for (const section of readdirSync(directory, { withFileTypes: true })) {
    if (!section.isDirectory()) continue;
    for (const file of readdirSync(path.join(directory, section.name))) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
      const id = file.slice(0, -3);
      const base = path.join(directory, section.name, id);
      found.push({ id, section: section.name, source: `${base}.ts`, page: `${base}.md` });
    }
  }
  return found.sort((a, b) => a.id.localeCompare(b.id, "en"));
}

/** `sdk-client-in-handler` to `sdkClientInHandler`, the name a rule is exported by. */
export function exportName(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
