/** The page's frame: it may load its own script and style, and nothing else. */
import * as vscode from "vscode";
import { frame } from "./frame.ts";

/** The folder whose files the page may load. */
export function panelFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "dist", "panel");
}

/** @param language of the strings that the page is given later */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, language: string): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(panelFolder(extension), name)).toString();
  return frame({ script: file("panel.js"), style: file("panel.css"), source: webview.cspSource, nonce: newNonce(), language });
}

function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
}
