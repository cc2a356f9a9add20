/** The text that a string's source stands for. */

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["\n", ""],
]);

/** `\n`, `\x41`, `\u0041`, `\101`, a backslash at a line's end; what is no escape (and `\N{…}`) stays as it is written. */
export function decodeEscapes(source: string): string {
  let at = source.indexOf("\\");
  if (at === -1) return source;
  let text = "";
  let from = 0;
  while (at !== -1) {
    text += source.slice(from, at);
    const letter = source.charAt(at + 1);
    const simple = SIMPLE.get(letter);
    if (simple !== undefined) {
      text += simple;
      from = at + 2;
    } else if (letter === "\r") {
      from = at + (source.charAt(at + 2) === "\n" ? 3 : 2);
    } else {
      const [decoded, length] = numeric(source, at + 1, letter);
      text += decoded;
      from = at + 1 + length;
    }
    at = source.indexOf("\\", from);
  }
  return text + source.slice(from);
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** An escape by number. @returns its text, and its length without the backslash. */
function numeric(source: string, at: number, letter: string): [string, number] {
  const digits = HEX_DIGITS[letter];
  if (digits !== undefined) {
    const code = numberAt(source, at + 1, digits, 16);
    if (code !== undefined && code <= 0x10ffff) return [String.fromCodePoint(code), digits + 1];
  }
  for (let length = 3; length > 0; length--) {
    const code = numberAt(source, at, length, 8);
    if (code !== undefined) return [String.fromCodePoint(code), length];
  }
  return [`\\${letter}`, letter.length];
}

function numberAt(source: string, at: number, digits: number, radix: number): number | undefined {
  if (at + digits > source.length) return undefined;
  let value = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = Number.parseInt(source.charAt(index), radix);
    if (Number.isNaN(digit)) return undefined;
    value = value * radix + digit;
  }
  return value;
}

/** `{{` and `}}` of an f-string. */
export function foldBraces(source: string): string {
  if (!source.includes("{") && !source.includes("}")) return source;
  return source.replaceAll("{{", "{").replaceAll("}}", "}");
}
