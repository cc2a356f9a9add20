/** The one store of deployed functions: what view, charts, CodeLens and tools show. It knows nothing of VS Code. */
import type { DeployedFunction, DeployedReport, MetricId, MetricWindow } from "../../../server/src/protocol.ts";
import type { Aws, AwsFailure, FunctionDetails, FunctionMetrics, ReportsCost, Usage } from "../../aws/contract.ts";
import { Again } from "./again.ts";
import { Connection } from "./connection.ts";
import type { ConnectedTo, Deployed, DeployedEntry, DeployedState, Filter } from "./contract.ts";
import { Emitter } from "./events.ts";
import { asFailure, isOfConnection } from "./failures.ts";
import { FunctionList, readList } from "./list.ts";
import type { Outside } from "./outside.ts";
import { Questions } from "./questions.ts";
import { Reported } from "./reported.ts";

export class DeployedFunctions implements Deployed {
  readonly #outside: Outside;
  readonly #changed = new Emitter<string | undefined>();
  readonly #connection = new Connection();
  readonly #list = new FunctionList();
  readonly #questions: Questions;
  readonly #reported: Reported;
  readonly #matching = new Again(() => this.#match());
  #state: DeployedState = "closed";
  #failure: AwsFailure | undefined;
  #readAt: number | undefined;
  #window: MetricWindow;
  /** The last attempt to connect and list. */
  #opening: Promise<void> | undefined;
  #isWanted = false;

