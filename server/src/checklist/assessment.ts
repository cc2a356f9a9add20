/** What is known of one function item by item, in plain data: it outlives the modules and templates it was read from. */
import type { Dialect, TriggerType } from "../model/infrastructure.ts";
import type { ChecklistItem, Severity } from "../rules/rule.ts";
import type { Answer } from "./answers/answer.ts";
import type { SignKind, Status } from "./item.ts";

/** A range of a file; lines and UTF-16 columns from 0, as in the protocol. */
export interface Spot {
  /** Absolute. */
  readonly path: string;
  readonly start: SpotPosition;
  readonly end: SpotPosition;
}

export interface SpotPosition {
  readonly line: number;
  readonly character: number;
}

/** One line below an item. */
export interface ShownEvidence {
  /** `finding` speaks against the item, `ok` (a rule) and `proves` signs for it; `supports` decides nothing; `does-not-apply` says why. */
  readonly says: "finding" | "proves" | "supports" | "does-not-apply";
  readonly kind: "finding" | "rule" | SignKind;
  readonly message: string;
  readonly spot: Spot | undefined;
  /** Of a finding, and of what a rule found right. */
  readonly rule?: string;
  readonly severity?: Severity;
}

export interface AssessedItem {
  readonly id: ChecklistItem;
  readonly status: Status;
  /** False where the item asks nothing of this function: it does not count in the score. */
  readonly applies: boolean;
  readonly evidence: readonly ShownEvidence[];
  /** What a person said; kept when evidence contradicts it. */
  readonly answer: Answer | undefined;
  /** A person says it is met or not needed, and evidence says otherwise. */
  readonly isContradicted: boolean;
}

/** `met` counts items that are met by evidence or by a person's "met"; `total` those that apply and are not answered "not needed". */
export interface Score {
  readonly met: number;
  readonly total: number;
}

/** Which function: the same for as long as its template, name or handler is not renamed. */
export interface AssessedFunction {
  /** `src/template.yaml#CreateOrder`: the file relative to the project's root (the handler's, where no template names the function) and the name. */
  readonly id: string;
  readonly name: string;
  readonly dialect: Dialect | null;
  /** Where the function is written in its template. */
  readonly entry: Spot | undefined;
  readonly handler: Spot | undefined;
  readonly triggers: readonly { readonly type: TriggerType; readonly source: string | null }[];
  /** Whose checklist this is called in `.lambda-ready/checklist.yaml`: the name, or the id where several functions have that name. */
  readonly answerKey: string;
}

/** The checklist of one function: its 19 items in the guide's order. */
export interface Assessment extends AssessedFunction {
  readonly items: readonly AssessedItem[];
  readonly score: Score;
}
