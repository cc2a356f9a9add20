/** What a screen reader says when the score changes. */
import type { Score, Shown } from "../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../src/checklist/panel/strings.ts";
import { fill } from "./fill.ts";
import { headingOf } from "./view/subject.ts";

/** Undefined where there is nothing to score. */
export function scoreOf({ subject }: Shown): Score | undefined {
  if (subject.kind === "gone") return undefined;
  return subject.kind === "all" ? subject.overview.score : subject.report.score;
}

/** The sentence for a score that changed while one looked at it; undefined where it did not. */
export function announcement(before: Shown | undefined, now: Shown, strings: PanelStrings): string | undefined {
  if (!before || idOf(before) !== idOf(now)) return undefined;
  const [old, score] = [scoreOf(before), scoreOf(now)];
  if (!old || !score || (old.met === score.met && old.total === score.total)) return undefined;
  return fill(strings.scoreChanged, headingOf(now, strings), score.met, score.total, fill(strings.scoreOf, old.met, old.total));
}

function idOf({ subject }: Shown): string | undefined {
  return subject.kind === "function" ? subject.report.id : undefined;
}
