/** `checklist` with everything it needs, loaded only for it. */
import { items } from "../checklist/items/index.ts";
import { onExtractionFailure } from "../extract/extract.ts";
import { nodeFiles, normalizePath } from "../files.ts";
import { initParser } from "../parse/parser.ts";
import { rules } from "../rules/index.ts";
import { type ChecklistCommand, type ChecklistResult, checklist } from "./checklist.ts";
import type { Listener } from "./threads.ts";

export async function runChecklist(command: ChecklistCommand, color: boolean, listener: Listener): Promise<ChecklistResult> {
  await initParser();
  onExtractionFailure((path, error) => listener.warn(`${path}: ${String(error)}`));
  const workingDirectory = normalizePath(process.cwd());
  return checklist(command, { workingDirectory, files: nodeFiles, rules, items, color, ...listener });
}
