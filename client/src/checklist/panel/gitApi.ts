/** The part of the API of VS Code's git extension that is used here (its `git.d.ts`, version 1). It runs git; we start nothing. */
import * as vscode from "vscode";

export interface GitExtension {
  /** False where git is turned off or not installed. */
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<unknown>;
  readonly onDidOpenRepository: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): Repository | null;
}

export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined; readonly onDidChange: vscode.Event<void> };
  /** Newest first. */
  log(options: { readonly path: string; readonly maxEntries: number }): Promise<Commit[]>;
  /** The text of a file in a commit; fails where the file is not in it. */
  show(ref: string, path: string): Promise<string>;
}

export interface Commit {
  readonly hash: string;
  readonly authorDate?: Date;
  readonly commitDate?: Date;
}

/** Undefined where the extension is disabled or missing. */
export async function gitExtension(): Promise<GitExtension | undefined> {
  return vscode.extensions.getExtension<GitExtension>("vscode.git")?.activate();
}
