/** What the client and VS Code need to agree on. */
import type * as vscode from "vscode";

/** The languages that are read as code. */
const codeLanguages = ["python", "javascript", "typescript", "javascriptreact", "typescriptreact"];

/** What templates are written in; which of these files are some, the server tells. */
const templateLanguages = ["yaml", "json", "jsonc", "cloudformation", "terraform", "opentofu", "hcl"];

/** Templates whatever language an extension says they are in. */
const templatePatterns = ["**/*.{yaml,yml,json,template,tf}"];

/** Documents that are analysed. */
export const selector: readonly ({ readonly language: string } | { readonly pattern: string })[] = [
  ...[...codeLanguages, ...templateLanguages].map((language) => ({ language })),
  ...templatePatterns.map((pattern) => ({ pattern })),
];

/** Documents that may hold handlers. */
export const codeSelector: readonly { readonly language: string }[] = codeLanguages.map((language) => ({ language }));

/** Documents beside which the status is shown: most files of data have nothing to do with functions. */
export const statusSelector: vscode.DocumentFilter[] = [
  ...[...codeLanguages, "cloudformation", "terraform", "opentofu", "hcl"].map((language) => ({ language })),
  { pattern: "**/{*template*,serverless*}.{yaml,yml,json}" },
  { pattern: "**/*.{template,tf}" },
];
