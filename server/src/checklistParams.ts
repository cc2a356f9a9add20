/** What clients may ask about checklists: params are checked before anything is made of them, because an answer ends up in a file. */
import * as v from "valibot";
import { ANSWER_VALUES, isDate } from "./checklist/answers/entry.ts";
import type { ChecklistAnswerParams, ChecklistExportParams, ChecklistHistoryParams } from "./protocol.ts";

const anyFunction = v.nullable(v.string());
const answer = v.object({
  answer: v.picklist(ANSWER_VALUES),
  who: v.exactOptional(v.string()),
  date: v.pipe(v.string(), v.check(isDate, "no day of the calendar, written YYYY-MM-DD")),
  note: v.exactOptional(v.string()),
});

export const reportParams: v.GenericSchema<unknown, { readonly id: string }> = v.object({ id: v.string() });
export const guideParams: v.GenericSchema<unknown, { readonly item: string }> = v.object({ item: v.string() });
export const answerParams: v.GenericSchema<unknown, ChecklistAnswerParams> = v.object({
  id: anyFunction,
  folder: v.exactOptional(v.string()),
  item: v.string(),
  answer: v.nullable(answer),
});
export const exportParams: v.GenericSchema<unknown, ChecklistExportParams> = v.object({
  id: anyFunction,
  format: v.picklist(["markdown", "html"]),
});
export const historyParams: v.GenericSchema<unknown, ChecklistHistoryParams> = v.object({
  id: anyFunction,
  versions: v.array(v.object({ commit: v.string(), date: v.string(), text: v.string() })),
});

/** What is wrong with params, for whoever develops the client: `answer.date: no day of the calendar, written YYYY-MM-DD`. */
export function paramsProblem(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .map((issue) => {
      const path = v.getDotPath(issue);
      return path === null ? issue.message : `${path}: ${issue.message}`;
    })
    .join("; ");
}
