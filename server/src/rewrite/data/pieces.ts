/** A text that is edited again and again, and what all of it comes to as edits of the text it was at first. */
import type { Edit } from "../rewriter.ts";
import type { TextEdit } from "./places.ts";

/** A part of the first text, or text that is new. */
type Piece = { readonly kind: "old"; readonly start: number; readonly end: number } | { readonly kind: "new"; readonly text: string };

const lengthOf = (piece: Piece): number => (piece.kind === "old" ? piece.end - piece.start : piece.text.length);

export class EditedText {
  readonly #original: string;
  #pieces: readonly Piece[];

  constructor(original: string) {
    this.#original = original;
    this.#pieces = [{ kind: "old", start: 0, end: original.length }];
  }

  get text(): string {
    return this.#pieces.map((piece) => (piece.kind === "old" ? this.#original.slice(piece.start, piece.end) : piece.text)).join("");
  }

  /** The same text, to go on with while this one stays as it is. */
  copy(): EditedText {
    const copy = new EditedText(this.#original);
    copy.#pieces = this.#pieces;
    return copy;
  }

  /** Makes edits whose offsets are those of the text as it is now; of two at one place the first stands first. */
  apply(edits: readonly TextEdit[]): void {
    const fromTheEnd = edits
      .map((edit, order) => ({ ...edit, order }))
      .sort((a, b) => b.start - a.start || b.end - a.end || b.order - a.order);
    for (const { start, end, newText } of fromTheEnd) {
      const added: Piece[] = newText === "" ? [] : [{ kind: "new", text: newText }];
      this.#pieces = [...this.#slice(0, start), ...added, ...this.#slice(end, Infinity)];
    }
  }

  #slice(from: number, to: number): Piece[] {
    const result: Piece[] = [];
    let at = 0;
    for (const piece of this.#pieces) {
      const start = Math.max(from, at) - at;
      const end = Math.min(to, at + lengthOf(piece)) - at;
      if (end > start) result.push(part(piece, start, end));
      at += lengthOf(piece);
    }
    return result;
  }

  /** Where a range of the first text is now; undefined where it is not whole any more. */
  now(range: { readonly start: number; readonly end: number }): { start: number; end: number } | undefined {
    let at = 0;
    for (const piece of this.#pieces) {
      if (piece.kind === "old" && piece.start <= range.start && range.end <= piece.end)
        return { start: at + range.start - piece.start, end: at + range.end - piece.start };
      at += lengthOf(piece);
    }
    return undefined;
  }

  /** Everything as edits of the first text. */
  edits(path: string): Edit[] {
    const edits: Edit[] = [];
    let start = 0;
    let newText = "";
    for (const piece of [...this.#pieces, { kind: "old", start: this.#original.length, end: this.#original.length } as const]) {
      if (piece.kind === "new") newText += piece.text;
      else {
        if (newText !== "" || piece.start > start) edits.push({ path, start, end: piece.start, newText });
        newText = "";
        start = piece.end;
      }
    }
    return edits;
  }
}

function part(piece: Piece, start: number, end: number): Piece {
  if (piece.kind === "new") return { kind: "new", text: piece.text.slice(start, end) };
  return { kind: "old", start: piece.start + start, end: piece.start + end };
}
