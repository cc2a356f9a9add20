/** Merge conflicts as git leaves them in a file, and the text as each of the two sides has it. */
import type { Range } from "../../model/code.ts";

/** What one side of a conflict has, and what git calls it: `HEAD`, a branch, a commit. */
export interface ConflictSide extends Range {
  readonly label: string;
}

/** From the first mark to behind the last one. A conflict that nothing ends goes on to the end of the text. */
export interface Conflict extends Range {
  readonly ours: ConflictSide;
  readonly theirs: ConflictSide;
}

export interface Conflicts {
  readonly conflicts: readonly Conflict[];
  /** Marks that belong to no conflict: somebody resolved one and left them. */
  readonly leftovers: readonly Range[];
}

/** Seven signs, or more inside of another merge. They stand at the beginning of a line, where no answers file has anything like them. */
const MARK = /(?<=^|\n)\uFEFF?(<{7,}|\|{7,}|={7,}|>{7,})(?:[ \t]+([^\r\n]*))?(?=\r?\n|\r?$)/g;

interface Mark extends Range {
  readonly sign: string;
  readonly size: number;
  readonly label: string;
}

interface Open {
  readonly begin: Mark;
  /** The base of both, which `diff3` shows too. */
  base?: Mark;
  middle?: Mark;
}

export function conflictsOf(text: string): Conflicts {
  const conflicts: Conflict[] = [];
  const leftovers: Range[] = [];
  let open: Open | undefined;
  for (const mark of marksOf(text)) {
    if (open === undefined) {
      if (mark.sign === "<") open = { begin: mark };
      else leftovers.push(mark);
    } else if (mark.size !== open.begin.size) continue;
    else if (mark.sign === "|") open.base ??= mark;
    else if (mark.sign === "=") open.middle ??= mark;
    else if (mark.sign === ">") {
      conflicts.push(closed(text, open, mark));
      open = undefined;
    }
  }
  if (open) conflicts.push(closed(text, open, undefined));
  return { conflicts, leftovers };
}

function marksOf(text: string): Mark[] {
  return Array.from(text.matchAll(MARK), (match) => {
    const signs = match[1] ?? "";
    const end = match.index + match[0].length;
    return { start: match.index, end, sign: signs[0] ?? "", size: signs.length, label: match[2]?.trim() ?? "" };
  });
}

function closed(text: string, { begin, base, middle }: Open, end: Mark | undefined): Conflict {
  const last = end?.start ?? text.length;
  const ours = { start: begin.end, end: Math.min((base ?? middle)?.start ?? last, middle?.start ?? last), label: begin.label };
  const theirs = { start: middle?.end ?? last, end: last, label: end?.label ?? "" };
  return {
    start: begin.start,
    end: end?.end ?? text.length,
    ours: { ...ours, label: ours.label || "one side" },
    theirs: { ...theirs, label: theirs.label || "the other side" },
  };
}

/** The text as one side has it. Offsets and lines stay what they are: what is left out is blank. */
export function textOfSide(text: string, { conflicts, leftovers }: Conflicts, side: "ours" | "theirs"): string {
  let result = "";
  let at = 0;
  const blank = (start: number, end: number) => {
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, " ");
    at = end;
  };
  const parts = [
    ...conflicts.map((conflict) => ({ ...conflict, kept: conflict[side] })),
    ...leftovers.map((mark) => ({ ...mark, kept: undefined })),
  ];
  for (const { start, end, kept } of parts.sort((a, b) => a.start - b.start)) {
    blank(start, kept?.start ?? end);
    if (kept) blank(kept.end, end);
  }
  return result + text.slice(at);
}
