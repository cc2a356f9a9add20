/** A module as it is called: its source, and the values it was given. */
import type { Expression, Template } from "../../model/infrastructure.ts";
import type { HclExpression } from "../../parse/hcl.ts";
import type { Declaration, ModuleSource } from "./source.ts";

/** Where an expression is evaluated. */
export interface Frame {
  readonly module: ModuleInstance;
  readonly file: Template;
  /** `each.key`, `count.index`, names of `for` and `dynamic`. */
  readonly bound: ReadonlyMap<string, Expression>;
}

/** An expression not yet evaluated. */
export interface Written {
  readonly expression: HclExpression;
  readonly frame: Frame;
}

/** One of the resources that a block stands for. */
export interface Instance {
  /** `aws_lambda_function.f["key"]` in the stack. */
  readonly id: string;
  /** The key of `for_each`; null where there is one only. */
  readonly key: string | null;
  readonly frame: Frame;
  readonly isConditional: boolean;
}

export class ModuleInstance {
  readonly source: ModuleSource;
  /** `module.x.`; empty for the root. */
  readonly prefix: string;
  readonly parent: ModuleInstance | null;
  /** Arguments of the call, by the variable's name. */
  readonly given: ReadonlyMap<string, Written>;
  readonly isConditional: boolean;
  /** Modules called, by name; several where `for_each` is known. Filled as the tree is built. */
  readonly children = new Map<string, ModuleInstance[]>();
  /** What was evaluated before, by `local.x`, `var.x`. */
  readonly known = new Map<string, Expression>();
  readonly instances = new Map<string, readonly Instance[]>();
  /** Resources that a module from a registry makes, by its name and output; set by their reader. */
  readonly communities = new Map<string, ReadonlyMap<string, Expression>>();

  constructor(
    source: ModuleSource,
    prefix: string,
    parent: ModuleInstance | null,
    given: ReadonlyMap<string, Written>,
    isConditional: boolean,
  ) {
    this.source = source;
    this.prefix = prefix;
    this.parent = parent;
    this.given = given;
    this.isConditional = isConditional;
  }

  get root(): ModuleInstance {
    return this.parent?.root ?? this;
  }

  frame({ file }: Pick<Declaration, "file">, bound: ReadonlyMap<string, Expression> = new Map()): Frame {
    return { module: this, file, bound };
  }
}
