/** `check` with everything it needs, loaded only in its thread. */
import { Documentation } from "../documentation.ts";
import { onExtractionFailure } from "../extract/extract.ts";
import { nodeFiles, normalizePath } from "../files.ts";
import { initParser } from "../parse/parser.ts";
import { rules } from "../rules/index.ts";
import { type CheckResult, check } from "./check.ts";
import type { CheckTask, Listener } from "./threads.ts";

/** @param directory where the running code is. */
export async function runCheck(directory: string, { command, color }: CheckTask, listener: Listener): Promise<CheckResult> {
  await initParser();
  onExtractionFailure((path, error) => listener.warn(`${path}: ${String(error)}`));
  const documentation = new Documentation(nodeFiles, directory);
  return check(command, { workingDirectory: normalizePath(process.cwd()), files: nodeFiles, rules, documentation, color, ...listener });
}
