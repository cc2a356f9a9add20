/** `Transform` and macros: who else may add resources to a template. */
import type { DataNode, MapNode } from "../../parse/data.ts";
import { constantOf, entryOf, mapOf } from "./scope.ts";

/** These add nothing that the reader does not know of. */
const KNOWN = /^AWS::(?:Serverless-|LanguageExtensions$|CodeDeployBlueGreen$)/;

const SAM = "AWS::Serverless";

/** Names of the transforms and macros that the template is given to, in order. */
export function transformsOf(root: MapNode): readonly string[] {
  const node = entryOf(root, "Transform");
  const items = node?.kind === "sequence" ? node.items : node === undefined ? [] : [node];
  return items.map(nameOf).filter((name) => name !== undefined);
}

function nameOf(node: DataNode): string | undefined {
  return constantOf(node) ?? constantOf(entryOf(node, "Name"));
}

/**
 * Resources of SAM without its transform: CloudFormation refuses them, so a script puts such files together into a template
 * that has the transform, `Globals` and further resources.
 */
export function isFragment(root: MapNode): boolean {
  if (entryOf(root, "Fn::Transform") !== undefined || transformsOf(root).some((name) => name.startsWith(SAM))) return false;
  const entries = mapOf(root, "Resources")?.entries ?? [];
  return entries.some(({ value }) => constantOf(entryOf(value, "Type"))?.startsWith(SAM));
}

/** Are the resources of the template all there are? Loops, macros, includes and modules make more. */
export function isWhole(root: MapNode): boolean {
  if (isFragment(root)) return false;
  if (!transformsOf(root).every((name) => KNOWN.test(name))) return false;
  if (root.entries.some(({ key }) => key.value === "Fn::Transform" || key.value === "Modules")) return false;
  const resources = entryOf(root, "Resources");
  if (resources !== undefined && (resources.kind !== "map" || resources.tag !== null)) return false;
  const entries = mapOf(root, "Resources")?.entries ?? [];
  return entries.every(({ key, value }) => {
    return !String(key.value).startsWith("Fn::") && !constantOf(entryOf(value, "Type"))?.endsWith("::MODULE");
  });
}
