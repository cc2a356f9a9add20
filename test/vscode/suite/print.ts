/** What a suite says, so that whoever runs it hears it. */
import { format } from "node:util";
import * as vscode from "vscode";
import { suiteMark } from "../../../scripts/vscode/mark.ts";

/** In a browser our lines have to be told from the workbench's own. */
export function print(...words: unknown[]): void {
  console.log((vscode.env.uiKind === vscode.UIKind.Web ? suiteMark : "") + format(...words));
}
