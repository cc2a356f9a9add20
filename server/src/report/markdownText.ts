/** Text that stays text in Markdown, as GitHub and GitLab read it. */

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
  return `${fence}${space}${text.replace(/[\r\n]+/g, " ")}${space}${fence}`;
}

/** For HTML within Markdown, where Markdown's own marks mean nothing. */
export function escapeHtmlInMarkdown(text: string): string {
  return escapeHtml(oneLine(text))
    .replace(/@(?=\w)/g, `@${NOTHING}`)
    .replace(/#(?=\d)/g, `#${NOTHING}`);
}

/** For HTML's text and its quoted attributes. Control characters are no text. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, " ")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Line ends and the space around them become one space. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}
