/** Stacks of one service: what one of them deploys another may watch. */
import type { Stack } from "./infrastructure.ts";

/** Two stacks of which one is in the directory of the other, or which are in directories next to one another. */
export function areNear(one: Stack, other: Stack): boolean {
  if (one === other) return false;
  const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  return above(one.root) === above(other.root) || isWithin(one.root, other.root) || isWithin(other.root, one.root);
}

function above(directory: string): string {
  return directory.slice(0, directory.lastIndexOf("/"));
}
