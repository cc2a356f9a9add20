/** Our findings among VS Code's diagnostics. */
import * as vscode from "vscode";

/** The `source` of our diagnostics. */
const source = "lambda-ready";

export function findingsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === source);
}

/** The id of the rule, with or without a link to its page. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}
