import type { Value } from "../../model/code.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { isPlainPackage } from "../../vocabulary/plainPackages.ts";
import { defineRule, repair } from "../rule.ts";

/** What is there without asking, in MB. */
const INCLUDED = 512;

/** Anything that may write a file: a path, a module for temporary files, an open for writing, another program. */
const USES_FILES =
  /\/tmp\b|\btmp(dir|file|name)|\btemp(file|dir|name)|TMPDIR|\bopen\(|writeFile|createWriteStream|download_file|downloadFile|extractall|\bshutil\b|\bsubprocess\b|child_process|mkdir|sqlite|duckdb/i;

export const ephemeralStorageMismatch = defineRule({
  id: "ephemeral-storage-mismatch",
  title: "Storage that is paid for and not used",
  section: "cost",
  checklist: { none: "It costs more than needed; the list asks whether somebody watches what it costs." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, { rewrite }) {
    if (!resource || !code || resource.packageType === "Image" || resource.layers.kind !== "absent") return undefined;
    const { ephemeralStorage: storage } = resource;
    if (storage.kind !== "set" || storage.value <= INCLUDED || storage.isInherited) return undefined;
    const { modules, others } = loadedFrom(code.handler.module, (value: Value) => code.program.referents(value));
    if (!others.every(({ specifier, level }) => level === 0 && isPlainPackage(specifier))) return undefined;
    if ([...modules, ...code.program.modules].some(({ text }) => USES_FILES.test(text))) return "ok";
    return {
      at: storage.place,
      message: `The function pays for storage in /tmp with every millisecond, and its code writes no file; leave the ${INCLUDED} MB that are included: ${name} has ${storage.value} MB`,
      fixes: () => [
        repair(
          `Leave the ${INCLUDED} MB that are included: ${name}`,
          "suggested",
          rewrite.change([{ kind: "remove", resource: resource.resource, path: ["EphemeralStorage"] }]),
        ),
      ],
    };
  },
});
