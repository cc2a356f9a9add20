/**
 * The contract of an item of the readiness checklist: how it reads its evidence. Rules say what is wrong (`rule.checklist` names
 * the item); an item says what proves that something is right, and to which functions it does not apply.
 */
import type { Fn, Infrastructure } from "../infrastructure/infrastructure.ts";
import type { Place } from "../model/code.ts";
import type { DeployedFunction } from "../model/deployed.ts";
import type { ChecklistItem, Section } from "../rules/rule.ts";
import type { DeployedContext, DeployedSign } from "./deployed/sign.ts";
import type { WorkspaceEvidence } from "./workspaceEvidence.ts";

/**
 * `failing`: there is a finding. `met`: something proves it and there is no finding. `not seen`: nothing decides it, or it does
 * not apply to the function. `yours`: a person answered. Absence of findings alone never counts as met.
 */
export type Status = "failing" | "met" | "not seen" | "yours";

/** Where something was seen: in code, in a template, in another file of the workspace, in the deployed function. */
export type SignKind = "code" | "resource" | "trigger" | "file" | "deployed";

/** What an item saw of a function. */
export interface Sign {
  /**
   * `proves`: enough for "met". `supports`: worth showing, proves nothing by itself ("memory is 512 MB"). `does-not-apply`: the item asks
   * nothing of this function, and it is certain; the message says why.
   */
  readonly says: "proves" | "supports" | "does-not-apply";
  readonly kind: SignKind;
  /** One sentence without a full stop, for a person; the variable part last. Never a secret. */
  readonly message: string;
  readonly place: Place | undefined;
}

/** Rules whose "ok" about a function proves an item, all of them together. */
export interface Proof {
  readonly rules: readonly string[];
  /** What they say together: "Its SDK clients are made once for each environment". */
  readonly message: string;
}

/** What an item may ask besides the function itself. */
export interface SignContext {
  readonly infrastructure: Infrastructure;
  readonly workspace: WorkspaceEvidence;
}

export interface Item {
  readonly id: ChecklistItem;
  /** What it asks, shortly and in our own words: "Timeout chosen on purpose". */
  readonly text: string;
  /** The section of the guide it belongs to; the report groups by it. */
  readonly section: Section;
  readonly proofs: readonly Proof[];
  /**
   * What can be seen of the function, whatever the rules say. Must not keep anything of the program: it is let go of. What cannot be
   * known is no sign.
   */
  signs(fn: Fn, context: SignContext): readonly Sign[];
  /**
   * What can be seen of the function as it is deployed, for those who look at it. A property that AWS did not tell of is unknown, and
   * nothing follows from it.
   */
  deployed?(facts: DeployedFunction, context: DeployedContext): readonly DeployedSign[];
  /** Why nothing but a person can say that it is met, where that is so. */
  readonly manual?: string;
}

/** Types an item. */
export function defineItem(item: Item): Item {
  return item;
}
