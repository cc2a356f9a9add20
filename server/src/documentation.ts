/** The rules' pages: their text, the parts a hover shows, and where they are on the web. */
import { type Files, isText } from "./files.ts";
import type { Rule } from "./rules/rule.ts";
import { unusedSuppression } from "./suppressUnused.ts";

/** What the package says of itself. */
export interface PackageInfo {
  readonly version: string;
  /** The repository's web address, without a slash at the end. */
  readonly repository: string;
}

/** Characters of a section that a hover has room for. */
const EXCERPT = 300;

/** The words of the engine's own rule, which has no file among the rules. */
const unusedSuppressionPage = `# Suppression that suppresses nothing

## What it flags

A \`lambda-ready: ignore[rule]\` or \`ignore-file[rule]\` comment without a finding of that rule on its line or in its file, an
\`ignore\` in the \`lambda-ready\` \`Metadata\` of a template's resource without one in that resource, and either with the id of a rule that
does not exist. What other tools were told is never flagged.

## Why

A suppression that outlives its problem hides the next one on the same line, and a misspelled one gives a false sense of having decided.

## When not to use it

Turn it off with \`rules: { unused-suppression: off }\` where the same comments serve several versions of Lambda Ready.
`;

export class Documentation {
  readonly info: PackageInfo;
  readonly #files: Files;
  readonly #directory: string;
  readonly #pages = new Map<string, string | undefined>();

  /** @param directory where the running code is: `dist` when bundled, `server/src` when not. */
  constructor(files: Files, directory: string) {
    this.#files = files;
    this.#directory = directory;
    this.info = this.#readInfo();
  }

  /** The rule's page as markdown. */
  page(rule: Rule): string | undefined {
    if (rule.id === unusedSuppression.id) return unusedSuppressionPage;
    if (!this.#pages.has(rule.id)) {
      this.#pages.set(rule.id, this.#read(`rules/${rule.id}.md`) ?? this.#read(`rules/${rule.section}/${rule.id}.md`));
    }
    return this.#pages.get(rule.id);
  }

  /** The page of a checklist item as markdown. */
  itemPage(id: string): string | undefined {
    const key = `checklist/${id}`;
    if (!this.#pages.has(key)) this.#pages.set(key, this.#read(`checklist/${id}.md`) ?? this.#read(`checklist/items/${id}.md`));
    return this.#pages.get(key);
  }

  /** Where the page is on the web. */
  url(rule: Rule): string {
    if (rule.id === unusedSuppression.id) return `${this.info.repository}#suppressing-a-finding`;
    return `${this.info.repository}/blob/HEAD/server/src/rules/${rule.section}/${rule.id}.md`;
  }

  /** How a section of the page begins: the first sentences of its first paragraph, in one line. */
  excerpt(rule: Rule, heading: string): string | undefined {
    const lines = (this.page(rule) ?? "").split(/\r?\n/);
    const start = lines.findIndex(
      (line) =>
        /^#+\s/.test(line) &&
        line
          .replace(/^#+\s*/, "")
          .trim()
          .toLowerCase() === heading.toLowerCase(),
    );
    if (start < 0) return undefined;
    const paragraph: string[] = [];
    for (const line of lines.slice(start + 1)) {
      if (/^(?:#|```)/.test(line) || (line.trim() === "" && paragraph.length > 0)) break;
      if (line.trim() !== "") paragraph.push(line.trim());
    }
    // A list that follows is not shown: nothing is announced.
    return paragraph.length > 0 ? firstSentences(paragraph.join(" ")).replace(/:$/, ".") : undefined;
  }

  #readInfo(): PackageInfo {
    const text = this.#read("../package.json") ?? this.#read("../../package.json") ?? "{}";
    const manifest = JSON.parse(text) as { version?: string; repository?: { url?: string } };
    const repository = (manifest.repository?.url ?? "").replace(/^git\+/, "").replace(/\.git$/, "");
    return { version: manifest.version ?? "0.0.0", repository };
  }

  #read(path: string): string | undefined {
    const file = this.#files.read(`${this.#directory}/${path}`);
    return isText(file) ? file.text : undefined;
  }
}

/** As many whole sentences as a hover has room for, at least one. */
function firstSentences(text: string): string {
  const [first = "", ...others] = text.split(/(?<=[.!?])\s+/);
  let shown = first;
  for (const sentence of others) {
    if (shown.length + sentence.length > EXCERPT) break;
    shown = `${shown} ${sentence}`;
  }
  return shown;
}
