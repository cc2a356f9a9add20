/** The text of quoted templates and heredocs. */

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** What a stretch of a quoted string stands for. */
export function unquote(source: string): string {
  if (!/[\\$%]/.test(source)) return source;
  return source.replace(/\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})|\\(.)|([$%])\4\{/g, (whole, short, long, single, sign) => {
    if (sign !== undefined) return `${sign}{`;
    if (single !== undefined) return ESCAPES[single as string] ?? whole;
    const code = Number.parseInt((short ?? long) as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** What a stretch of a heredoc stands for; nothing is escaped in one but the signs that begin an interpolation. */
export function unescapeHeredoc(source: string): string {
  return source.replace(/([$%])\1\{/g, "$1{");
}

/** How many characters `<<-` takes from the start of every line: the least that any line has. */
export function heredocIndent(source: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (const line of source.split("\n")) {
    if (line.trim() !== "") least = Math.min(least, /^[ \t]*/.exec(line)?.[0].length ?? 0);
  }
  return Number.isFinite(least) ? least : 0;
}

/** Takes the indentation from a stretch of a heredoc. @param isLineStart whether the stretch begins a line. */
export function withoutIndent(source: string, indent: number, isLineStart: boolean): string {
  if (indent === 0) return source;
  const lines = source.split("\n");
  return lines.map((line, index) => (index === 0 && !isLineStart ? line : line.slice(Math.min(indent, leading(line))))).join("\n");
}

function leading(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
