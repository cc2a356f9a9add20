/** From the specifier of an import in a configuration to the file: relative paths and the `paths` of the service's tsconfig. */

import type { DataNode } from "../../parse/data.ts";
import { parseJson } from "../../parse/json.ts";
import type { ConfigFiles } from "./files.ts";

const ENDINGS = ["", ".ts", ".js", ".json", ".mts", ".mjs", ".cts", ".cjs", "/index.ts", "/index.js", "/index.mjs", "/index.cjs"];
const TSCONFIGS = ["tsconfig.json", "tsconfig.paths.json", "tsconfig.base.json"];

export function resolveImport(specifier: string, from: string, files: ConfigFiles, root: string): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return existing(join(from.slice(0, from.lastIndexOf("/")), specifier), files);
  for (const name of TSCONFIGS) {
    const text = files.text(`${root}/${name}`);
    if (text === undefined) continue;
    for (const target of mapped(specifier, parseJson(text).root)) {
      const path = existing(join(root, target), files);
      if (path !== undefined) return path;
    }
  }
  return undefined;
}

function existing(path: string, files: ConfigFiles): string | undefined {
  const stem = path.replace(/\.[cm]?js$/, "");
  const candidates = stem === path ? [path] : [path, stem];
  return candidates.flatMap((one) => ENDINGS.map((ending) => one + ending)).find((one) => files.isFile(one));
}

/** What `compilerOptions.paths` and `baseUrl` make of a specifier, relative to the file that says so. */
function* mapped(specifier: string, config: DataNode | null): Generator<string> {
  const options = entry(config, "compilerOptions");
  const baseUrl = entry(options, "baseUrl");
  const base = baseUrl?.kind === "scalar" && typeof baseUrl.value === "string" ? baseUrl.value : ".";
  const paths = entry(options, "paths");
  for (const { key, value } of paths?.kind === "map" ? paths.entries : []) {
    const [before = "", after] = String(key.value).split("*");
    const fits = after === undefined ? specifier === before : specifier.startsWith(before) && specifier.endsWith(after);
    if (!fits || value.kind !== "sequence") continue;
    const rest = after === undefined ? "" : specifier.slice(before.length, specifier.length - after.length);
    for (const item of value.items) if (item.kind === "scalar") yield `${base}/${String(item.value).replace("*", () => rest)}`;
  }
  if (baseUrl !== undefined) yield `${base}/${specifier}`;
}

function entry(node: DataNode | null | undefined, key: string): DataNode | undefined {
  return node?.kind === "map" ? node.entries.find((one) => one.key.value === key)?.value : undefined;
}

/** An absolute path from a directory and a relative path, without `.` and `..`. */
export function join(directory: string, relative: string): string {
  const parts = relative.startsWith("/") ? [] : directory.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") {
      if (parts.length > 1) parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const path = parts.join("/");
  return relative.startsWith("/") ? `/${path}` : path;
}
