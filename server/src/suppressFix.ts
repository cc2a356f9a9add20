/** Writes `lambda-ready: ignore[…]` comments. */
import { extractModule } from "./extract/extract.ts";
import type { Finding } from "./findings.ts";
import { linesOf } from "./lines.ts";
import type { Module } from "./model/code.ts";
import type { Edit } from "./rewrite/rewriter.ts";
import { type Directive, Suppressions, statementAround } from "./suppress.ts";

/** A way to suppress a finding. Whether and how it can be done is found out when it is asked for: it takes a parse. */
export interface SuppressFix {
  readonly title: string;
  edit(): Edit | undefined;
}

export function suppressFixes(module: Module, finding: Finding): SuppressFix[] {
  const rule = finding.rule.id;
  return [
    { title: `Ignore here: ${rule}`, edit: () => suppressLine(module, finding) },
    { title: `Ignore in this file: ${rule}`, edit: () => suppressFile(module, finding) },
  ];
}

/** The comment goes above the finding's line, or above its statement where a comment there would not be one (in a string, in JSX text). */
function suppressLine(module: Module, finding: Finding): Edit | undefined {
  const existing = new Suppressions(module).directiveFor("line", finding.place);
  if (existing) return merged(module, existing, finding.rule.id);
  const lines = linesOf(module);
  const words = `lambda-ready: ignore[${finding.rule.id}]`;
  const own = lines.lineAt(finding.place.start);
  const first = lines.lineAt(statementAround(module, finding.place).start);
  for (const line of new Set([own, first])) {
    // To Python the line would end there, though the grammar reads on.
    if (module.language === "python" && line > 0 && lines.line(line - 1).endsWith("\\")) continue;
    for (const comment of module.language === "python" ? [`# ${words}`] : [`// ${words}`, `{/* ${words} */}`]) {
      const start = lines.start(line);
      const edit = { path: module.path, start, end: start, newText: `${lines.indent(line)}${comment}${lines.lineBreak(line)}` };
      if (takesEffect(module, edit, "line")) return edit;
    }
  }
  return undefined;
}

/** The comment goes to the top, below `#!` and an encoding line. */
function suppressFile(module: Module, finding: Finding): Edit | undefined {
  const existing = new Suppressions(module).directives.find(
    (directive) => directive.scope === "file" && module.text[directive.end - 1] === "]",
  );
  if (existing) return merged(module, existing, finding.rule.id);
  const lines = linesOf(module);
  let line = 0;
  if (/^\uFEFF?#!/.test(lines.line(0))) line++;
  if (module.language === "python" && line < 2 && /^#.*coding[:=]/.test(lines.line(line))) line++;
  const start = Math.max(lines.start(line), module.text.startsWith("\uFEFF") ? 1 : 0);
  const newText = `${module.language === "python" ? "#" : "//"} lambda-ready: ignore-file[${finding.rule.id}]${lines.lineBreak(line)}`;
  const edit = { path: module.path, start, end: start, newText };
  return takesEffect(module, edit, "file") ? edit : undefined;
}

function merged(module: Module, directive: Directive, rule: string): Edit {
  const end = directive.end - 1;
  const last = directive.rules.at(-1);
  return { path: module.path, start: last?.end ?? end, end, newText: last ? `, ${rule}` : rule };
}

/** Is what was written a directive to the parser as well, with the rest of the file as it was? */
function takesEffect(module: Module, edit: Edit, scope: Directive["scope"]): boolean {
  const text = module.text.slice(0, edit.start) + edit.newText + module.text.slice(edit.end);
  const changed = extractModule(module.path, text);
  if (!changed || changed.broken.length > module.broken.length || changed.scopes.length !== module.scopes.length) return false;
  return new Suppressions(changed).directives.some(
    (directive) =>
      directive.start > edit.start &&
      directive.start < edit.start + edit.newText.length &&
      directive.scope === scope &&
      directive.standsAlone,
  );
}
