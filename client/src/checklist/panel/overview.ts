/** All functions at a glance, from the checklist of the workspace. */
import type { Checklist, ChecklistFunction, ChecklistItemStatus } from "../../../../server/src/protocol.ts";
import type { FunctionRow, Overview, StatusCounts } from "./messages.ts";

/** How many items stand how; those that ask nothing of their function are left out. */
export function countStatuses(items: Iterable<ChecklistItemStatus>): StatusCounts {
  const counts = { failing: 0, met: 0, "not seen": 0, yours: 0 };
  for (const { status, applies } of items) if (applies || status === "yours") counts[status] += 1;
  return counts;
}

/** @param where what file a function is in, for a person */
export function overviewOf({ functions, items }: Checklist, where: (fn: ChecklistFunction) => string | null): Overview {
  const rows = functions.map((fn) => rowOf(fn, where(fn)));
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

function rowOf({ id, name, score, items }: ChecklistFunction, where: string | null): FunctionRow {
  const { failing, "not seen": notSeen } = countStatuses(items);
  return { id, name, where, score, failing, notSeen };
}
