import type { FunctionResource } from "../../model/infrastructure.ts";
import { memoryUsed } from "../deployed/measured.ts";
import { loadTestsOf, tuningsOf } from "../facts/measurements.ts";
import type { Sign } from "../item.ts";
import { defineItem } from "../item.ts";

export const memoryMeasured = defineItem({
  id: "memory-measured",
  text: "Memory measured under load",
  section: "cost",
  proofs: [],
  deployed: memoryUsed,
  signs({ resource }, { workspace }) {
    if (!resource) return [];
    const tunings = tuningsOf(resource, workspace.powerTuning()).map(
      (place): Sign => ({ says: "proves", kind: "file", message: `AWS Lambda Power Tuning is set up for it: ${resource.name}`, place }),
    );
    const says = resource.memory.kind === "set" ? "proves" : "supports";
    const loads = loadTestsOf(resource, workspace.loadTests()).map(
      ({ place, name }): Sign => ({ says, kind: "file", message: `A load test calls it: ${name}`, place }),
    );
    return [...tunings, ...loads, ...setMemory(resource, tunings.length + loads.length > 0)];
  },
});

function setMemory({ memory }: FunctionResource, isMeasured: boolean): Sign[] {
  if (memory.kind === "absent") return [];
  const value = memory.kind === "set" ? `${memory.value} MB` : "by a value that only a deployment knows";
  const message = isMeasured ? `Memory is set: ${value}` : `Memory is set, and nothing here shows that it was measured: ${value}`;
  return [{ says: "supports", kind: "resource", message, place: memory.place }];
}
