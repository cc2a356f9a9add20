/** Offsets to lines and columns (both from 0, columns in UTF-16 units), and back. Line ends are `\n`, `\r\n` and `\r`, as in the protocol. */

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The line starts of one text. */
export class Lines {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line an offset stands in; offsets beyond the text are in the last one. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  position(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, character: Math.min(offset, this.text.length) - this.start(line) };
  }

  /** The offset of a position; characters beyond the line's end count as its end. */
  offset(position: Position): number {
    return Math.min(this.start(position.line) + position.character, this.end(position.line));
  }

  /** The offset at which a line begins. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The offset of a line's end, without its line break. */
  end(line: number): number {
    let end = this.#starts[line + 1] ?? this.text.length;
    if (end < this.text.length || line + 1 < this.count) {
      if (this.text[end - 1] === "\n") end--;
      if (this.text[end - 1] === "\r" && end > this.start(line)) end--;
    }
    return end;
  }

  /** A line without its line break. */
  line(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** The white space a line begins with. */
  indent(line: number): string {
    return /^[ \t]*/.exec(this.line(line))?.[0] ?? "";
  }

  /** The line break the file uses around a line; `\n` in a file of one line. */
  lineBreak(line: number): string {
    for (const at of [line, line - 1, 0]) {
      const found = this.text.slice(this.end(at), this.start(at + 1));
      if (found) return found;
    }
    return "\n";
  }
}

const known = new WeakMap<object, Lines>();

/** The lines of a module's text, counted once. */
export function linesOf(holder: { readonly text: string }): Lines {
  const lines = known.get(holder) ?? new Lines(holder.text);
  known.set(holder, lines);
  return lines;
}
