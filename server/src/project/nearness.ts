/** Where two files stand to each other in the directory tree. */

/** Steps from one directory to another, up and down. */
export function distance(from: string, to: string): number {
  const a = from.split("/");
  const b = to.split("/");
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return a.length - shared + (b.length - shared);
}

/** In a directory of installed packages. */
export function isBundled(path: string): boolean {
  return /\/(node_modules|site-packages|dist-packages)\//.test(path);
}
