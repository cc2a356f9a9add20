/** Everything that is found wrong with one function, for those who ask about a function rather than about a file. */

/** Client to server, when somebody asks what is wrong with a function: `FunctionFindingsParams` to `FunctionFindings | null`, once all functions are known; null for a function that is not there. */
export const functionFindingsRequest = "lambdaReady/functionFindings";

export interface FunctionFindingsParams {
  /** `ChecklistFunction.id`. */
  readonly id: string;
}

export interface FunctionFindings {
  /** In its code, in code that it shares with others, and in its infrastructure; worst first, then by file and line. What is suppressed is left out. */
  readonly findings: readonly FunctionFinding[];
}

export interface FunctionFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  /** The item of the readiness checklist that it speaks against; null where it belongs to none. */
  readonly item: string | null;
  readonly uri: string;
  /** The file, relative to its workspace folder, with `/`. */
  readonly path: string;
  /** As in the protocol: lines and UTF-16 columns from 0. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
