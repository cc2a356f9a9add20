/** Paths of modules: absolute ones with `/`, joined and compared without asking the disk. */
import { posix } from "node:path";

/** Against `base`, unless it is absolute itself. */
export function resolvePath(base: string, path: string): string {
  const isAbsolute = path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
  const joined = posix.normalize(isAbsolute ? path : `${base}/${path}`);
  return joined.length > 1 && joined.endsWith("/") ? joined.slice(0, -1) : joined;
}

/** What Terraform itself says for `path.module`: relative to the root module. */
export function relativePath(from: string, to: string): string {
  return posix.relative(from, to) || ".";
}

export function baseName(path: string): string {
  return posix.basename(path);
}

/** Is it a module in the same repository: `./x`, `../x`? */
export function isLocalSource(source: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(source);
}
