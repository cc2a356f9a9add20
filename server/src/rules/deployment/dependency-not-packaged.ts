import type { Import, Value } from "../../model/code.ts";
import { isUnconditional, loadedFrom } from "../../model/loaded.ts";
import { distributionOf, isCertainlyMissing, listedDistributions, npmPackageOf } from "../../vocabulary/packages.ts";
import { defineRule, type FunctionContext, type Problem } from "../rule.ts";

interface Missing {
  readonly name: string;
  /** The manifest that lacks it. */
  readonly manifest: string;
}

export const dependencyNotPackaged = defineRule({
  id: "dependency-not-packaged",
  title: "Package that is not deployed with the function",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name: fn }, context) {
    if (!resource || !code || resource.packageType === "Image" || resource.layers.kind !== "absent") return undefined;
    const { others } = loadedFrom(code.handler.module, (value: Value) => code.program.referents(value), isUnconditional);
    const isPython = code.handler.module.language === "python";
    const directory = isPython && resource.code.kind === "directory" ? resource.code.path.replace(/\/$/, "") : undefined;
    const seen = new Set<string>();
    return others.flatMap((each): Problem[] => {
      const missing = isPython ? missingInPython(each, directory, context) : missingInNode(each, context);
      if (missing === undefined || seen.has(missing.name)) return [];
      seen.add(missing.name);
      return [
        {
          at: { file: each.scope.module, start: each.start, end: each.end },
          message: `What the function is built from does not list this package, and the runtime does not have it, so the function ends before its handler begins; add ${missing.name} to ${missing.manifest} of ${fn}`,
          related: [{ at: resource.resource.head, message: "Deployed by this entry" }],
        },
      ];
    });
  },
});

/** `sam build` and its likes install what `requirements.txt` beside the code lists. */
function missingInPython(
  { specifier, level }: Import,
  directory: string | undefined,
  { textOf, namesIn }: FunctionContext,
): Missing | undefined {
  const module = specifier.split(".")[0] ?? "";
  const name = level === 0 ? distributionOf(module) : undefined;
  if (name === undefined || directory === undefined) return undefined;
  const names = namesIn(directory);
  const isElsewhere = names.some((each) =>
    /^(Pipfile|pyproject\.toml|poetry\.lock|uv\.lock|setup\.(py|cfg)|Dockerfile|Makefile)$/.test(each),
  );
  const isVendored = names.some(
    (each) =>
      each === module ||
      each === `${module}.py` ||
      /^(package|packages|vendor|vendored|lib|libs|site-packages|python)$|\.dist-info$/.test(each),
  );
  const listed = isElsewhere || isVendored ? undefined : listedDistributions(textOf(`${directory}/requirements.txt`));
  return listed !== undefined && isCertainlyMissing(name, listed) ? { name, manifest: "requirements.txt" } : undefined;
}

const LOCKS = /^(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;

/** A lock names everything that is installed, be it for something else. */
function missingInNode({ specifier, scope }: Import, { textOf, namesIn }: FunctionContext): Missing | undefined {
  const name = npmPackageOf(specifier);
  if (name === undefined || /\bnode_modules\b/.test(scope.module.path)) return undefined;
  let hasLock = false;
  let hasManifest = false;
  for (let at = parentOf(scope.module.path); at !== ""; at = parentOf(at)) {
    const names = namesIn(at);
    if (names.includes("node_modules") || names.includes("deno.json")) return undefined;
    for (const file of names.filter((each) => each === "package.json" || LOCKS.test(each))) {
      const text = textOf(`${at}/${file}`);
      if (text === undefined || text.includes(name)) return undefined;
      hasLock ||= file !== "package.json";
      hasManifest ||= file === "package.json";
    }
  }
  return hasLock && hasManifest ? { name, manifest: "package.json" } : undefined;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
