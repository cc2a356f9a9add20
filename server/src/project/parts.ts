/** What is asked of a project file by file or function by function, and how functions and their code are put together. */
import type { Handler, Program } from "../flow/program.ts";
import type { Fn } from "../infrastructure/infrastructure.ts";
import type { Module } from "../model/code.ts";
import { definitionIn } from "./join/definitions.ts";
import type { JoinedFunction } from "./joined.ts";

/** Some of the modules that load one another, and what is known of them together. */
export interface Part {
  readonly program: Program;
  readonly modules: readonly Module[];
}

/** A part that was asked for file by file. */
export interface SelectedPart extends Part {
  /** Files that were to be looked at and did not parse in time. */
  readonly unparsed: readonly string[];
  /** The functions whose handler is in the part, each with its code and with its template where one names it. */
  readonly functions: readonly Fn[];
}

/** Source files and templates that somebody asked for. */
export interface Selection {
  readonly files: ReadonlySet<string>;
  /** Those that were named one by one: they are looked at even where no function is. */
  readonly named: ReadonlySet<string>;
}

/** A declared function with its code, as far as it is in the program. */
export function fnOf(joined: JoinedFunction, program: Program): Fn {
  const handler = handlerOf(joined, program);
  return { name: joined.name, resource: joined.resource, code: handler && { program, handler } };
}

/** The functions of a part: declared ones by their handlers, then handlers that no template names. */
export function functionsIn(program: Program, declared: readonly JoinedFunction[]): Fn[] {
  const functions = declared.map((each) => fnOf(each, program));
  const named = new Set(functions.map((fn) => fn.code?.handler));
  const others = program.handlers.filter((handler) => !named.has(handler));
  return [...functions, ...others.map((handler) => ({ name: handler.name, resource: undefined, code: { program, handler } }))];
}

function handlerOf({ handlerFile, handlerName }: JoinedFunction, program: Program): Handler | undefined {
  return program.handlers.find((handler) => handler.module.path === handlerFile && handler.name === handlerName);
}

/** A handler that no template names. */
export function joinedHandler(handler: Handler): JoinedFunction {
  const { module, name, scope } = handler;
  const range = definitionIn(module, name) ?? scope.nameRange ?? scope;
  return {
    name,
    resource: undefined,
    handlerFile: module.path,
    handlerName: name,
    handlerPlace: () => ({ file: module, start: range.start, end: range.end }),
  };
}
