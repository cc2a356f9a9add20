/** Generated code: the same in every run, made up of what handlers on public repositories are made of. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dice } from "./dice.ts";
import { pythonHandler, pythonModule } from "./pythonFiles.ts";
import { scriptHandler, scriptModule } from "./scriptFiles.ts";
import { type FunctionCode, templateOfFunctions } from "./templateFiles.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type Kind = "py" | "js" | "ts";
const KINDS: readonly Kind[] = ["py", "js", "ts"];

/** A file with a handler and so many functions beside it. */
export function handlerFile(kind: Kind, seed: number, functions: number, imports: readonly string[]): string {
  return kind === "py" ? pythonHandler(seed, functions, imports) : scriptHandler(kind, seed, functions, imports);
}

export function moduleFile(kind: Kind, seed: number, functions: number, imports: readonly string[]): string {
  return kind === "py" ? pythonModule(seed, functions, imports) : scriptModule(kind, seed, functions, imports);
}

/** Handler files of 80 to 400 lines, a third of each language. */
export function handlerFiles(count: number): SourceFile[] {
  return Array.from({ length: count }, (_, seed) => {
    const kind = KINDS[seed % KINDS.length] as Kind;
    return { path: `/bench/handler${seed}.${kind}`, text: handlerFile(kind, seed, 2 + dice(seed).roll(16), []) };
  });
}

/** A handler file of at least so many lines. */
export function longHandler(kind: Kind, lines: number): string {
  for (let functions = 8; ; functions++) {
    const text = handlerFile(kind, 1, functions, []);
    if (text.split("\n").length >= lines) return text;
  }
}

const PER_SERVICE = 20;
const HANDLERS_PER_SERVICE = 3;

/**
 * Writes a workspace of services: each has three handlers, helpers in a chain of imports, and modules nobody imports.
 * @returns the number of characters written.
 */
export function writeWorkspace(root: string, files: number): number {
  let size = 0;
  for (let service = 0; service * PER_SERVICE < files; service++) {
    const kind = KINDS[service % KINDS.length] as Kind;
    const folder = path.join(root, "services", `service${service}`);
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < PER_SERVICE && service * PER_SERVICE + index < files; index++) {
      const seed = service * PER_SERVICE + index;
      const functions = 1 + dice(seed).roll(5);
      const isHandler = index < HANDLERS_PER_SERVICE;
      const imports = isHandler ? [`module${3 + index}`, `module${6 + index}`] : index < 12 ? [`module${index + 1}`] : [];
      const text = isHandler ? handlerFile(kind, seed, functions, imports) : moduleFile(kind, seed, functions, imports);
      writeFileSync(path.join(folder, `${isHandler ? "handler" : "module"}${index}.${kind}`), text);
      size += text.length;
    }
  }
  return size;
}

/**
 * Writes templates into the services of a workspace: each names the service's handlers, three by turns.
 * @returns the number of characters written.
 */
export function writeTemplates(root: string, templates: number, files: number): number {
  const services = Math.ceil(files / PER_SERVICE);
  let size = 0;
  for (let index = 0; index < templates; index++) {
    const service = index % services;
    const kind = KINDS[service % KINDS.length] as Kind;
    const code = (each: number): FunctionCode => ({
      directory: ".",
      handler: `handler${each % HANDLERS_PER_SERVICE}.${kind === "py" ? "lambda_handler" : "handler"}`,
      runtime: kind === "py" ? "python3.13" : "nodejs24.x",
    });
    const text = templateOfFunctions(index % 2 === 0 ? "sam" : "cloudformation", index, HANDLERS_PER_SERVICE, code);
    writeFileSync(path.join(root, "services", `service${service}`, `template${Math.floor(index / services)}.yaml`), text);
    size += text.length;
  }
  return size;
}
