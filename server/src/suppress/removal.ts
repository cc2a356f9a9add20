/** Takes rules out of a directive, and the directive away with its last rule. */
import { linesOf } from "../lines.ts";
import type { Range } from "../model/code.ts";
import { createDataEditor } from "../rewrite/data/editor.ts";
import type { Edit, Fix } from "../rewrite/rewriter.ts";
import type { Directive, Suppressible } from "../suppress.ts";
import type { CommentDirective, SuppressedRule } from "./comments.ts";
import { documentOf, IGNORE_PATH, type MetadataDirective } from "./metadata.ts";

/** With the last rule the comment goes, and with the comment an otherwise empty line; in `Metadata` all that holds nothing else. */
export function removal(file: Suppressible, directive: Directive, rules: readonly SuppressedRule[]): Fix {
  const rest = directive.rules.filter((rule) => !rules.includes(rule));
  const title = rest.length > 0 ? `Remove ${rules.map((rule) => rule.id).join(", ")} from the suppression` : "Remove the suppression";
  return { title, safety: "safe", edits: editsFor(file, directive, rules, rest.length > 0) };
}

function editsFor(file: Suppressible, directive: Directive, rules: readonly SuppressedRule[], keepsOthers: boolean): Edit[] {
  if (directive.kind === "metadata") return keepsOthers ? withoutItems(file, directive, rules) : withoutMetadata(file, directive);
  const rest = directive.rules.filter((rule) => !rules.includes(rule));
  return [keepsOthers ? withoutRules(file, directive, rest) : withoutComment(file, directive)];
}

function withoutItems(file: Suppressible, directive: MetadataDirective, rules: readonly SuppressedRule[]): Edit[] {
  const editor = createDataEditor(documentOf(file));
  for (const { item } of directive.rules.filter((rule) => rules.includes(rule))) {
    const path = editor.pathTo(item);
    if (path) editor.remove(path);
  }
  return editor.edits(file.path);
}

/** The directive, and what is empty without it, up to `Metadata` itself. */
function withoutMetadata(file: Suppressible, directive: MetadataDirective): Edit[] {
  const editor = createDataEditor(documentOf(file));
  const path = editor.pathTo(directive);
  if (path) editor.remove(path, path.length - IGNORE_PATH.length);
  return editor.edits(file.path);
}

function withoutRules(file: Suppressible, directive: CommentDirective, rest: readonly SuppressedRule[]): Edit {
  const start = file.text.indexOf("[", directive.start) + 1;
  return { path: file.path, start, end: directive.end - 1, newText: rest.map((rule) => rule.id).join(", ") };
}

function withoutComment(file: Suppressible, directive: CommentDirective): Edit {
  const { comment } = directive;
  const inside = file.text.slice(comment.start, comment.end).replace(/^(?:#+|\/\/+|\/\*+)\s*|\s*\*+\/$/g, "");
  // The comment says other things as well: only the words of the directive and their reason go.
  const ownStart = inside.startsWith("lambda-ready:");
  if (!ownStart || /[\r\n]|lambda-ready:.*lambda-ready:/.test(inside)) return { path: file.path, ...wordsOf(file, directive), newText: "" };
  const lines = linesOf(file);
  if (directive.standsAlone) {
    const start = lines.start(lines.lineAt(comment.start));
    return { path: file.path, start, end: lines.start(lines.lineAt(comment.end) + 1), newText: "" };
  }
  const before = /[ \t]*$/.exec(file.text.slice(lines.start(lines.lineAt(comment.start)), comment.start))?.[0].length ?? 0;
  const atLineEnd = lines.end(lines.lineAt(comment.end)) === comment.end;
  return { path: file.path, start: atLineEnd ? comment.start - before : comment.start, end: comment.end, newText: "" };
}

/** The directive without what else its comment says. */
function wordsOf(file: Suppressible, directive: CommentDirective): Range {
  const before = /[ \t]*$/.exec(file.text.slice(directive.comment.start, directive.start))?.[0].length ?? 0;
  return { start: directive.start - before, end: directive.end };
}
