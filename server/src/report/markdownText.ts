/** Text that stays text in Markdown, as GitHub and GitLab read it, and in HTML. */
import { stripVTControlCharacters } from "node:util";

/** Where a reader's mention of somebody, or of an issue, would begin: a space without width keeps it text. */
const NOTHING = "&#8203;";

/**
 * Names with underscores, generics and pipes stay what they are, nobody is mentioned, and what is written as code stays code. Line ends
 * become spaces.
 */
export function escapeText(text: string): string {
  return oneLine(text)
    .split(/(`[^`|]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>|~]|#\d?|&(?=#?\w+;)|@(?=\w)/g, escapeCharacter)))
    .join("");
}

function escapeCharacter(match: string): string {
  if (match === "<") return "&lt;";
  if (match === ">") return "&gt;";
  if (match === "&") return "&amp;";
  if (match === "@") return `@${NOTHING}`;
  return match.length > 1 ? `\\#${NOTHING}${match.slice(1)}` : `\\${match}`;
}

/** A code span holds any text when its fence is longer than the backquotes in it. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${oneLine(text)}${space}${fence}`;
}

/** For HTML within Markdown: marks of Markdown are written so that they are none, whether or not it is read there. */
export function escapeHtmlInMarkdown(text: string): string {
  return oneLine(text).replace(/[&<>"'`*_[\]]|[@#](?=\w)/g, (match) => (/[@#]/.test(match) ? match + NOTHING : entity(match)));
}

/** For HTML's text and its quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, entity);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Line ends and the space around them become one space. */
function oneLine(text: string): string {
  return visible(text.replace(/\s*[\r\n]+\s*/g, " "));
}

/** Control characters are no text, and neither is what turns the direction of the text that follows. */
function visible(text: string): string {
  return stripVTControlCharacters(text).replace(UNPRINTABLE, " ");
}

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
