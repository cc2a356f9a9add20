/** Numbers are written alike in every language. */
import type { Place } from "../model/code.ts";
import type { Fix } from "./rewriter.ts";

/** See `Rewriter.setNumber`. */
export function setNumber({ file, start, end }: Place, value: number): Fix | undefined {
  if (!/^[\d_.]+$/.test(file.text.slice(start, end))) return undefined;
  return { title: `Change it to ${value}`, safety: "suggested", edits: [{ path: file.path, start, end, newText: String(value) }] };
}
