/** Starts, restarts and stops the server, and tells others how it is. */
import * as vscode from "vscode";
import type { CodeAction, LanguageClient } from "vscode-languageclient/node";
import type { ChecklistChangedParams, ChecklistPlace, RuleDocumentation, StatusParams } from "../../server/src/protocol.ts";
import { clientOptions } from "./options.ts";

export type ServerState = "off" | "starting" | "running" | "failed";

/** What would make a finding go. */
export interface Repair {
  readonly title: string;
  /** It changes nothing that a person has to look at. */
  readonly isSafe: boolean;
  readonly edit: vscode.WorkspaceEdit;
}

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;
  #state: ServerState = "off";
  #status: StatusParams | undefined;
  /** Starts and stops follow one another, however quickly they are asked for. */
  #queue: Promise<void> = Promise.resolve();
  readonly #context: vscode.ExtensionContext;
  readonly #output = vscode.window.createOutputChannel("Lambda Ready", { log: true });
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #checklistChanged = new vscode.EventEmitter<ChecklistChangedParams>();
  readonly #configuration: vscode.Disposable;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#configuration = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lambdaReady.enable")) void this.restart();
    });
  }

  /** Fires when `state` or `status` is another. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** Fires when `lambdaReady/checklist` would be answered otherwise than before. */
  get onDidChangeChecklist(): vscode.Event<ChecklistChangedParams> {
    return this.#checklistChanged.event;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** What the server said last of the workspace. */
  get status(): StatusParams | undefined {
    return this.#status;
  }

  /** Starts the server unless Lambda Ready is turned off here. A failure shows in the status item and the output, never as a toast. */
  start(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#client || !vscode.workspace.getConfiguration("lambdaReady").get("enable", true)) return;
      this.#become("starting");
      try {
        this.#client = await this.#create();
        await this.#client.start();
        this.#become("running");
      } catch (error) {
        this.logError(error);
        this.#become("failed");
      }
    });
  }

  stop(): Promise<void> {
    return this.#enqueue(async () => {
      const client = this.#client;
      this.#client = undefined;
      this.#status = undefined;
      await client?.dispose();
      this.#become("off");
    });
  }

  async restart(): Promise<void> {
    void this.stop();
    await this.start();
  }

  /** A rule's page, where the server runs and knows the rule. */
  async ruleDocumentation(rule: string): Promise<RuleDocumentation | null> {
    const { ruleDocumentationRequest } = await import("../../server/src/protocol.ts");
    return (await this.request<RuleDocumentation | null>(ruleDocumentationRequest, { rule })) ?? null;
  }

  /**
   * Asks one of the questions of protocol.ts.
   * @returns what the server answers, or undefined where it does not run
   */
  async request<T>(method: string, params: object = {}): Promise<T | undefined> {
    await this.#queue;
    if (this.#state !== "running") return undefined;
    return this.#client?.sendRequest<T>(method, params);
  }

  /** Tells the server something; where it does not run, nobody hears it. */
  async notify(method: string, params: object): Promise<void> {
    await this.#queue;
    if (this.#state === "running") await this.#client?.sendNotification(method, params);
  }

  /**
   * What would make the finding of a rule go, the surest first; its file need not be open. VS Code's own commands for quick fixes do not
   * tell which finding a fix is for.
   */
  async repairs({ uri, range }: ChecklistPlace, rule: string): Promise<Repair[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [], only: ["quickfix"] } };
    const actions = (await this.request<CodeAction[] | null>("textDocument/codeAction", params)) ?? [];
    const repairs = actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === rule));
    const converted = repairs.map(async ({ title, isPreferred, edit }): Promise<Repair[]> => {
      // What only hides the finding comes without an edit.
      const converted = edit && (await this.#client?.protocol2CodeConverter.asWorkspaceEdit(edit));
      return converted ? [{ title, isSafe: isPreferred === true, edit: converted }] : [];
    });
    return (await Promise.all(converted)).flat();
  }

  /** Something for whoever develops Lambda Ready: never a toast. */
  logError(error: unknown): void {
    this.#output.error(error instanceof Error ? error : String(error));
  }

  showOutput(): void {
    this.#output.show(true);
  }

  dispose(): void {
    this.#configuration.dispose();
    this.#changed.dispose();
    this.#checklistChanged.dispose();
    this.#output.dispose();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step, step);
    return this.#queue;
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#changed.fire();
  }

  async #create(): Promise<LanguageClient> {
    // Loaded here and not at the top: activation does not pay for it.
    const { LanguageClient, State, TransportKind, ...enums } = await import("vscode-languageclient/node");
    const { checklistChangedNotification, statusNotification } = await import("../../server/src/protocol.ts");
    const module = this.#context.asAbsolutePath("dist/server.cjs");
    const run = { module, transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6019"] } };
    const client = new LanguageClient("lambdaReady", "Lambda Ready", { run, debug }, clientOptions(this.#output, enums));
    client.onNotification(statusNotification, (params: StatusParams) => {
      this.#status = params;
      this.#changed.fire();
    });
    client.onNotification(checklistChangedNotification, (params: ChecklistChangedParams) => this.#checklistChanged.fire(params));
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client && newState === State.Stopped) this.#become("failed");
      if (client === this.#client && newState === State.Running) this.#become("running");
    });
    return client;
  }
}
