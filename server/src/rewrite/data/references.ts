/** How CloudFormation writes something of another resource, in its own templates and in the `resources` of a service. */
import type { DataDocument, DataNode } from "../../parse/data.ts";
import { keyOf } from "./places.ts";
import type { DataValue } from "./values.ts";

/** `!Ref Queue`, `!GetAtt Queue.Arn`; in JSON, and in YAML that has no short forms but long ones, `Fn::GetAtt: [Queue, Arn]`. */
export function intrinsic(document: DataDocument, logicalId: string, attribute: string | null): DataValue {
  if (document.syntax === "json" || usesLongForms(document))
    return attribute === null ? { Ref: logicalId } : { "Fn::GetAtt": [logicalId, attribute] };
  return attribute === null ? { $tag: "!Ref", $value: logicalId } : { $tag: "!GetAtt", $value: `${logicalId}.${attribute}` };
}

const known = new WeakMap<DataDocument, boolean>();

/** Are functions written `Fn::GetAtt:` rather than `!GetAtt`? */
export function usesLongForms(document: DataDocument): boolean {
  let answer = known.get(document);
  if (answer === undefined) {
    answer = count(document) > 0;
    known.set(document, answer);
  }
  return answer;
}

/** How many more long forms than short ones there are. */
function count(document: DataDocument): number {
  const pending: DataNode[] = document.root ? [document.root] : [];
  let balance = 0;
  for (let visited = 0; pending.length > 0 && visited < 100_000; visited++) {
    const node = pending.pop();
    if (node === undefined) break;
    if (node.tag !== null && /^!(?!!)/.test(node.tag)) balance--;
    if (node.kind === "sequence") pending.push(...node.items);
    if (node.kind !== "map") continue;
    for (const entry of node.entries) {
      if (/^(?:Ref|Fn::(?!Transform$)\w+)$/.test(keyOf(entry))) balance++;
      if (!entry.isShared) pending.push(entry.value);
    }
  }
  return balance;
}
