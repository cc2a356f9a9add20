import type { Fn } from "../../infrastructure/infrastructure.ts";
import { placeOf } from "../../rules/rule.ts";
import { connectionsOf } from "../facts/databases.ts";
import { knownCodeOf, placeOfHandler } from "../facts/knownCode.ts";
import type { Sign } from "../item.ts";
import { defineItem } from "../item.ts";

export const connectionsManaged = defineItem({
  id: "connections-managed",
  text: "Database connections managed",
  section: "database",
  proofs: [],
  signs(fn) {
    const { code } = fn;
    if (!code) return [];
    const connections = connectionsOf(code.handler, code.program);
    if (connections.length === 0) return withoutDatabase(fn);
    const kept = connections.filter(({ isKept }) => isKept);
    const [first] = kept;
    if (!first) return [];
    const isAll = kept.length === connections.length;
    const message = isAll
      ? "A connection is opened once and serves all invocations of its environment"
      : "Some connections are kept between invocations, and of others it cannot be told";
    return [{ says: isAll ? "proves" : "supports", kind: "code", message, place: placeOf(first.call) }];
  },
});

function withoutDatabase(fn: Fn): Sign[] {
  const code = knownCodeOf(fn);
  if (!code) return [];
  const message = "Nothing it loads opens a connection to a database";
  return [{ says: "does-not-apply", kind: "code", message, place: placeOfHandler(code.handler) }];
}
