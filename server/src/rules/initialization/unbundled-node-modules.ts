import type { FunctionResource } from "../../model/infrastructure.ts";
import { defineRule, type FunctionContext } from "../rule.ts";

/** Tools that put what a function uses into one file, and what leaves packages out of the archive in other ways. */
const BUNDLER =
  /esbuild|webpack|rollup|rolldown|tsup|tsdown|parcel|\bncc\b|\bvite\b|rspack|swc-?pack|spack|browserify|\bbun\b|unbuild|microbundle|serverless-(?:bundle|plugin-optimize|plugin-include-dependencies|jetpack|layers)|bundling|NodejsFunction|node_modules/i;

/** What somebody wrote to build the code with may do anything. */
const BUILD_FILE =
  /^(?:Makefile|Gulpfile|Gruntfile|Taskfile|build|esbuild|webpack|rollup|tsup|vite|rspack|turbo|nx|\.npmignore)(?:[._-].*)?$/i;

export const unbundledNodeModules = defineRule({
  id: "unbundled-node-modules",
  title: "Packages of Node.js deployed without a bundler",
  section: "initialization",
  checklist: { none: "The size of an archive is about how fast a function starts; the list asks about memory." },
  severity: "info",
  profile: "recommended",
  languages: ["javascript"],
  on: "function",
  check({ resource, code }, context) {
    if (!resource || !code || !isShipped(resource) || resource.code.kind !== "directory") return undefined;
    const { path } = resource.code;
    // One archive, one finding.
    const sharers = context.functionsOf(resource.stack).filter(({ code: of }) => of.kind === "directory" && of.path === path);
    if (sharers.find(isShipped) !== resource) return undefined;
    const directory = path.replace(/\/$/, "");
    const packages = runtimePackages(context.textOf(`${directory}/package.json`));
    if (packages.length === 0) return undefined;
    const { stack, template, metadata } = resource.resource;
    const written = [template, ...stack.templates].some(({ text }) => BUNDLER.test(text));
    const built = metadata?.entries.has("BuildMethod") || stack.plugins.some((plugin) => BUNDLER.test(plugin));
    if (written || built || mayBeBuilt(directory, context)) return undefined;
    return {
      at: resource.resource.head,
      message: `The archive holds every package whole, and with each cold start Node.js finds and reads their files one by one; bundle the code with esbuild, which keeps only what is used of: ${packages.slice(0, 3).join(", ")}${packages.length > 3 ? ", …" : ""}`,
    };
  },
});

/** As an archive of its directory, with packages of its own. */
function isShipped({ packageType, runtime, layers }: FunctionResource): boolean {
  return packageType !== "Image" && runtime.kind === "set" && runtime.value.startsWith("nodejs") && layers.kind === "absent";
}

/** Of the manifests and the names in the directory and above it. */
function mayBeBuilt(directory: string, { namesIn, textOf }: FunctionContext): boolean {
  for (let at = directory; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const names = namesIn(at);
    if (names.some((name) => BUILD_FILE.test(name))) return true;
    const manifest = names.includes("package.json") ? textOf(`${at}/package.json`) : "";
    if (manifest === undefined || BUNDLER.test(manifest)) return true;
  }
  return false;
}

/** Names under `dependencies`. */
function runtimePackages(manifest: string | undefined): string[] {
  try {
    const { dependencies } = JSON.parse(manifest ?? "{}") as { dependencies?: unknown };
    return typeof dependencies === "object" && dependencies !== null ? Object.keys(dependencies) : [];
  } catch {
    return [];
  }
}
