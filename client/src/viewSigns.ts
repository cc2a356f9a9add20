/** What a view shows besides its rows: the contexts that the manifest's `when` clauses ask for, and the running bar. */
import * as vscode from "vscode";

export class ViewSigns implements vscode.Disposable {
  readonly #viewId: string;
  #contexts: Record<string, unknown> = {};
  #endProgress: (() => void) | undefined;

  constructor(viewId: string) {
    this.#viewId = viewId;
  }

  dispose(): void {
    this.#endProgress?.();
  }

  /** Sets the context `<view>.<name>`, if it is another: every context is a message to the window. */
  context(name: string, value: unknown): void {
    if (this.#contexts[name] === value) return;
    this.#contexts = { ...this.#contexts, [name]: value };
    void vscode.commands.executeCommand("setContext", `${this.#viewId}.${name}`, value);
  }

  /** Shows the bar that runs at the view's top, or ends it. */
  progress(isRunning: boolean): void {
    if (!isRunning) {
      this.#endProgress?.();
      this.#endProgress = undefined;
    } else if (!this.#endProgress) {
      const ended = new Promise<void>((resolve) => {
        this.#endProgress = resolve;
      });
      void vscode.window.withProgress({ location: { viewId: this.#viewId } }, () => ended);
    }
  }
}
