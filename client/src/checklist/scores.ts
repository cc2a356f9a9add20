/** Scores of the functions of a file, for the status item. */
import type { ChecklistFunction } from "../../../server/src/protocol.ts";

/** Of functions whose handler is in the file, the lowest first. Functions of which nothing counts have none. */
export function scoresIn(functions: readonly ChecklistFunction[], isFile: (uri: string) => boolean): ChecklistFunction["score"][] {
  const here = functions.filter(({ handler, score }) => score.total > 0 && handler && isFile(handler.uri));
  return here.map(({ score }) => score).sort((a, b) => a.met / a.total - b.met / b.total);
}
