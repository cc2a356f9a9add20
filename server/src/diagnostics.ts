/** Findings as the protocol's diagnostics, and reports that say "unchanged" where nothing is. */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Range as ProtocolRange,
} from "vscode-languageserver";
import type { AnswersDiagnostic } from "./checklist/answers/problems.ts";
import type { Documentation } from "./documentation.ts";
import type { Finding } from "./findings.ts";
import { Lines, linesOf } from "./lines.ts";
import type { Place } from "./model/code.ts";
import type { Severity } from "./rules/rule.ts";
import type { ConfigProblem } from "./settings.ts";
import { unusedSuppression } from "./suppressUnused.ts";
import type { Uris } from "./uris.ts";

export const SOURCE = "lambda-ready";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What the client told it can show. */
export interface DiagnosticSupport {
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
}

/** Makes diagnostics for one client. */
export class DiagnosticWriter {
  readonly #uris: Uris;
  readonly #documentation: Documentation;
  readonly #support: DiagnosticSupport;

  constructor(uris: Uris, documentation: Documentation, support: DiagnosticSupport) {
    this.#uris = uris;
    this.#documentation = documentation;
    this.#support = support;
  }

  diagnostic(finding: Finding): Diagnostic {
    const diagnostic: Diagnostic = {
      range: firstLineOf(finding.place),
      severity: severities[finding.severity],
      code: finding.rule.id,
      source: SOURCE,
      message: finding.message,
      data: { rule: finding.rule.id, function: finding.function },
    };
    if (this.#support.codeDescription) diagnostic.codeDescription = { href: this.#documentation.url(finding.rule) };
    if (this.#support.tags && finding.rule === unusedSuppression) diagnostic.tags = [DiagnosticTag.Unnecessary];
    if (this.#support.relatedInformation && finding.related.length > 0)
      diagnostic.relatedInformation = finding.related.map((one) => this.#related(one));
    return diagnostic;
  }

  #related({ place, message }: Finding["related"][number]): DiagnosticRelatedInformation {
    return { location: { uri: this.#uris.uri(place.file.path), range: rangeOf(place) }, message };
  }
}

export function rangeOf(place: Place): ProtocolRange {
  const lines = linesOf(place.file);
  return { start: lines.position(place.start), end: lines.position(place.end) };
}

/** What is underlined: of a call with its arguments on lines of their own, the line that says what is called. */
function firstLineOf(place: Place): ProtocolRange {
  const { start, end } = rangeOf(place);
  if (end.line === start.line) return { start, end };
  const lines = linesOf(place.file);
  return { start, end: { line: start.line, character: lines.end(start.line) - lines.start(start.line) } };
}

/** Something wrong in a configuration file, as a diagnostic in it. */
export function configDiagnostic(problem: ConfigProblem, text: string): Diagnostic {
  const lines = new Lines(text);
  return {
    range: { start: lines.position(problem.start), end: lines.position(problem.end) },
    severity: severities[problem.severity ?? "error"],
    source: SOURCE,
    code: "configuration",
    message: problem.message,
  };
}

/** Something wrong in an answers file. */
export function answersDiagnostic({ range, severity, message }: AnswersDiagnostic): Diagnostic {
  return { range, severity: severities[severity], source: SOURCE, code: "checklist-answers", message };
}

/** Remembers what was reported for each document, and by which id. */
export class Reports {
  readonly #last = new Map<string, { readonly id: string; readonly content: string }>();
  #count = 0;

  /** The full report, or "unchanged" where the client holds the same already. */
  report(uri: string, items: Diagnostic[], previousId: string | undefined): DocumentDiagnosticReport {
    const { id } = this.#remember(uri, items);
    if (id === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }

  /** Is this something else than what was last reported? False for what was never asked for. */
  differs(uri: string, items: Diagnostic[]): boolean {
    const last = this.#last.get(uri);
    return last !== undefined && last.content !== JSON.stringify(items);
  }

  /** The id last reported. */
  idOf(uri: string): string | undefined {
    return this.#last.get(uri)?.id;
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #remember(uri: string, items: Diagnostic[]): { readonly id: string } {
    const content = JSON.stringify(items);
    const last = this.#last.get(uri);
    if (last?.content === content) return last;
    this.#count += 1;
    const entry = { id: String(this.#count), content };
    this.#last.set(uri, entry);
    return entry;
  }
}
