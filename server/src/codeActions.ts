/** Code actions: the repairs of the findings at a place, ways to suppress them, and everything safe at once. */
import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic, type WorkspaceEdit } from "vscode-languageserver";
import { type DiagnosticWriter, rangeOf, SOURCE } from "./diagnostics.ts";
import type { Finding } from "./findings.ts";
import { fixAll, safeFix } from "./fixAll.ts";
import type { Position } from "./lines.ts";
import type { Edit } from "./rewrite/rewriter.ts";
import { suppressFixes } from "./suppressFix.ts";
import { unusedSuppression } from "./suppressUnused.ts";
import type { Analysis, Workspace } from "./workspace.ts";
import { type EditSupport, type EditTargets, workspaceEdit } from "./workspaceEdits.ts";

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.lambdaReady`;
const FIX_ALL_TITLE = "Apply all safe fixes of Lambda Ready";
/** Actions offered and perhaps asked for later; older ones are forgotten. */
const KEPT = 500;

interface Offered {
  readonly path: string;
  readonly version: number | null;
  readonly edits: () => readonly Edit[];
}

/** Identifies an action between offer and resolve. */
interface ActionData {
  readonly offer: number;
}

export interface CodeActionSupport extends EditSupport {
  /** The client asks for the edit when the action is chosen. */
  readonly resolve: boolean;
}

export class CodeActions {
  readonly #workspace: Workspace;
  readonly #writer: DiagnosticWriter;
  readonly #targets: EditTargets;
  readonly #support: CodeActionSupport;
  readonly #offered = new Map<number, Offered>();
  #count = 0;

  constructor(workspace: Workspace, writer: DiagnosticWriter, targets: EditTargets, support: CodeActionSupport) {
    this.#workspace = workspace;
    this.#writer = writer;
    this.#targets = targets;
    this.#support = support;
  }

  /** What can be done about the findings that touch the range. */
  actions(path: string, params: CodeActionParams): CodeAction[] {
    const analysis = this.#workspace.analyse(path);
    if (!analysis) return [];
    const { only } = params.context;
    const actions: CodeAction[] = [];
    if (wants(only, CodeActionKind.QuickFix)) {
      const here = analysis.findings.filter((finding) => touches(finding, params.range));
      for (const finding of here) actions.push(...this.#repairs(finding, params.context.diagnostics));
      for (const finding of here) actions.push(...this.#suppressions(path, analysis, finding, params.context.diagnostics));
    }
    // Not unasked for: finding out whether there is anything to do costs more than a light bulb may.
    if (only && wants(only, FIX_ALL_KIND) && analysis.findings.some(safeFix)) actions.push(this.#fixAll(path));
    return actions;
  }

  /** Adds the edit to an action. An action for an old version of its document stays without. */
  resolve(action: CodeAction): CodeAction {
    const offered = this.#offered.get((action.data as ActionData | undefined)?.offer ?? -1);
    if (!offered || this.#targets.version(offered.path) !== offered.version) return action;
    const edit = this.#edit(offered.edits());
    return edit ? { ...action, edit } : action;
  }

  #repairs(finding: Finding, given: readonly Diagnostic[]): CodeAction[] {
    const repairs: CodeAction[] = [];
    for (const fix of finding.fixes()) {
      const edit = this.#edit(fix.edits);
      if (!edit) continue;
      const isPreferred = repairs.length === 0 && fix.safety === "safe";
      repairs.push({ ...this.#action(fix.title, finding, given), edit, ...(isPreferred && { isPreferred }) });
    }
    return repairs;
  }

  #suppressions(path: string, analysis: Analysis, finding: Finding, given: readonly Diagnostic[]): CodeAction[] {
    const file = analysis.template ?? analysis.module;
    if (finding.rule === unusedSuppression || !file) return [];
    const stacks = analysis.template ? this.#workspace.folderOf(path).project.stacksOf(path) : [];
    const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
    return suppressFixes(file, finding, resources).flatMap(({ title, edits }) =>
      this.#offer(this.#action(title, finding, given), path, edits),
    );
  }

  #fixAll(path: string): CodeAction {
    const workspace = this.#workspace;
    const action: CodeAction = { title: FIX_ALL_TITLE, kind: FIX_ALL_KIND };
    const edits = (): Edit[] =>
      fixAll(path, {
        findings: (target) => workspace.analyse(target)?.findings ?? [],
        text: (target) => this.#targets.text(target),
        overlay: (target, text) => workspace.folderOf(path).setDocument(target, text),
        restore: (target) => workspace.restore(path, target),
      });
    return this.#offer(action, path, edits)[0] ?? action;
  }

  /** The action, to be resolved; with its edit at once for a client that does not resolve. Without an edit it is none. */
  #offer(action: CodeAction, path: string, edits: () => readonly Edit[]): CodeAction[] {
    if (!this.#support.resolve) {
      const edit = this.#edit(edits());
      return edit ? [{ ...action, edit }] : [];
    }
    this.#count += 1;
    this.#offered.set(this.#count, { path, version: this.#targets.version(path), edits });
    this.#offered.delete(this.#count - KEPT);
    const data: ActionData = { offer: this.#count };
    return [{ ...action, data }];
  }

  #action(title: string, finding: Finding, given: readonly Diagnostic[]): CodeAction {
    const own = this.#writer.diagnostic(finding);
    const shown = given.filter(
      (diagnostic) => diagnostic.source === SOURCE && diagnostic.code === own.code && samePosition(diagnostic.range.start, own.range.start),
    );
    return { title, kind: CodeActionKind.QuickFix, diagnostics: shown.length > 0 ? shown : [own] };
  }

  #edit(edits: readonly Edit[]): WorkspaceEdit | undefined {
    return edits.length > 0 ? workspaceEdit(edits, this.#targets, this.#support) : undefined;
  }
}

/** Kinds are hierarchical: who asks for `source` is given `source.fixAll.lambdaReady`. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return !only || only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function touches(finding: Finding, range: CodeActionParams["range"]): boolean {
  const own = rangeOf(finding.place);
  return !isBefore(own.end, range.start) && !isBefore(range.end, own.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function samePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}
