/** The page of a rule, read as what it is: documentation in sections, and cases in fenced blocks. */
import { readFileSync } from "node:fs";
import type { RuleFile } from "../../scripts/paths.ts";
import type { Texts } from "../memoryProject.ts";

export const SECTIONS = ["What it flags", "Why", "Flags", "Accepts", "After the fix", "When not to use it", "Sources"] as const;
export type Section = (typeof SECTIONS)[number];

/** One block, or several in a row that name their files. */
export interface Case {
  readonly section: string;
  /** The languages and dialects of its blocks. A rule of infrastructure is shown by templates that other rules would have more to say about. */
  readonly languages: readonly string[];
  /** Some of it is a template. */
  readonly isInfrastructure: boolean;
  /** Line in the page, for messages. */
  readonly line: number;
  /** Marks taken out: what a user would have. */
  readonly files: Texts;
  /** `file:line rule-id` of every mark, sorted. */
  readonly expected: readonly string[];
}

export interface Page {
  readonly rule: RuleFile;
  readonly title: string;
  /** The headings in order. */
  readonly sections: readonly string[];
  /** The prose of a section, blocks left out. */
  readonly prose: ReadonlyMap<string, string>;
  readonly cases: readonly Case[];
}

interface Block {
  section: string;
  /** `python`, `yaml sam`, `typescript cdk`. */
  kind: string;
  file: string | null;
  line: number;
  lines: string[];
  /** Something other than empty lines stands between this block and the one before. */
  isApart: boolean;
}

const DEFAULT_FILE: Readonly<Record<string, string>> = {
  python: "app.py",
  javascript: "app.js",
  typescript: "app.ts",
  "yaml sam": "template.yaml",
  "json sam": "template.json",
  "yaml cloudformation": "template.yaml",
  "json cloudformation": "template.json",
  "yaml serverless": "serverless.yml",
  "json serverless": "serverless.json",
  "typescript serverless": "serverless.ts",
  "hcl terraform": "main.tf",
  "typescript cdk": "lib/stack.ts",
  "javascript cdk": "lib/stack.js",
  "python cdk": "app/stack.py",
  "json deployed": "deployed.json",
};
const MARK = /[ \t]*(?:#|\/\/) <- ([a-z0-9-]+(?:, [a-z0-9-]+)*)$/;

export function readPage(rule: RuleFile): Page {
  const sections: string[] = [];
  const prose = new Map<string, string>();
  const blocks: Block[] = [];
  let title = "";
  let open: Block | undefined;
  let isApart = true;
  for (const [index, line] of readFileSync(rule.page, "utf8").split("\n").entries()) {
    const section = sections.at(-1) ?? "";
    if (open !== undefined) {
      if (line === "```") open = undefined;
      else open.lines.push(line);
    } else if (line.startsWith("```")) {
      const [, kind = "", file = null] = /^```(\w*(?: (?!file=)\w+)?)(?: file=(\S+))?$/.exec(line) ?? [];
      open = { section, kind, file, line: index + 1, lines: [], isApart };
      blocks.push(open);
      isApart = false;
    } else if (line.startsWith("## ")) {
      sections.push(line.slice(3));
      isApart = true;
    } else if (line.startsWith("# ")) title = line.slice(2);
    else if (line.trim() !== "") {
      prose.set(section, `${prose.get(section) ?? ""}${line}\n`);
      isApart = true;
    }
  }
  return { rule, title, sections, prose, cases: casesOf(blocks) };
}

function casesOf(blocks: readonly Block[]): Case[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last?.[0]?.file != null && goTogether(last, block) && block.file !== null && !block.isApart) last.push(block);
    else groups.push([block]);
  }
  return groups.map((group) => {
    const [first] = group as [Block];
    const files: Record<string, string> = {};
    const expected: string[] = [];
    for (const block of group) {
      const file = block.file ?? DEFAULT_FILE[block.kind] ?? "";
      const plain = block.lines.map((line, index) => {
        for (const id of MARK.exec(line)?.[1]?.split(", ") ?? []) expected.push(`${file}:${index + 1} ${id}`);
        return line.replace(MARK, "");
      });
      files[file] = `${plain.join("\n")}\n`;
    }
    const languages = [...new Set(group.filter((block) => !isPlain(block)).map((block) => languageOf(block.kind)))];
    const isInfrastructure = group.some((block) => block.kind.includes(" "));
    return { section: first.section, languages, isInfrastructure, line: first.line, files, expected: expected.sort() };
  });
}

/** Code of one language, or code and the template that deploys it; and what is neither, such as a manifest. */
function goTogether(group: readonly Block[], block: Block): boolean {
  return (
    isPlain(block) ||
    group.every((each) => isPlain(each) || each.kind === block.kind || each.kind.includes(" ") !== block.kind.includes(" "))
  );
}

function isPlain({ kind }: Block): boolean {
  return kind === "text" || kind === "json";
}

/** `sam` of `yaml sam`, `python` of `python`. */
function languageOf(kind: string): string {
  return kind.split(" ").at(-1) ?? kind;
}
