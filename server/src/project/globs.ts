/** The globs of `exclude`. */
import picomatch from "picomatch";
import { isInside } from "../files.ts";

/**
 * Tells the paths below `base` that the globs cover. A glob without a slash matches at any depth, and one that matches a
 * directory covers all that is in it.
 */
export function globMatcher(base: string, globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(globs.flatMap(patternsOf), { dot: true });
  return (path) => path !== base && isInside(path, base) && matches(path.slice(base === "/" ? 1 : base.length + 1));
}

function patternsOf(glob: string): string[] {
  const trimmed = glob.replace(/^\.?\//, "").replace(/\/$/, "");
  const anchored = trimmed.includes("/") ? trimmed : `**/${trimmed}`;
  return [anchored, `${anchored}/**`];
}
