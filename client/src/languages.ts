/** What the client and VS Code need to agree on. */
import type * as vscode from "vscode";

/** The languages that are read as code. */
export const languages = ["python", "javascript", "typescript", "javascriptreact", "typescriptreact"] as const;

/** Documents that are analysed. */
export const selector: vscode.DocumentFilter[] = languages.map((language) => ({ language }));
