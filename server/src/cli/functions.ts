/** `functions`: every function of a workspace with its template, its code and its triggers. */
import { nodeFiles, normalizePath } from "../files.ts";
import { Lines } from "../lines.ts";
import type { Place } from "../model/code.ts";
import type { Dialect, TriggerType } from "../model/infrastructure.ts";
import { initParser } from "../parse/parser.ts";
import { statedHandler, writtenRuntime } from "../project/join/handler.ts";
import type { JoinedFunction } from "../project/joined.ts";
import { joinedHandler } from "../project/parts.ts";
import type { Project } from "../project.ts";
import { rules } from "../rules/index.ts";
import { openProject, type Surroundings } from "./analysis.ts";
import type { Command } from "./arguments.ts";
import { configurationFor, configurationProblems } from "./configuration.ts";
import { formatFunctions } from "./functionsText.ts";
import { findPaths, shownPath } from "./paths.ts";
import { templateErrors } from "./templateErrors.ts";

/** A function as it is listed: paths relative to the working directory, null where something is not known. */
export interface ListedFunction {
  readonly name: string;
  readonly dialect: Dialect | null;
  readonly template: string | null;
  readonly templateLine: number | null;
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly handlerFile: string | null;
  readonly handlerLine: number | null;
  readonly triggers: readonly { readonly type: TriggerType; readonly source: string | null }[];
}

export type FunctionsCommand = Extract<Command, { name: "functions" }>;

export async function runFunctions(
  command: FunctionsCommand,
  listener: Pick<Surroundings, "progress" | "warn">,
): Promise<{ output: string; exitCode: 0 | 2 }> {
  await initParser();
  const workingDirectory = normalizePath(process.cwd());
  const found = findPaths(command.paths, workingDirectory, nodeFiles);
  for (const { path, message } of found.errors) listener.warn(`${path}: ${message}`);
  for (const path of found.uncheckable) listener.warn(`${path}: no function is declared in a file of this kind`);
  const configuration = configurationFor(undefined, nodeFiles, rules);
  const listed: ListedFunction[] = [];
  for (const paths of found.projects) {
    const { project, selection, errors } = await openProject(paths, { files: nodeFiles, configuration, rules, ...listener });
    for (const { path, message } of errors) listener.warn(`${shownPath(path, workingDirectory)}: ${message}`);
    for (const { path, line, message } of templateErrors(project, selection.files))
      listener.warn(`${shownPath(path, workingDirectory)}${line === undefined ? "" : `:${line}`}: ${message}`);
    for (const each of functionsOf(project, selection)) listed.push(listing(each, workingDirectory));
  }
  const wrong = configurationProblems(configuration, workingDirectory);
  for (const { path, message } of wrong) listener.warn(`${path}: ${message}`);
  const functions = sorted(listed);
  const output = command.format === "json" ? `${JSON.stringify({ version: 1, functions }, null, 2)}\n` : formatFunctions(functions);
  return { output, exitCode: found.errors.length + wrong.length > 0 ? 2 : 0 };
}

/** The functions that are written in a selected template or whose handler is in a selected file. */
function* functionsOf(project: Project, selection: Parameters<Project["parts"]>[0]): Generator<JoinedFunction> {
  const { files } = selection;
  for (const each of project.declared()) {
    const template = each.resource?.resource.template.path ?? "";
    if (files.has(template) || (each.handlerFile !== null && files.has(each.handlerFile))) yield each;
  }
  for (const { functions } of project.parts(selection)) {
    for (const { resource, code } of functions) {
      if (resource || !code || !files.has(code.handler.module.path)) continue;
      yield joinedHandler(code.handler);
    }
  }
}

function listing({ name, resource, handlerFile, handlerPlace }: JoinedFunction, workingDirectory: string): ListedFunction {
  const place = handlerPlace();
  const triggers = resource?.triggers.map(({ type, source }) => ({ type, source })) ?? [];
  return {
    name,
    dialect: resource?.stack.dialect ?? null,
    template: resource ? shownPath(resource.resource.head.file.path, workingDirectory) : null,
    templateLine: resource ? lineOf(resource.resource.head) : null,
    runtime: (resource && writtenRuntime(resource)) ?? null,
    handler: (resource && statedHandler(resource)) ?? null,
    handlerFile: handlerFile === null ? null : shownPath(handlerFile, workingDirectory),
    handlerLine: place && lineOf(place),
    triggers: unique(triggers),
  };
}

function lineOf(place: Place): number {
  return new Lines(place.file.text).lineAt(place.start) + 1;
}

/** What a template says several times of the same kind and source is one trigger to a reader; a module used twice deploys one entry twice. */
function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** By template and line; handlers that no template names come last, by file and line. */
function sorted(functions: readonly ListedFunction[]): ListedFunction[] {
  const order = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
  return unique(functions).sort(
    (a, b) =>
      order(a.template, b.template) ||
      (a.templateLine ?? 0) - (b.templateLine ?? 0) ||
      order(a.handlerFile, b.handlerFile) ||
      (a.handlerLine ?? 0) - (b.handlerLine ?? 0) ||
      order(a.name, b.name),
  );
}
