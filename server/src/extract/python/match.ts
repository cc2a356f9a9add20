/** match and its patterns. */
import type { Branch, Region, Value } from "../../model/code.ts";
import { childByField, childrenByField, type SyntaxNode } from "../../parse/syntax.ts";
import { pattern, type Seen, sequence } from "./patterns.ts";
import { list } from "./values.ts";
import { type Mutable, type StatementTable, unknown, type Walker } from "./walker.ts";

/** Exits when every case does and one of them is met by anything. */
function matchStatement(w: Walker, node: SyntaxNode): boolean {
  const branch = w.branch("match", node);
  const subjects = childrenByField(node, "subject");
  const values = subjects.map((subject) => w.expr(subject));
  const [first] = subjects;
  const subject = values.length === 1 ? values[0] : undefined;
  branch.subject = subject ?? list(values, false, { start: first?.start ?? node.start, end: subjects.at(-1)?.end ?? node.start });
  if (subject === undefined) w.displays.add(branch.subject);
  let exits = true;
  let complete = false;
  for (const child of childByField(node, "body")?.children ?? node.children) {
    if (child.type !== "case_clause") continue;
    const arm = caseClause(w, child, branch, branch.subject);
    exits = arm.exits && exits;
    complete ||= arm.isDefault;
  }
  return exits && complete;
}

/** A guard is a condition below the case: it sees what the pattern captures. */
function caseClause(w: Walker, node: SyntaxNode, branch: Branch, subject: Value): { exits: boolean; isDefault: boolean } {
  const consequence = childByField(node, "consequence");
  const at = consequence ?? { start: node.end, end: node.end };
  const region = w.open("case", at, branch);
  const outer = w.region;
  w.region = region;
  const seen = casePatterns(w, node, subject);
  branch.arms.push({ region, test: null, labels: seen.labels });
  const guard = childByField(node, "guard");
  let inner: Region = region;
  if (guard !== null) {
    const condition = w.parts(guard)[0] ?? null;
    const guarded: Mutable<Region> = w.open("then", at, null);
    guarded.test = condition;
    inner = guarded;
    // Without a label it would look like the default.
    if (seen.labels.length === 0 && condition !== null) seen.labels.push(unknown(guard, [condition]));
  }
  w.region = outer;
  const exits = consequence !== null && w.block(consequence, inner);
  region.exits = exits && guard === null;
  if (w.hasErrors) w.errors(node);
  return { exits, isDefault: seen.isDefault && guard === null };
}

/** `case a, b` is one pattern of two. */
function casePatterns(w: Walker, node: SyntaxNode, subject: Value): Seen {
  const patterns = node.children.filter((child) => child.type === "case_pattern");
  const [only] = patterns;
  const isTuple = node.children.some((child) => child.type === ",");
  if (only === undefined) return { labels: [], isDefault: false };
  if (!isTuple) return pattern(w, only, subject);
  const at = { start: only.start, end: patterns.at(-1)?.end ?? only.end };
  return { labels: [sequence(w, patterns, subject, at)], isDefault: false };
}

export const matchStatements: StatementTable = [["match_statement", matchStatement]];