  constructor(outside: Outside, window: MetricWindow) {
    this.#outside = outside;
    this.#window = window;
    this.#reported = new Reported(outside);
    this.#questions = new Questions({
      outside,
      // While a new one is made, the one before ends.
      aws: () => (this.#state === "connecting" ? undefined : this.#connection.aws),
      ended: () => this.#connection.ended,
      listed: (name) => this.#list.get(name)?.listed,
      onRead: (names) => this.#read(names),
      onFailure: (name, failure) => this.#notAnswered(name, failure),
    });
  }

  readonly onDidChange: Deployed["onDidChange"] = (listener) => this.#changed.event(listener);

  get state(): DeployedState {
    return this.#state;
  }

  get failure(): AwsFailure | undefined {
    return this.#failure;
  }

  get connection(): ConnectedTo | undefined {
    return this.#connection.to;
  }

  get functions(): readonly DeployedEntry[] {
    return this.#list.entries;
  }

  get shown(): readonly DeployedEntry[] {
    return this.#list.shown;
  }

  get readAt(): number | undefined {
    return this.#readAt;
  }

  get window(): MetricWindow {
    return this.#window;
  }

  get filter(): Filter {
    return this.#list.filter;
  }

  get usage(): Usage {
    return this.#connection.usage;
  }

  /** Somebody wanted to see deployed functions: what the settings and the trust become concerns the store from then on. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  open(): Promise<void> {
    this.#isWanted = true;
    if (!this.#outside.isTrusted) this.#become("untrusted");
    else this.#opening ??= this.#connect();
    return this.#opening ?? Promise.resolve();
  }

  refresh(): Promise<void> {
    this.#isWanted = true;
    if (!this.#outside.isTrusted) return this.open();
    this.#opening = this.#connect();
    return this.#opening;
  }

  /** Settings or trust are others: forgets everything and begins anew, where somebody wanted to see something. */
  async reconnect(): Promise<void> {
    if (!this.#isWanted) return;
    this.#connection.begin();
    this.#connection.close();
    this.#forget();
    await this.refresh();
  }

  setWindow(window: MetricWindow): void {
    if (window === this.#window) return;
    this.#window = window;
    this.#tell();
    this.#changed.fire(undefined);
  }

  setFilter(filter: Filter): void {
    this.#list.filter = filter;
    this.#changed.fire(undefined);
  }

  of(id: string): readonly DeployedEntry[] {
    return this.#list.of(id);
  }

  entry(name: string): DeployedEntry | undefined {
    return this.#list.get(name);
  }

  facts(name: string): DeployedFunction | undefined {
    const listed = this.#list.get(name)?.listed;
    const region = this.connection?.region;
    if (!listed || region === undefined) return undefined;
    return this.#questions.facts(listed, { region, readAt: this.#readAt ?? this.#outside.now(), window: this.#window });
  }

  known(name: string, window: MetricWindow): FunctionMetrics | undefined {
    return this.#questions.known(name, window);
  }

  /** The details that were read last. */
  knownDetails(name: string): FunctionDetails | undefined {
    return this.#questions.knownDetails(name);
  }

  /** The REPORT lines that were read of the chosen window; null: there are none. */
  knownReports(name: string): DeployedFunction["reports"] | null {
    return this.#questions.knownReports(name, this.#window);
  }

  failureOf(name: string): AwsFailure | undefined {
    return this.#questions.failureOf(name);
  }

  metrics(name: string, metrics: readonly MetricId[], signal?: AbortSignal): Promise<FunctionMetrics | undefined> {
    return this.#questions.metrics(name, metrics, this.#window, signal);
  }

  details(name: string, signal?: AbortSignal): Promise<FunctionDetails | undefined> {
    return this.#questions.details(name, signal);
  }

  async report(name: string): Promise<DeployedReport | undefined> {
    const deployed = this.facts(name);
    return deployed && this.#reported.ask(this.#certainId(name), deployed);
  }

  reportsCost(name: string): Promise<ReportsCost | undefined> {
    return this.#questions.reportsCost(name, this.#window);
  }

  reports(name: string, signal?: AbortSignal): Promise<DeployedFunction["reports"] | null | undefined> {
    return this.#questions.reports(name, this.#window, signal);
  }

  /** The functions of the workspace came or went, or how they are matched is another. */
  async workspaceChanged(): Promise<void> {
    if (this.functions.length > 0) await this.#matching.run();
  }

  /** The server is a new one: it knows nothing. */
  async serverStarted(): Promise<void> {
    this.#reported.restart();
    await this.workspaceChanged();
  }

  /** Functions of the workspace are otherwise than they were: what the server says of them may be. */
  templatesChanged(ids: Iterable<string>): void {
    for (const id of ids) {
      for (const { listed } of this.of(id)) {
        this.#reported.forget(listed.name);
        this.#changed.fire(listed.name);
      }
    }
  }

  dispose(): void {
    this.#connection.begin();
    this.#connection.close();
    this.#changed.dispose();
  }

  async #connect(): Promise<void> {
    const ended = this.#connection.begin();
    this.#become("connecting");
    try {
      const aws = await this.#outside.connect();
      if (ended.aborted) return aws.close();
      // What was asked of another account or region is forgotten; of the same it is old.
      if (this.#connection.take(aws)) this.#questions.age();
      else this.#forget();
      this.#become("listing");
      await this.#readList(aws, ended);
      if (!ended.aborted) this.#become("ready");
    } catch (error) {
      if (!ended.aborted) this.#fail(asFailure(error));
    }
  }

  async #readList(aws: Aws, signal: AbortSignal): Promise<void> {
    // Beside an older list the new one is shown when it is whole.
    const isFirst = this.#readAt === undefined;
    try {
      const { listed, tags } = await readList(aws, signal, (soFar) => {
        if (!isFirst) return;
        this.#list.take(soFar, null);
        this.#changed.fire(undefined);
      });
      if (signal.aborted) return;
      this.#list.take(listed, tags);
      this.#readAt = this.#outside.now();
    } finally {
      if (!signal.aborted) await this.#matching.run();
    }
  }

  #forget(): void {
    this.#questions.forget();
    this.#reported.forget();
    this.#list.take([], null);
    this.#list.match([]);
    this.#readAt = undefined;
    this.#tell();
  }

  async #match(): Promise<void> {
    try {
      this.#list.match((await this.#outside.matches(this.#list.identities())) ?? []);
    } catch (error) {
      this.#outside.onError(error);
    }
    this.#tell();
    this.#changed.fire(undefined);
  }

  #become(state: DeployedState, failure?: AwsFailure): void {
    this.#state = state;
    this.#failure = failure;
    this.#changed.fire(undefined);
  }

  #fail(failure: AwsFailure): void {
    this.#become("failed", failure);
  }

  #read(names: readonly string[]): void {
    if (this.#state === "failed" && this.#readAt !== undefined) this.#become("ready");
    this.#tell();
    for (const name of names) this.#changed.fire(name);
  }

  #notAnswered(name: string, failure: AwsFailure): void {
    if (!isOfConnection(failure)) this.#changed.fire(name);
    // All that were asked for together fail together.
    else if (this.#failure !== failure) this.#fail(failure);
  }

  /** The id of the function of the workspace that it surely is. */
  #certainId(name: string): string | null {
    const match = this.#list.get(name)?.match;
    return match?.isCertain ? match.id : null;
  }

  #tell(): void {
    this.#reported.tell(() =>
      this.functions.flatMap(({ listed: { name } }) => {
        const id = this.#certainId(name);
        const deployed = id === null ? undefined : this.facts(name);
        return id === null || !deployed ? [] : [{ id, deployed }];
      }),
    );
  }
}
