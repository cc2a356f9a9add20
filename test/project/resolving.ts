/** Import resolution over files in memory. */
import { Resolver } from "../../server/src/project/resolve.ts";
import { FileTree } from "../../server/src/project/tree.ts";
import { MemoryFiles } from "./memoryFiles.ts";

/** The resolver of a project at `/p`, walked. */
export function resolverOf(
  texts: Readonly<Record<string, string>>,
): (from: string, specifier: string, level?: number) => string | undefined {
  const tree = new FileTree("/p", new MemoryFiles(texts), []);
  tree.sourcesNow();
  const resolver = new Resolver(tree);
  return (from, specifier, level = 0) => resolver.resolve(from, specifier, level);
}
