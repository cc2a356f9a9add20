/** A file system in memory. */
import type { DirectoryEntry, Files, TextFile, Unreadable } from "../../server/src/files.ts";

const MISSING: Unreadable = { reason: "missing", message: "no such file or directory" };

export class MemoryFiles implements Files {
  readonly texts = new Map<string, string>();
  /** Calls so far, to see that nothing is read twice. */
  readonly counts = { read: 0, entries: 0, kind: 0 };

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.texts.set(path, text);
  }

  read(path: string): TextFile | Unreadable {
    this.counts.read += 1;
    const text = this.texts.get(path);
    return text === undefined ? MISSING : { text, encoding: "utf-8", lossy: false };
  }

  write(path: string, file: TextFile): void {
    this.texts.set(path, file.text);
  }

  kind(path: string): "file" | "directory" | undefined {
    this.counts.kind += 1;
    if (this.texts.has(path)) return "file";
    return [...this.texts.keys()].some((each) => each.startsWith(`${path}/`)) ? "directory" : undefined;
  }

  entries(directory: string): readonly DirectoryEntry[] | Unreadable {
    this.counts.entries += 1;
    const prefix = directory === "/" ? "/" : `${directory}/`;
    const names = new Map<string, "file" | "directory">();
    for (const path of this.texts.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...rest] = path.slice(prefix.length).split("/");
      names.set(name, rest.length > 0 ? "directory" : "file");
    }
    if (names.size === 0) return MISSING;
    return [...names].map(([name, kind]) => ({ name, kind, isLink: false })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  realPath(path: string): string {
    return path;
  }
}
