/**
 * Sources of code of which a template only says where its build is kept: an archive, an object in S3, a directory that a script
 * fills. Names decide: those of the archive, of the directory and of the function.
 */
import { posix } from "node:path";
import { directoryOf, isInside } from "../../files.ts";
import { isTestFile } from "../../flow/evidence.ts";
import { presumedText, property } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { isOutput, OUTPUT } from "./built.ts";
import type { HandlerTarget } from "./handler.ts";
import { type SourceIndex, withoutExtension } from "./sourceIndex.ts";

/** Names of modules that say nothing of whose they are. */
const COMMON_MODULE = /^(?:index|main|app|lib|src|function|handlers?|lambda_?function|lambda_?handler|server|run)$/i;

const COMMON_EXPORT = /^(?:handler?|lambda_?handler|main|run|default)$/i;

/** Names of archives and directories that say nothing either. */
const COMMON_NAME =
  /^(?:index|main|app|code|src|source|dist|build|built|out|output|bundle|deploy\w*|package\w*|artifacts?|archive|payload|lambdas?|functions?|lambda_?(?:function|code|handler|zip|package|payload|function_payload|deployment)|layers?|zip|api|this|default)$/i;

/** Directories in which infrastructure is kept apart from the code it deploys. */
const INFRASTRUCTURE =
  /^(?:terraform|tf|infra|infrastructure|iac|deploy|deployment|deployments|cloudformation|cfn|templates?|stacks?|sam|aws|modules?|env|envs|environments?|dev|test|stage|staging|prod|production|config|ops|devops|provisioning)$/i;

/** Below the directory that is called like the function. */
const INNER = /^(?:src|source|lib|app|lambda|code|handlers?)$/i;

export class Presumptions {
  readonly #root: string;
  readonly #index: SourceIndex;
  readonly #defines: (path: string, name: string) => boolean;

  constructor(root: string, index: SourceIndex, defines: (path: string, name: string) => boolean) {
    this.#root = root;
    this.#index = index;
    this.#defines = defines;
  }

  find(target: HandlerTarget, fn: FunctionResource): string | undefined {
    const module = target.language === "python" ? target.module : sourceModule(target.module);
    const names = namesOf(fn);
    for (const base of this.#bases(fn)) {
      const all = this.#index.below(base, module, target.language);
      const own = all.filter((path) => !isTestFile(path) && !isOutput(path, this.#root) && this.#defines(path, target.name));
      if (own.length === 0) continue;
      const named = names.map((name) => nearestNamed(own, base, module, name)).find((path) => path !== undefined);
      if (named !== undefined) return named;
      const [only, second] = own;
      if (only === undefined || second !== undefined) return undefined;
      const isTelling = !COMMON_MODULE.test(posix.basename(module)) || !COMMON_EXPORT.test(target.name);
      return isTelling || isAtTop(only, base, module) ? only : undefined;
    }
    return undefined;
  }

  /** Where to look, the nearest first. */
  *#bases({ stack: { root }, code }: FunctionResource): Generator<string> {
    const above = "path" in code ? this.#existing(code.path) : root;
    const isBeside = isInside(above, this.#root) && !isInside(root, above);
    if (isBeside) yield above;
    for (let base = root; isInside(base, this.#root); base = directoryOf(base)) {
      yield base;
      if (!INFRASTRUCTURE.test(posix.basename(base)) || base === directoryOf(base)) break;
    }
    // A path that leads out of the template's own directory tells how far to look.
    if (!isBeside && "path" in code && !isInside(code.path, root) && isInside(above, this.#root)) yield above;
  }

  /** The nearest directory above that is there and that no build writes. */
  #existing(path: string): string {
    let above = directoryOf(path);
    while ((OUTPUT.test(posix.basename(above)) || !this.#index.isDirectory(above)) && above !== directoryOf(above))
      above = directoryOf(above);
    return above;
  }
}

/** `dist/users/index` is `users/index` in the sources. */
function sourceModule(module: string): string {
  return module.replace(/^(?:\.?\/)?(?:dist|build|out|output|lib)\//, "");
}

/** Letters and digits alone, as nothing else is kept when a directory gives an archive its name. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** What the source's directory may be called, the most telling first. */
function namesOf({ resource, code, name }: FunctionResource): string[] {
  const path = code.kind === "artifact" || code.kind === "directory" || code.kind === "file" ? code.path : undefined;
  const key = presumedText(property(resource, "Code.S3Key"));
  const functionName = presumedText(property(resource, "FunctionName"));
  // The CDK ends logical ids with eight digits of a hash; Terraform's modules come before the name.
  const own = name.replace(/[0-9A-F]{8}$/, "").split(/["[\].]+/);
  const written = [path, path && posix.dirname(path), key, functionName, ...own.toReversed()].flatMap((each) =>
    each ? [posix.basename(each)] : [],
  );
  const bare = written.map((each) => each.replace(/\.(?:zip|jar|tgz|tar\.gz|[cm]?js|py)$/i, "")).filter((each) => !COMMON_NAME.test(each));
  const found = bare.flatMap((each) => [plain(each), plain(each.replace(/(?:[-_]?(?:lambda|function|handler|fn|service))+$/i, ""))]);
  return [...new Set(found)].filter((each) => each.length > 2);
}

/** The file in a directory of that name, or in directories whose names make it together; of several the least deep, if it is alone there. */
function nearestNamed(paths: readonly string[], base: string, module: string, name: string): string | undefined {
  const matching = paths.filter((path) => isCalled(path, base, module, name));
  const depth = Math.min(...matching.map((path) => path.split("/").length));
  const nearest = matching.filter((path) => path.split("/").length === depth);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** Right where the template looks, or in its one directory of sources. */
function isAtTop(path: string, base: string, module: string): boolean {
  const parts = withoutExtension(path)
    .slice(base.length + 1)
    .slice(0, -module.length)
    .split("/")
    .filter((part) => part !== "");
  return parts.length === 0 || (parts.length === 1 && INNER.test(parts[0] ?? ""));
}

function isCalled(path: string, base: string, module: string, name: string): boolean {
  const parts = directoryOf(path)
    .slice(base.length + 1)
    .split("/");
  const own = parts.slice(0, parts.length - (module.split("/").length - 1));
  while (own.length > 1 && INNER.test(own.at(-1) ?? "") && plain(own.at(-1) ?? "") !== name) own.pop();
  for (let from = own.length - 1, joined = ""; from >= 0; from -= 1) {
    joined = plain(own[from] ?? "") + joined;
    if (joined === name) return true;
    if (joined.length > name.length) break;
  }
  return false;
}
