/** JSON with comments, as package.json and tsconfig.json are written. */
import { parse } from "jsonc-parser";
import { isText } from "../files.ts";
import type { FileTree } from "./tree.ts";

export type Json = Readonly<Record<string, unknown>>;

/** The object a file holds; undefined when there is no such file, or it holds something else. */
export function readJson(tree: FileTree, path: string): Json | undefined {
  if (tree.file(path) === undefined) return undefined;
  const file = tree.files.read(path);
  if (!isText(file)) return undefined;
  try {
    const value: unknown = parse(file.text, undefined, { allowTrailingComma: true });
    return asObject(value);
  } catch {
    return undefined; // nested too deeply
  }
}

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asStrings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** What `pattern` (with at most one `*`) takes of `text` for the star; undefined when it does not match. */
export function matchStar(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text ? "" : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return undefined;
  return text.slice(head.length, text.length - tail.length);
}
