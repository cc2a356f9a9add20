/** Writes `lambda-ready: ignore[…]` comments, and `Metadata` where there are no comments. */
import { extractModule } from "./extract/extract.ts";
import type { Finding } from "./findings.ts";
import { linesOf } from "./lines.ts";
import type { Module, Range } from "./model/code.ts";
import type { Resource, Template } from "./model/infrastructure.ts";
import { parseHcl } from "./parse/hcl.ts";
import { parseYaml } from "./parse/yaml.ts";
import { createDataEditor } from "./rewrite/data/editor.ts";
import type { Edit } from "./rewrite/rewriter.ts";
import { type CommentDirective, commentDirectives } from "./suppress/comments.ts";
import { documentOf, IGNORE_PATH } from "./suppress/metadata.ts";
import { resourcesIn, statementAround } from "./suppress/surroundings.ts";
import { type Suppressible, Suppressions } from "./suppress.ts";

/** A way to suppress a finding. Whether and how it can be done is found out when it is asked for: it takes a parse. */
export interface SuppressFix {
  readonly title: string;
  edits(): readonly Edit[];
}

/** @param resources those of the stacks that the file is part of */
export function suppressFixes(file: Suppressible, finding: Finding, resources: Iterable<Resource> = []): SuppressFix[] {
  const rule = finding.rule.id;
  const here = resourcesIn(file, resources);
  const isJson = "syntax" in file && file.syntax === "json";
  return [
    {
      title: `Ignore here: ${rule}`,
      edits: () => (isJson ? inMetadata(file, rule, resourceAt(here, finding.place)) : listed(commentAbove(file, here, finding))),
    },
    { title: `Ignore in this file: ${rule}`, edits: () => (isJson ? inMetadata(file, rule, null) : listed(commentOnTop(file, finding))) },
  ];
}

function listed(edit: Edit | undefined): readonly Edit[] {
  return edit ? [edit] : [];
}

/** The comment goes above the finding's line, or above its statement where a comment there would not be one (in a string, in JSX text). */
function commentAbove(file: Suppressible, resources: readonly Resource[], finding: Finding): Edit | undefined {
  const existing = new Suppressions(file, { resources }).commentFor("line", finding.place);
  if (existing) return merged(file, existing, finding.rule.id);
  const lines = linesOf(file);
  const words = `lambda-ready: ignore[${finding.rule.id}]`;
  const own = lines.lineAt(finding.place.start);
  const first = lines.lineAt(statementAround(file, resources, finding.place).start);
  for (const line of new Set([own, first])) {
    // To Python the line would end there, though the grammar reads on.
    if (languageOf(file) === "python" && line > 0 && lines.line(line - 1).endsWith("\\")) continue;
    for (const comment of usesHash(file) ? [`# ${words}`] : [`// ${words}`, `{/* ${words} */}`]) {
      const start = lines.start(line);
      const edit = { path: file.path, start, end: start, newText: `${lines.indent(line)}${comment}${lines.lineBreak(line)}` };
      if (takesEffect(file, edit, "line")) return edit;
    }
  }
  return undefined;
}

/** The comment goes to the top, below `#!` and an encoding line. */
function commentOnTop(file: Suppressible, finding: Finding): Edit | undefined {
  const { directives } = new Suppressions(file);
  const existing = directives.find((one): one is CommentDirective => one.kind === "comment" && one.scope === "file" && one.isOpen);
  if (existing) return merged(file, existing, finding.rule.id);
  const lines = linesOf(file);
  let line = 0;
  if (/^\uFEFF?#!/.test(lines.line(0))) line++;
  if (languageOf(file) === "python" && line < 2 && /^#.*coding[:=]/.test(lines.line(line))) line++;
  const start = Math.max(lines.start(line), file.text.startsWith("\uFEFF") ? 1 : 0);
  const newText = `${usesHash(file) ? "#" : "//"} lambda-ready: ignore-file[${finding.rule.id}]${lines.lineBreak(line)}`;
  const edit = { path: file.path, start, end: start, newText };
  return takesEffect(file, edit, "file") ? edit : undefined;
}

function merged(file: Suppressible, directive: CommentDirective, rule: string): Edit {
  const end = directive.end - 1;
  const last = directive.rules.at(-1);
  return { path: file.path, start: last?.end ?? end, end, newText: last ? `, ${rule}` : rule };
}

function languageOf(file: Suppressible): string {
  return "dialect" in file ? file.syntax : file.language;
}

function usesHash(file: Suppressible): boolean {
  return ["python", "yaml", "hcl"].includes(languageOf(file));
}

/** Is what was written a directive to the parser as well, with the rest of the file as it was? */
function takesEffect(file: Suppressible, edit: Edit, scope: CommentDirective["scope"]): boolean {
  const text = file.text.slice(0, edit.start) + edit.newText + file.text.slice(edit.end);
  const changed = readAgain(file, text);
  if (!changed) return false;
  return commentDirectives(changed, linesOf(changed)).some(
    (directive) =>
      directive.start > edit.start &&
      directive.start < edit.start + edit.newText.length &&
      directive.scope === scope &&
      directive.standsAlone,
  );
}

/** The file with another text; undefined where that does not parse as well as before. */
function readAgain(file: Suppressible, text: string): { text: string; comments: readonly Range[] } | undefined {
  const module = "dialect" in file ? file.module : file;
  if (module) {
    const changed = extractModule(file.path, text);
    return changed && changed.broken.length <= module.broken.length && changed.scopes.length === module.scopes.length ? changed : undefined;
  }
  const changed = "dialect" in file && file.syntax === "hcl" ? parseHcl(text) : parseYaml(text);
  return changed.broken.length <= file.broken.length ? changed : undefined;
}

/** JSON has no comments: the rule joins the list in the `Metadata` of the resource, or of the template; only CloudFormation has these. */
function inMetadata(file: Module | Template, rule: string, resource: Resource | null | undefined): readonly Edit[] {
  if (resource === undefined || !("dialect" in file) || !["sam", "cloudformation"].includes(file.dialect) || file.broken.length > 0)
    return [];
  const editor = createDataEditor(documentOf(file));
  const owner = resource ? ["Resources", resource.id] : [];
  return editor.append([...owner, "Metadata", ...IGNORE_PATH], [rule]) ? editor.edits(file.path) : [];
}

/** The innermost resource that somebody wrote around a place. */
function resourceAt(resources: readonly Resource[], place: Range): Resource | undefined {
  const around = resources.filter((one) => !one.owner && one.place.start <= place.start && one.place.end >= place.end);
  return around.sort((a, b) => a.place.end - a.place.start - (b.place.end - b.place.start))[0];
}
