import { aliasesSeen } from "../deployed/rollout.ts";
import { areBehind, gradualStrategy, versionedAlias } from "../facts/rollout.ts";
import { concerning } from "../facts/service.ts";
import { defineItem, type Sign } from "../item.ts";

export const safeRollout = defineItem({
  id: "safe-rollout",
  text: "Safe rollout",
  section: "deployment",
  proofs: [],
  deployed: aliasesSeen,
  signs({ resource }, { infrastructure, workspace }) {
    if (!resource) return [];
    const pipelines = concerning(resource, workspace.workflows()).map(
      (file): Sign => ({ says: "supports", kind: "file", message: "A pipeline deploys", place: { file, start: 0, end: 0 } }),
    );
    const strategy = gradualStrategy(resource);
    const alias = versionedAlias(resource);
    if (strategy !== undefined && resource.rollout.kind === "set") {
      const message = `A new version gets its traffic step by step: ${strategy}`;
      return [{ says: "proves", kind: "resource", message, place: resource.rollout.place }, ...pipelines.slice(0, 1)];
    }
    if (!alias) return pipelines.slice(0, 1);
    const isCertain = areBehind(alias, resource, infrastructure);
    const message = isCertain
      ? "Versions are published, and all that invokes it comes by an alias"
      : "It has an alias, and not everything that invokes it is seen to come by it";
    return [{ says: isCertain ? "proves" : "supports", kind: "resource", message, place: alias.head }, ...pipelines.slice(0, 1)];
  },
});
