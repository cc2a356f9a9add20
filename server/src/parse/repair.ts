/** Finds the half-typed lines of a statement that does not parse: leaves lines out and looks whether the rest does. */
import { brokenIn, merge, type Span, sizeOf } from "./broken.ts";
import type { PlainNode } from "./node.ts";
import { suspectLines, withoutLine } from "./suspects.ts";

/** A reading of a stretch of the file: its root, and what of the text it says nothing about. */
export interface Reading {
  readonly root: PlainNode;
  readonly broken: Span[];
}

/** Parses a stretch of a text as long as the file; undefined when time or tries are used up. */
export type Reparse = (text: string, span: Span) => PlainNode | undefined;

/** A reading of an edited text: `blanked` is what was left out of the file's. */
export interface Draft extends Reading {
  readonly text: string;
  readonly blanked: Span[];
  /** What is left of the text parses. */
  readonly isWhole: boolean;
}

const MOST_SUSPECTS = 6;
const MOST_LINES = 3;

/** Leaves out one line after another, as long as that makes less of the stretch unreadable. */
export function repair(text: string, span: Span, reading: Reading, isPython: boolean, reparse: Reparse): Draft {
  let draft: Draft = { ...reading, text, blanked: [], isWhole: reading.broken.length === 0 };
  for (let round = 0; round < MOST_LINES && !draft.isWhole; round++) {
    const better = withoutWorstLine(draft, span, isPython, reparse);
    if (better === draft) break;
    draft = better;
  }
  return draft;
}

/** The best draft among those that leave out one of the suspected lines, or the same draft. */
function withoutWorstLine(draft: Draft, span: Span, isPython: boolean, reparse: Reparse): Draft {
  let best = draft;
  for (const line of suspectLines(draft.text, draft.root, span).slice(0, MOST_SUSPECTS)) {
    for (const { text, left } of withoutLine(draft.text, line, isPython)) {
      const root = reparse(text, span);
      if (root === undefined) return best;
      const errors = brokenIn(root);
      const blanked = merge([...draft.blanked, left]);
      const next: Draft = { text, root, blanked, broken: merge([...blanked, ...errors]), isWhole: errors.length === 0 };
      if (sizeOf(next.broken) < sizeOf(best.broken)) best = next;
      if (!next.isWhole) continue;
      // One line less is the least there can be; where it is a block, another line may do.
      if (!draft.text.slice(left.start, left.end).trim().includes("\n")) return best;
      break;
    }
  }
  return best;
}
