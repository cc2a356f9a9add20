/** From a function of a template to the source file and export that Lambda calls. Nothing rather than a guess. */
import { posix } from "node:path";
import { normalizePath } from "../../files.ts";
import { isTestFile } from "../../flow/evidence.ts";
import { presumedText, property } from "../../model/expressions.ts";
import { CODE_PATH, type CodeLocation, type FunctionResource } from "../../model/infrastructure.ts";
import type { FileTree } from "../tree.ts";
import { Builds, isCompiled, isOutput } from "./built.ts";
import { defines, type SourceFiles } from "./definitions.ts";
import { type HandlerTarget, handlerTargets, writtenHandler, writtenRuntime } from "./handler.ts";
import { Presumptions } from "./presume.ts";
import { type SourceIndex, withoutExtension } from "./sourceIndex.ts";

export interface Located {
  readonly file: string;
  readonly name: string | null;
  /** The template only tells where build output is; another function may have the better claim to the file. */
  readonly isPresumed: boolean;
}

export class Locator {
  readonly #tree: FileTree;
  readonly #index: SourceIndex;
  readonly #files: SourceFiles;
  readonly #builds: Builds;
  readonly #presumptions: Presumptions;

  constructor(tree: FileTree, index: SourceIndex, files: SourceFiles) {
    this.#tree = tree;
    this.#index = index;
    this.#files = files;
    this.#builds = new Builds(tree, (path) => files.textOf(path));
    this.#presumptions = new Presumptions(tree.root, index, (path, name) => defines(path, name, files));
  }

  locate(fn: FunctionResource): Located | undefined {
    const code = locationOf(fn);
    const handler = writtenHandler(fn) ?? this.#dockerCommand(fn, code);
    if (code.kind === "inline") return inlineHandler(code, handler, writtenRuntime(fn));
    if (handler === undefined) return undefined;
    for (const target of targetsOf(handler, fn)) {
      const file = this.#certain(code, target, fn);
      if (file !== undefined) return { file, name: target.name, isPresumed: code.kind === "artifact" || code.kind === "elsewhere" };
    }
    for (const target of targetsOf(handler, fn)) {
      const file = this.#presumptions.find(target, fn);
      if (file !== undefined) return { file, name: target.name, isPresumed: true };
    }
    return undefined;
  }

