/** Which functions a report is about, and which of them are not ready enough. */
import type { Assessment } from "../checklist/assessment.ts";
import { placeText, scoreText } from "../report/checklist.ts";
import { suggestion, UsageError } from "./arguments.ts";

/**
 * @param names names of functions, or `template#name`; none for all of them
 * @param show how an absolute path is shown
 * Throws `UsageError` where a name is no function's.
 */
export function namedFunctions(
  assessments: readonly Assessment[],
  names: readonly string[],
  show: (path: string) => string,
): readonly Assessment[] {
  if (names.length === 0) return assessments;
  const chosen = new Set<Assessment>();
  for (const name of names) {
    const found = assessments.filter((each) => namesOf(each, show).includes(name));
    if (found.length === 0) throw unknownFunction(name, assessments, show);
    for (const each of found) chosen.add(each);
  }
  return assessments.filter((each) => chosen.has(each));
}

/** Its name, its id, and both halves as the report shows them. */
function namesOf({ id, name, entry, handler }: Assessment, show: (path: string) => string): string[] {
  const spot = entry ?? handler;
  return [name, id, ...(spot ? [`${show(spot.path)}#${name}`] : [])];
}

function unknownFunction(name: string, assessments: readonly Assessment[], show: (path: string) => string): UsageError {
  const known = new Set(assessments.flatMap((each) => namesOf(each, show)));
  const where = assessments.length === 0 ? " None was found at all." : " `lambda-ready functions` lists them.";
  return new UsageError(`No function is called \`${name}\`.${suggestion(name, [...known]) || where}`);
}

/** A line for each function of which less than so much percent is met. One to which nothing applies is none of them. */
export function belowPercent(assessments: readonly Assessment[], percent: number, show: (path: string) => string): string[] {
  return assessments
    .filter(({ score }) => score.total > 0 && score.met * 100 < percent * score.total)
    .map((each) => {
      const place = placeText(each, show);
      const share = Math.floor((each.score.met * 100) / each.score.total);
      return `${each.name}${place === undefined ? "" : ` (${place})`}: ${scoreText(each.score)}, ${share}% is below ${percent}%`;
    });
}
