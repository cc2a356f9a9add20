/** Looks up what is known of a qualified name. */
import { databases } from "./databases.ts";
import type { Entry } from "./entry.ts";
import { plumbing } from "./plumbing.ts";
import { sdkEntry } from "./sdk.ts";

const tables: ReadonlyMap<string, Entry> = new Map([...Object.entries(databases), ...Object.entries(plumbing)]);

/** @param name as of `Program.qualifiedName`, without the call's own parentheses. */
export function lookUp(name: string): Entry | undefined {
  return tables.get(name) ?? sdkEntry(name);
}