  /** Where the template says the code is. */
  #certain(code: Exclude<CodeLocation, { kind: "inline" }>, target: HandlerTarget, fn: FunctionResource): string | undefined {
    if (code.kind === "file") return this.#ofEntry(code.path, target, fn);
    if (code.kind !== "elsewhere") return this.#ofDirectory(code, target, fn);
    return this.#first([...this.#index.modules(posix.join(fn.stack.root, target.module), target.language)], target);
  }

  /** The one source file that is bundled or zipped. */
  #ofEntry(path: string, target: HandlerTarget, fn: FunctionResource): string | undefined {
    const stem = withoutExtension(path);
    // Bundlers name what they write as the handler says; an archive keeps the file's name.
    if (fn.stack.dialect === "terraform" && posix.basename(stem) !== posix.basename(target.module)) return undefined;
    const own = this.#index.source(path);
    const candidates = [
      ...(own === undefined ? [] : [own]),
      ...this.#index.modules(stem, target.language),
      ...this.#index.modules(path, target.language),
    ];
    return this.#first(candidates, target) ?? this.#built({ stem, directory: posix.dirname(path) }, target, fn);
  }

  #ofDirectory(
    code: Extract<CodeLocation, { kind: "directory" | "artifact" }>,
    target: HandlerTarget,
    fn: FunctionResource,
  ): string | undefined {
    if (this.#index.source(code.path) !== undefined) return this.#ofEntry(code.path, target, fn);
    const directory = this.#index.isDirectory(code.path) ? code.path : undefined;
    if (directory !== undefined) {
      const found = this.#below(directory, target, fn);
      if (found !== undefined) return found;
    } else {
      const stem = `${code.path}/${target.module}`;
      const found = this.#built({ stem, directory: posix.dirname(code.path) }, target, fn);
      if (found !== undefined) return found;
    }
    if (code.kind === "artifact") return this.#ofArtifact(code.of, target);
    return this.#index.isDirectory(code.path) ? this.#only(code.path, target) : undefined;
  }

  #below(directory: string, target: HandlerTarget, fn: FunctionResource): string | undefined {
    const stem = posix.join(directory, target.module);
    const direct = [...this.#index.modules(stem, target.language)];
    const written = this.#first(
      direct.filter((path) => !isOutput(path, this.#tree.root)),
      target,
    );
    return (
      written ??
      this.#built({ stem, directory }, target, fn) ??
      this.#first(
        direct.filter((path) => !this.#isMade(path)),
        target,
      )
    );
  }

  #built(built: { readonly stem: string; readonly directory: string }, target: HandlerTarget, fn: FunctionResource): string | undefined {
    if (target.language === "python") return undefined;
    for (const source of this.#builds.sources(built, fn)) {
      const candidates = [...this.#index.modules(source, target.language)].filter((path) => !isOutput(path, this.#tree.root));
      const found = this.#first(candidates, target);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #ofArtifact(directories: readonly string[], target: HandlerTarget): string | undefined {
    for (const directory of directories) {
      if (!this.#index.isDirectory(directory)) continue;
      const candidates = [...this.#index.modules(posix.join(directory, target.module), target.language)];
      const found = this.#first(
        candidates.filter((path) => !isOutput(path, this.#tree.root)),
        target,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A module that stands deeper than the template says is meant where there is no other of its name. */
  #only(directory: string, target: HandlerTarget): string | undefined {
    const found = this.#index
      .below(directory, target.module, target.language)
      .filter((path) => !isTestFile(path) && defines(path, target.name, this.#files));
    return found.length === 1 ? found[0] : undefined;
  }

  #first(candidates: readonly string[], target: HandlerTarget): string | undefined {
    return candidates.find((path) => defines(path, target.name, this.#files));
  }

  /** Was it written by a compiler, or is it kept out of the repository? */
  #isMade(path: string): boolean {
    return this.#tree.isIgnored(path) || isCompiled(this.#files.textOf(path) ?? "");
  }

  /** `CMD ["app.handler"]` of an image's Dockerfile. */
  #dockerCommand({ packageType, resource }: FunctionResource, code: CodeLocation): string | undefined {
    if (packageType !== "Image" || code.kind !== "directory") return undefined;
    const named = resource.metadata === null ? undefined : presumedText(property(resource.metadata, "Dockerfile"));
    const text = this.#files.textOf(posix.join(code.path, named ?? "Dockerfile"));
    const commands = [...(text ?? "").matchAll(/^[ \t]*CMD[ \t]*\[[^\]\n]*?"([\w./-]+\.\w+)"[ \t]*\]/gim)];
    return commands.at(-1)?.[1];
  }
}

/**
 * A template that says nothing of the code means its own directory: so do SAM, and services of the framework whose image is built
 * elsewhere. An image of SAM is built from its context.
 */
function locationOf({ code: written, resource, stack, packageType }: FunctionResource): CodeLocation {
  if ("path" in written) return { ...written, path: normalizePath(written.path) };
  if (written.kind !== "elsewhere") return written;
  const context = packageType === "Image" && resource.metadata ? presumedText(property(resource.metadata, "DockerContext")) : undefined;
  if (context !== undefined) return { kind: "directory", path: normalizePath(posix.resolve(stack.root, context)) };
  const isSaid = property(resource, "Code") !== undefined || property(resource, CODE_PATH) !== undefined;
  return stack.dialect === "serverless" || (stack.dialect === "sam" && !isSaid) ? { kind: "directory", path: stack.root } : written;
}

/** Inline code is the module `index`; whatever the handler calls it. */
function inlineHandler(code: Extract<CodeLocation, { kind: "inline" }>, handler: string | undefined, runtime: string | undefined): Located {
  const [target] = handler === undefined ? [] : handlerTargets(handler, runtime);
  return { file: code.place.file.path, name: target?.name ?? null, isPresumed: false };
}

/** CDK's `handler: "handler"` names just the export of the entry. */
function targetsOf(handler: string, fn: FunctionResource): HandlerTarget[] {
  const runtime = writtenRuntime(fn);
  if (fn.code.kind !== "file" || handler.includes(".")) return handlerTargets(handler, runtime);
  return handlerTargets(`${posix.basename(withoutExtension(fn.code.path))}.${handler}`, runtime);
}
