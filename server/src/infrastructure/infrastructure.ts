/**
 * What rules may ask about the stacks of a workspace: which functions they deploy, what refers to what, and which code a
 * function runs. `infrastructure/analyze.ts` makes one from stacks.
 */
import type { Handler, Program } from "../flow/program.ts";
import type { Place } from "../model/code.ts";
import type { Expression, FunctionResource, PolicyStatement, Resource, Stack } from "../model/infrastructure.ts";

export interface Infrastructure {
  readonly stacks: readonly Stack[];
  /** Every function of every stack, in source order. */
  readonly functions: readonly FunctionResource[];
  functionsOf(stack: Stack): readonly FunctionResource[];
  /** The function a resource of type `AWS::Lambda::Function` is, or that an alias, version, URL, permission, mapping or made resource belongs to. */
  functionOf(resource: Resource): FunctionResource | undefined;
  /** Resources of a type in a stack, in source order. */
  resources(stack: Stack, type: string): readonly Resource[];
  /** The resources a value names: references, ARNs built from them, names that are literal in both places. */
  named(value: Expression | undefined, stack: Stack): readonly Resource[];
  /** Resources in whose properties this one is named, made ones included. */
  referrers(resource: Resource): readonly Resource[];
  /** Is the queue or topic one to which failed events go: a redrive policy, `DeadLetterConfig` or failure destination anywhere in the workspace names it, it allows redrive, or it is called so (`dlq`, `dead-letter`)? */
  isDeadLetter(resource: Resource): boolean;
  /** Every statement of the identity policies of a stack, whoever they are given to. */
  statements(stack: Stack): readonly PolicyStatement[];
}

/** A function across its code and its infrastructure; at least one of the two is there. */
export interface Fn {
  readonly name: string;
  readonly resource: FunctionResource | undefined;
  readonly code: FunctionCode | undefined;
  /** The handler names nothing, and it is certain that something else would have to be there; only where `code` is undefined. */
  readonly missing?: MissingHandler | undefined;
}

/** A handler string for which there is no code. */
export interface MissingHandler {
  readonly what: "file" | "export";
  /** The handler in the template. */
  readonly place: Place;
  /** Path of the module without extension, relative to the stack's root. */
  readonly expected: string;
  /** The handler that was probably meant. */
  readonly suggestion: string | null;
}

/** The code a function runs. */
export interface FunctionCode {
  /** Everything its handler loads. */
  readonly program: Program;
  readonly handler: Handler;
}
