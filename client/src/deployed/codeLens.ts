/** A line above a handler with the metrics of its deployed function: off by default, and asked only for lines that are in sight. */
import * as vscode from "vscode";
import { type ChecklistFunction, openReportCommand } from "../../../server/src/protocol.ts";
import { rangeOf } from "../checklist/places.ts";
import type { ChecklistStore } from "../checklist/store.ts";
import { codeSelector } from "../languages.ts";
import type { Deployed, DeployedEntry } from "./contract.ts";
import { explain, windowName } from "./explain.ts";
import { type Format, formatOf } from "./format.ts";
import { type Label, labelText, parseLabel, placeholders } from "./label.ts";

/** Lines above one handler: it may be deployed in a dozen stages. */
const most = 3;

/** What is not known of it yet: the line gets its text when it is in sight. */
class MetricsLens extends vscode.CodeLens {
  readonly id: string;
  readonly name: string;
  /** What tells it from other lines above the same handler; empty where it is the only one. */
  readonly prefix: string;
  readonly label: Label;

  constructor(fn: ChecklistFunction, range: vscode.Range, entry: DeployedEntry, isNamed: boolean, label: Label) {
    super(range);
    this.id = fn.id;
    this.name = entry.listed.name;
    this.prefix = isNamed ? `${entry.stack ?? entry.listed.name}: ` : "";
    this.label = label;
  }
}

/** @param report something for whoever looks into the output: never a toast */
export function registerMetricsCodeLens(deployed: Deployed, checklist: ChecklistStore, report: (text: string) => void): vscode.Disposable {
  const provider = new MetricsCodeLens(deployed, checklist, report);
  return vscode.Disposable.from(provider, vscode.languages.registerCodeLensProvider(codeSelector, provider));
}

class MetricsCodeLens implements vscode.CodeLensProvider<vscode.CodeLens>, vscode.Disposable {
  readonly #deployed: Deployed;
  readonly #checklist: ChecklistStore;
  readonly #report: (text: string) => void;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): void }[];
  /** Templates whose mistakes were told. */
  readonly #told = new Set<string>();
  readonly #format: Format = formatOf(vscode.env.language, vscode.l10n.t("No data"));

  constructor(deployed: Deployed, checklist: ChecklistStore, report: (text: string) => void) {
    this.#deployed = deployed;
    this.#checklist = checklist;
    this.#report = report;
    this.#subscriptions = [
      this.#changed,
      deployed.onDidChange(() => this.#changed.fire()),
      checklist.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("lambdaReady.deployed")) this.#changed.fire();
      }),
    ];
  }

  readonly onDidChangeCodeLenses = (listener: () => unknown): vscode.Disposable => this.#changed.event(listener);

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = vscode.workspace.getConfiguration("lambdaReady.deployed", document);
    if (!settings.get("codeLens", false) || !vscode.workspace.isTrusted) return [];
    const functions = (await this.#checklist.want())?.functions ?? [];
    const uri = document.uri.toString();
    const here = functions.filter(({ handler }) => handler?.uri === uri);
    if (here.length === 0) return [];
    // Who turned it on wants to see what is deployed.
    if (this.#deployed.state === "closed") void this.#deployed.open();
    const label = this.#label(settings.get("codeLensLabel", ""));
    const lines = new Set(here.map(({ handler }) => handler?.range.start.line));
    return [...lines].flatMap((line) =>
      this.#lensesOf(
        here.filter(({ handler }) => handler?.range.start.line === line),
        label,
      ),
    );
  }

  async resolveCodeLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (!(lens instanceof MetricsLens)) return lens;
    const cancelled = new AbortController();
    const subscription = token.onCancellationRequested(() => cancelled.abort());
    const metrics = await this.#deployed.metrics(lens.name, lens.label.metrics, cancelled.signal);
    subscription.dispose();
    lens.command = this.#commandOf(lens, metrics ?? this.#deployed.known(lens.name, this.#deployed.window));
    return lens;
  }

  /** Of the functions at one handler: the stage that surely is theirs, else each. */
  #lensesOf(functions: readonly ChecklistFunction[], label: Label): vscode.CodeLens[] {
    const all = functions.flatMap((fn) => {
      const entries = this.#deployed.of(fn.id);
      const certain = entries.filter(({ match }) => match?.isCertain);
      return (certain.length > 0 ? certain : entries).map((entry) => ({ fn, entry }));
    });
    return all.slice(0, most).flatMap(({ fn, entry }) => {
      if (!fn.handler) return [];
      const { start } = rangeOf(fn.handler);
      return [new MetricsLens(fn, new vscode.Range(start, start), entry, all.length > 1, label)];
    });
  }

  #commandOf(lens: MetricsLens, metrics: Awaited<ReturnType<Deployed["metrics"]>>): vscode.Command {
    const { t } = vscode.l10n;
    const failure = this.#deployed.failureOf(lens.name) ?? this.#deployed.failure;
    const window = windowName(this.#deployed.window, t);
    const text = metrics ? (labelText(lens.label, metrics, this.#format, t) ?? t("no data in the last {0}", window)) : undefined;
    const age = metrics && failure ? t("as of {0}", this.#format.age(metrics.readAt, Date.now())) : undefined;
    const said = text ?? (failure ? t("no metrics: {0}", failure.message) : t("no metrics yet"));
    const tooltip = [
      lens.name,
      failure && `${failure.message} ${failure.remedy}`,
      ...(metrics?.series ?? [])
        .filter(({ metric }) => lens.label.metrics.includes(metric))
        .map(({ metric, summary, samples }) => {
          const { title, statistic } = explain(metric, t);
          const of = samples === null ? "" : `, ${t("{0} invocations", this.#format.count(samples))}`;
          return `${title}: ${this.#format.metric(metric, summary)} (${statistic}, ${window}${of})`;
        }),
      t("Opens the report of the function."),
    ];
    return {
      title: lens.prefix + [said, age].filter(Boolean).join(" · "),
      tooltip: tooltip.filter(Boolean).join("\n"),
      command: openReportCommand,
      arguments: [lens.id, "deployed", lens.name],
    };
  }

  /** A placeholder that stands for nothing is shown as it is written, and told once in the output. */
  #label(template: string): Label {
    const label = parseLabel(template);
    if (label.unknown.length > 0 && !this.#told.has(template)) {
      this.#told.add(template);
      const names = label.unknown.map((name) => `{${name}}`).join(", ");
      this.#report(`lambdaReady.deployed.codeLensLabel: ${names} stands for nothing. Known are ${placeholders.join(", ")}.`);
    }
    return label;
  }
}
