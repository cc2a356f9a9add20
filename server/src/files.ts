/**
 * The one door to files. Everything that reads, lists or writes goes through a `Files`, so that a web worker can offer
 * the editor's file system in its place.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";

export type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be";

/** The text of a file without its byte order mark; `encoding` is what it has to be written back with. */
export interface TextFile {
  readonly text: string;
  readonly encoding: Encoding;
  /** Some bytes were no valid text and were replaced; such a file must never be written back. */
  readonly lossy: boolean;
}

export interface Unreadable {
  readonly reason: "missing" | "directory" | "too-large" | "unreadable";
  /** For a person; without the path. */
  readonly message: string;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory";
  readonly isLink: boolean;
}

export interface Files {
  read(path: string): TextFile | Unreadable;
  /** The first bytes of a file, where they can be read without the rest; a character cut off at the end is replaced. */
  beginning?(path: string, bytes: number): TextFile | Unreadable;
  /** Replaces a file's content in one step; throws when that is not possible. */
  write(path: string, file: TextFile): void;
  /** What a path leads to, links followed; undefined where there is nothing. */
  kind(path: string): "file" | "directory" | undefined;
  /** Entries in order of their names, or why they cannot be read. Broken links are left out. */
  entries(directory: string): readonly DirectoryEntry[] | Unreadable;
  /** The path with all links followed. */
  realPath(path: string): string;
}

/** Larger files are generated; they are reported as skipped. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

export function isText(file: TextFile | Unreadable): file is TextFile {
  return "text" in file;
}

/** `\` of Windows to `/`, and no `/` at the end. */
export function normalizePath(path: string): string {
  const slashed = process.platform === "win32" ? path.replaceAll("\\", "/") : path;
  return slashed.length > 1 && slashed.endsWith("/") ? slashed.slice(0, -1) : slashed;
}

/** The directory a path lies in; the root is its own. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** `path` below `directory` (or the directory itself). */
export function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}

/** Text of bytes, by their byte order mark; UTF-8 without one. */
export function decode(bytes: Uint8Array): TextFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, "utf-16be");
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decodeAs(bytes, marked ? "utf-8-bom" : "utf-8");
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): TextFile {
  const label = encoding === "utf-8-bom" ? "utf-8" : encoding;
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding, lossy: false };
  } catch {
    return { text: new TextDecoder(label).decode(bytes), encoding, lossy: true };
  }
}

/** The bytes `decode` would read as this file. */
export function encode(file: TextFile): Buffer {
  if (file.encoding === "utf-8") return Buffer.from(file.text, "utf8");
  if (file.encoding === "utf-8-bom") return Buffer.from(`\uFEFF${file.text}`, "utf8");
  const bytes = Buffer.from(`\uFEFF${file.text}`, "utf16le");
  return file.encoding === "utf-16be" ? bytes.swap16() : bytes;
}

/** The file system of this machine. */
export const nodeFiles: Files = {
  read(path) {
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) return { reason: "directory", message: "is a directory" };
      // Reading a pipe or a device may never end.
      if (!stats.isFile()) return { reason: "unreadable", message: "is not a regular file" };
      if (stats.size > MAX_FILE_BYTES) return { reason: "too-large", message: tooLarge(stats.size) };
      return decode(readFileSync(path));
    } catch (error) {
      return unreadable(error);
    }
  },
  beginning(path, bytes) {
    let handle: number | undefined;
    try {
      if (!statSync(path).isFile()) return { reason: "unreadable", message: "is not a regular file" };
      handle = openSync(path, "r");
      const buffer = Buffer.alloc(bytes);
      return decode(buffer.subarray(0, readSync(handle, buffer, 0, bytes, 0)));
    } catch (error) {
      return unreadable(error);
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  },
  write(path, file) {
    // Through a link to the file itself: a rename would replace the link.
    const target = realpathIfAny(path);
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      const handle = openSync(temporary, "wx", modeOf(target));
      try {
        const bytes = encode(file);
        for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(temporary, target);
    } catch (error) {
      try {
        unlinkSync(temporary);
      } catch {
        // It was never made.
      }
      throw error;
    }
  },
  kind(path) {
    try {
      const stats = statSync(path);
      return stats.isDirectory() ? "directory" : "file";
    } catch {
      return undefined;
    }
  },
  entries(directory) {
    try {
      const found: DirectoryEntry[] = [];
      for (const entry of readdirSync(directory, { withFileTypes: true })) {
        const isLink = entry.isSymbolicLink();
        const kind = isLink
          ? nodeFiles.kind(`${directory}/${entry.name}`)
          : entry.isDirectory()
            ? "directory"
            : entry.isFile()
              ? "file"
              : undefined;
        if (kind) found.push({ name: entry.name, kind, isLink });
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    } catch (error) {
      return unreadable(error);
    }
  },
  realPath(path) {
    return normalizePath(realpathIfAny(path));
  },
};

function realpathIfAny(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function modeOf(path: string): number {
  try {
    return statSync(path).mode & 0o777;
  } catch {
    return 0o644;
  }
}

function tooLarge(bytes: number): string {
  return `skipped: ${(bytes / 1024 / 1024).toFixed(1)} MB is more than the ${MAX_FILE_BYTES / 1024 / 1024} MB that are read`;
}

function unreadable(error: unknown): Unreadable {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return { reason: "missing", message: "no such file or directory" };
  if (code === "EACCES" || code === "EPERM") return { reason: "unreadable", message: "permission denied" };
  if (code === "ELOOP") return { reason: "unreadable", message: "too many symbolic links" };
  return { reason: "unreadable", message: code ? `cannot be read (${code})` : "cannot be read" };
}
