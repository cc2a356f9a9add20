/** All functions at a glance, from the checklist of the workspace. */
import type { Checklist, ChecklistFunction, ChecklistItemStatus } from "../../../../server/src/protocol.ts";
import type { FunctionRow, Overview, StatusCounts } from "./messages.ts";

/** How many items stand how; those that ask nothing of their function are left out. */
export function countStatuses(items: Iterable<ChecklistItemStatus>): StatusCounts {
  const counts = { failing: 0, met: 0, "not seen": 0, yours: 0 };
  for (const { status, applies } of items) if (applies || status === "yours") counts[status] += 1;
  return counts;
}

export function overviewOf({ functions, items }: Checklist): Overview {
  const rows = functions.map(rowOf);
  const failing = items
    .map(({ id }) => ({ item: id, functions: functions.filter((fn) => fails(fn, id)).length }))
    .filter((each) => each.functions > 0)
    .sort((a, b) => b.functions - a.functions);
  const score = {
    met: rows.reduce((sum, row) => sum + row.score.met, 0),
    total: rows.reduce((sum, row) => sum + row.score.total, 0),
  };
  const counts = countStatuses(functions.flatMap((fn) => fn.items));
  return { score, counts, broken: rows.filter((row) => row.failing > 0).length, functions: rows, failing };
}

function fails({ items }: ChecklistFunction, id: string): boolean {
  return items.some((item) => item.id === id && item.status === "failing");
}

function rowOf({ id, name, template, score, items }: ChecklistFunction): FunctionRow {
  const { failing, "not seen": notSeen } = countStatuses(items);
  return { id, name, template: template?.label ?? null, score, failing, notSeen };
}
