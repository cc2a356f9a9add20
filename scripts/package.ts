/** `npm run package`: one VSIX for every platform, in the root folder; fails when it is over 3 MB. */
import { statSync } from "node:fs";
import { createVSIX } from "@vscode/vsce";
import manifest from "../package.json" with { type: "json" };
import { inRoot } from "./paths.ts";

/** DESIGN.md section 8. */
export const sizeLimit = 3 * 1024 * 1024;

export const vsix = inRoot(`${manifest.name}-${manifest.version}.vsix`);

/** Packs what `npm run build` made. */
export async function packVsix(): Promise<void> {
  await createVSIX({ cwd: inRoot(), packagePath: vsix, dependencies: false });
  const { size } = statSync(vsix);
  if (size > sizeLimit) throw new Error(`the VSIX has ${size} bytes; the limit is ${sizeLimit}`);
}

if (import.meta.main) await packVsix();
