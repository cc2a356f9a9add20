/** `npm run build`: the bundles, the grammars and the rule pages, all in dist/. `--watch` rebuilds the bundles. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, context } from "esbuild";
import { inRoot, ruleFiles } from "./paths.ts";

const dist = inRoot("dist");

const entries: Record<string, string> = {
  extension: "client/src/extension.ts",
  server: "server/src/main.ts",
  cli: "server/src/cli.ts",
  aws: "client/aws/main.ts",
};

const wasmFiles = [
  "web-tree-sitter/web-tree-sitter.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm",
  "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm",
];

/** What every bundle shares. */
export const bundleOptions: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  external: ["vscode"],
  // jsonc-parser's CommonJS build loads its parts in a way that cannot be bundled.
  mainFields: ["module", "main"],
  // Its ESM build, bundled into CommonJS, fails in Parser.init without a word.
  alias: { "web-tree-sitter": inRoot("node_modules/web-tree-sitter/web-tree-sitter.cjs") },
  // Sources find their data beside themselves; CommonJS has no import.meta.
  define: { "import.meta.url": "importMetaUrl", "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  legalComments: "none",
  // An uncaught error shows the line it comes from.
  lineLimit: 200,
  logLevel: "warning",
};

/** The page of the readiness report: its script and its style. */
export const panelOptions: BuildOptions = {
  bundle: true,
  platform: "browser",
  target: "es2022",
  format: "esm",
  entryPoints: { panel: inRoot("client/panel/main.ts") },
  outdir: path.join(dist, "panel"),
  legalComments: "none",
  logLevel: "warning",
};

/** The bundles of the extension: all but the page. */
export function bundles(): BuildOptions {
  const entryPoints = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, inRoot(file)]));
  return { ...bundleOptions, entryPoints, outdir: dist, ...forUse() };
}

function forUse(): BuildOptions {
  return { minify: true, sourcemap: process.argv.includes("--sourcemap") };
}

function copyData(): void {
  for (const file of wasmFiles) copyFileSync(inRoot("node_modules", file), path.join(dist, path.basename(file)));
  mkdirSync(path.join(dist, "rules"), { recursive: true });
  for (const { id, page } of ruleFiles()) {
    // A rule without a page is what `npm run generate -- --check` complains of.
    if (existsSync(page)) copyFileSync(page, path.join(dist, "rules", `${id}.md`));
  }
  mkdirSync(path.join(dist, "checklist"), { recursive: true });
  const items = inRoot("server/src/checklist/items");
  for (const name of readdirSync(items).filter((each) => each.endsWith(".md"))) {
    copyFileSync(path.join(items, name), path.join(dist, "checklist", name));
  }
}

if (import.meta.main) {
  if (!process.argv.includes("--watch")) rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  copyData();
  for (const bundle of [bundles(), { ...panelOptions, ...forUse() }]) {
    if (process.argv.includes("--watch")) await (await context({ ...bundle, logLevel: "info", sourcemap: true })).watch();
    else if ((await build(bundle)).warnings.length > 0) process.exitCode = 1;
  }
}
