/**
 * Repairs of infrastructure. A rule says in CloudFormation's words what should be different; the writer of the dialect
 * turns it into edits of what was written (`Timeout` into `timeout`, `timeout:` or `Duration.seconds()`), or returns
 * undefined where it cannot be sure that the result means that. Writers keep comments, quotes, indentation and line ends.
 */
import type { Resource, Stack } from "../model/infrastructure.ts";
import type { Edit } from "./rewriter.ts";

/** A value in CloudFormation's words. */
export type NewValue = string | number | boolean | readonly NewValue[] | NewReference | { readonly [key: string]: NewValue };

/** Something of a resource of the stack, or of one that the same repair adds. */
export interface NewReference {
  readonly $id: string;
  /** CloudFormation's attribute (`Arn`); null for what `Ref` gives. */
  readonly $attribute: string | null;
}

export function reference(id: string, attribute: string | null = null): NewReference {
  return { $id: id, $attribute: attribute };
}

/** One thing that should be different. */
export type Change =
  /** Sets a property; what leads there is made where it is missing. `path`: `["TracingConfig", "Mode"]`. */
  | { readonly kind: "set"; readonly resource: Resource; readonly path: readonly string[]; readonly value: NewValue }
  /** Takes a property away, and what is empty without it. */
  | { readonly kind: "remove"; readonly resource: Resource; readonly path: readonly string[] }
  /** Adds items to a list; it is made where it is missing. */
  | { readonly kind: "append"; readonly resource: Resource; readonly path: readonly string[]; readonly items: readonly NewValue[] }
  /** Replaces the expression at a place by a literal or reference, whatever it is part of. */
  | { readonly kind: "replace"; readonly resource: Resource; readonly start: number; readonly end: number; readonly value: NewValue }
  /** Adds a resource behind `after`. `id` is a wish: the writer makes it one that is free and fits the dialect, and uses it for references too. */
  | {
      readonly kind: "add";
      readonly after: Resource;
      readonly id: string;
      readonly type: string;
      readonly properties: { readonly [key: string]: NewValue };
    };

export interface TemplateRewriter {
  /** All of the changes or none; undefined where one of them cannot be written with certainty. */
  change(changes: readonly Change[]): readonly Edit[] | undefined;
}

/** What a dialect has to offer to be one. */
export type TemplateRewriterFactory = (stack: Stack) => TemplateRewriter;
