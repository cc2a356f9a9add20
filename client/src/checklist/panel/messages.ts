/** What the extension and the page of the readiness report say to each other, and who sends each message and why. */
import type {
  ChecklistHistoryPoint,
  ChecklistItemDescription,
  ChecklistPlace,
  ChecklistProblem,
  ChecklistReport,
} from "../../../../server/src/protocol.ts";
import type { DeployedAction, DeployedShown } from "./deployedShown.ts";
import type { PanelStrings } from "./strings.ts";

/** A function that can be chosen. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Its template, or the file of its handler where no template names it. */
  readonly where: string | null;
}

/** Extension to page. */
export type ToPage =
  /** Once, before anything else. */
  | { readonly type: "strings"; readonly strings: PanelStrings }
  /** Whenever what is to be seen is another: all of it. */
  | { readonly type: "show"; readonly shown: Shown }
  /** A person asked elsewhere for one side of the report. */
  | { readonly type: "turn"; readonly tab: Tab };

/** The sides of a function's report. */
export type Tab = "checklist" | "deployed";

/** All that is to be seen. */
export interface Shown {
  readonly server: "off" | "starting" | "running" | "failed";
  /** Functions are still being looked at. */
  readonly isReading: boolean;
  /** The 19 items in the guide's order. */
  readonly items: readonly ChecklistItemDescription[];
  readonly choices: readonly Choice[];
  readonly subject: Subject;
  readonly history: History;
  /** Of the answers files. */
  readonly problems: readonly ChecklistProblem[];
  /** How files are called for a person, by the URIs of the places in here. */
  readonly paths: Readonly<Record<string, string>>;
}

export type Subject =
  | { readonly kind: "all"; readonly overview: Overview }
  | { readonly kind: "function"; readonly report: ChecklistReport; readonly deployed: DeployedShown }
  /** The function was here and is no more. */
  | { readonly kind: "gone"; readonly id: string; readonly name: string };

/** All functions at a glance. */
export interface Overview {
  readonly score: Score;
  /** Items of all functions by how they stand, those that do not apply left out. */
  readonly counts: StatusCounts;
  /** Functions with a failing item. */
  readonly broken: number;
  readonly functions: readonly FunctionRow[];
  /** What fails in any function; what fails most often comes first. */
  readonly failing: readonly { readonly item: string; readonly functions: number }[];
}

export interface Score {
  readonly met: number;
  readonly total: number;
}

export interface StatusCounts {
  readonly failing: number;
  readonly met: number;
  readonly "not seen": number;
  readonly yours: number;
}

export interface FunctionRow {
  readonly id: string;
  readonly name: string;
  /** As in `Choice`. */
  readonly where: string | null;
  readonly score: Score;
  readonly failing: number;
  readonly notSeen: number;
}

/** The score over the commits of the answers file, oldest first. */
export type History =
  | { readonly kind: "points"; readonly points: readonly ChecklistHistoryPoint[] }
  /** It is not known yet, or nobody asked. */
  | { readonly kind: "unknown" }
  /** `no-git`: there is no repository, or no git. `no-commits`: the answers file is in no commit. */
  | { readonly kind: "none"; readonly why: "no-git" | "no-commits" };

/** What can be done with an item; the commands are the tree's. */
export type ItemAction = "fix" | "answer" | "guide";

/** Page to extension. */
export type FromPage =
  /** The page's script runs and listens; after it was hidden, again. */
  | { readonly type: "ready"; readonly tab: Tab }
  /** The other side of the report is seen: what is deployed is asked for only while it is. */
  | { readonly type: "tab"; readonly tab: Tab }
  /** A function was chosen; null: all of them. */
  | { readonly type: "select"; readonly id: string | null }
  /** A link to a line was followed. */
  | { readonly type: "open"; readonly place: ChecklistPlace }
  | { readonly type: "act"; readonly action: ItemAction; readonly id: string; readonly item: string }
  /** The page of a rule. */
  | { readonly type: "rule"; readonly rule: string }
  | ({ readonly type: "deployed" } & DeployedAction)
  | { readonly type: "export"; readonly format: "markdown" | "html" }
  /** Buttons of bad states. */
  | { readonly type: "help"; readonly with: "enable" | "restart" | "output" }
  /** What is seen now; who waits for an update may rely on it. */
  | ({ readonly type: "rendered" } & RenderedReport);

/** What the page shows, read from the page itself. */
export interface RenderedReport {
  readonly heading: string;
  /** The score in words; empty where there is none. */
  readonly score: string;
  /** Lines of the table of its history. */
  readonly commits: number;
  /** The charts that are drawn, by their titles. */
  readonly charts: readonly string[];
  /** What is seen of the deployed function; null: nothing of it. */
  readonly deployed: DeployedShown["kind"] | null;
}

/** What VS Code keeps for the page while it is hidden and when its window is closed. */
export interface PageState {
  /** The function that was shown; null: all of them. */
  readonly selected: string | null;
  readonly tab: Tab;
  /** Items that are unfolded, by function; the last few functions. */
  readonly unfolded: Readonly<Record<string, readonly string[]>>;
  readonly sort: Sort;
  /** In pixels. */
  readonly scroll: number;
}

/** How the table of functions is sorted. */
export type Sort = "failing" | "notSeen" | "score" | "name";
