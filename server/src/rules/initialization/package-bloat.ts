import { property } from "../../model/expressions.ts";
import { CODE_PATH, type FunctionResource } from "../../model/infrastructure.ts";
import { isTestFile } from "../../model/tests.ts";
import { defineRule, type FunctionContext } from "../rule.ts";

/** Somebody says what goes into the archive, or something else than the deploying tool makes it. */
const SELECTED =
  /\b(?:excludes?|patterns|include|ignore\w*|bundling|local-exec|individually|artifact|source_path)\b|BuildMethod|docker|esbuild|webpack|python-requirements/i;

/** Made by tools for themselves; nothing at run time reads them. */
const CACHE = /^(?:\.(?:pytest_cache|mypy_cache|ruff_cache|tox|nox|nyc_output|terraform)|htmlcov)$/;

export const packageBloat = defineRule({
  id: "package-bloat",
  title: "Archive that holds what only developers need",
  section: "initialization",
  checklist: { none: "The size of an archive is about how fast a function starts; the list asks about memory." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript"],
  on: "function",
  check({ resource, code }, context) {
    if (resource?.code.kind !== "directory" || resource.packageType === "Image" || resource.runtime.kind !== "set") return undefined;
    const written = property(resource.resource, CODE_PATH);
    const { template, stack, metadata } = resource.resource;
    if (written?.kind !== "literal" || written.isAssumed || metadata?.entries.has("BuildMethod")) return undefined;
    const { path: shipped } = resource.code;
    // One archive, one finding.
    const first = context
      .functionsOf(stack)
      .find(({ code: of, packageType }) => packageType === "Zip" && "path" in of && of.path === shipped);
    if (first !== resource) return undefined;
    const directory = shipped.replace(/\/$/, "");
    if ([template, ...stack.templates].some(({ text }) => SELECTED.test(text))) return undefined;
    const unneeded = unneededIn(directory, resource, context).filter(
      (name) => !code?.program.modules.some(({ path }) => path.startsWith(`${directory}/${name}/`)),
    );
    if (unneeded.length === 0) return undefined;
    return {
      at: stack.dialect === "serverless" ? resource.resource.head : written.place,
      message: `The archive is made of this directory as it lies there, so it grows by what only developers need, and with it the time of deployments and cold starts; exclude it or move the code into a directory of its own: ${unneeded.join(", ")}`,
    };
  },
});

/** Names in the directory that the deploying tool takes along though the function cannot need them. */
function unneededIn(directory: string, { stack, runtime }: FunctionResource, context: FunctionContext): string[] {
  const isPython = runtime.kind === "set" && runtime.value.startsWith("python");
  const isNode = runtime.kind === "set" && runtime.value.startsWith("nodejs");
  const inside = (name: string) => context.namesIn(`${directory}/${name}`);
  return context.namesIn(directory).filter((name) => {
    const isForeign = isPython && name === "node_modules" && inside(name).length > 0;
    // `sam build` leaves the rest out of Python functions, and packs Node.js ones as npm does.
    if (stack.dialect === "sam") return isForeign;
    if (isForeign || inside(name).includes("pyvenv.cfg")) return true;
    if (CACHE.test(name)) return inside(name).length > 0;
    if (/^(?:tests?|__tests__)$/.test(name)) return inside(name).some(isTestFile);
    // The Serverless Framework leaves these out by itself.
    if (stack.dialect === "serverless") return false;
    if (name === ".git") return inside(name).includes("HEAD");
    return isNode && name === "node_modules" && holdsDevelopment(directory, context);
  });
}

/** Are packages installed that the manifest lists for development? */
function holdsDevelopment(directory: string, { textOf, namesIn }: FunctionContext): boolean {
  try {
    const manifest = JSON.parse(textOf(`${directory}/package.json`) ?? "{}") as Record<string, unknown>;
    const installed = namesIn(`${directory}/node_modules`);
    const { dependencies, devDependencies } = manifest;
    return Object.keys(devDependencies ?? {}).some((name) => installed.includes(name) && !Object.hasOwn(dependencies ?? {}, name));
  } catch {
    return false;
  }
}
