/** The readiness checklist of 500 functions: the first answer after the workspace was gone through, and what one edit takes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { items } from "../../server/src/checklist/items/index.ts";
import { ChecklistService, type ChecklistServiceOptions } from "../../server/src/checklistService.ts";
import { DiagnosticWriter } from "../../server/src/diagnostics.ts";
import { Documentation } from "../../server/src/documentation.ts";
import { nodeFiles, normalizePath } from "../../server/src/files.ts";
import type { DeployedFunction } from "../../server/src/model/deployed.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaultEditorSettings } from "../../server/src/settings.ts";
import { Uris } from "../../server/src/uris.ts";
import { Workspace } from "../../server/src/workspace.ts";
import { WorkspaceReports } from "../../server/src/workspaceReports.ts";
import { deployed } from "../server/deployedClient.ts";
import { type EditedFile, type WrittenWorkspace, writeLargeService, writeServices } from "./checklistFiles.ts";
import { type Row, row } from "./report.ts";

const FIRST_ANSWER = 300;
const EDIT = 100;
const EDITS = 20;
/** Edits that are made before any is counted: the engine compiles what is hot. */
const WARM_UP = 5;
/** Functions of which something is deployed. */
const DEPLOYED = 100;

export async function measureChecklist(): Promise<Row[]> {
  return [
    ...(await measure("25 services of 20", writeServices, EDIT)),
    // All functions of a template are looked at anew when it is edited: that many in one are beyond the promise.
    ...(await measure("one template of 500", writeLargeService, undefined)),
  ];
}

async function measure(what: string, write: (root: string) => WrittenWorkspace, templateBudget: number | undefined): Promise<Row[]> {
  const root = normalizePath(mkdtempSync(path.join(tmpdir(), "lambda-ready-bench-")));
  try {
    const written = write(root);
    const server = new Server(root);
    const filled = await server.fill();
    const first = [await timed(() => JSON.stringify(server.service.checklist()))];
    const { functions } = server.service.checklist();
    const inHandler = await server.edits(written.handler, withClient);
    const inTemplate = await server.edits(written.template, (text, turn) => text.replace(/(MemorySize: )\d+/, `$1${300 + turn}`));
    const inAws = server.deployed(functions.slice(0, DEPLOYED).map(({ id }) => id));
    const note = `${functions.length} functions, ${what}`;
    const after = `${note}; after the 150 ms in which changes come to rest`;
    return [
      row("checklist, everything looked at", [filled / 1000], { by: "median", unit: "s", note: `${note}; with diagnostics of all files` }),
      row("checklist, first answer", first, { by: "median", budget: FIRST_ANSWER, unit: "ms", note }),
      row("checklist, edit of a handler", inHandler.first, { by: "p95", budget: EDIT, unit: "ms", note: after }),
      row("  until all is at rest", inHandler.all, { by: "p95", unit: "ms", note }),
      row("checklist, edit of a template", inTemplate.first, {
        by: "p95",
        ...(templateBudget !== undefined && { budget: templateBudget }),
        unit: "ms",
        note: after,
      }),
      row("  until all is at rest", inTemplate.all, { by: "p95", unit: "ms", note }),
      row(`checklist, ${DEPLOYED} deployed functions told`, inAws, { by: "p95", unit: "ms", note: `${note}; until the client is told` }),
    ];
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Every other edit makes a client on each invocation: an item changes, so that there is something to tell. */
function withClient(text: string, turn: number): string {
  const client = turn % 2 === 0 ? '    boto3.client("s3")\n' : "";
  return text.replace(/^def lambda_handler\(.*\n/m, (line) => `${line}${client}`);
}

/** What the server does, without a client. */
class Server {
  readonly service: ChecklistService;
  readonly #workspace = new Workspace({ rules, files: nodeFiles, log: (message) => console.error(message) });
  readonly #reports: WorkspaceReports;
  #told: () => void = () => undefined;

  constructor(root: string) {
    this.#workspace.addFolder(root, defaultEditorSettings);
    const uris = new Uris();
    const options: ChecklistServiceOptions = {
      workspace: this.#workspace,
      uris,
      items,
      tell: () => this.#told(),
      changed: () => undefined,
      fill: (folder) => this.#reports.fill(folder),
      log: (message) => console.error(message),
    };
    this.service = new ChecklistService(options);
    const documentation = new Documentation(nodeFiles, normalizePath(path.resolve(import.meta.dirname, "../../server/src")));
    const writer = new DiagnosticWriter(uris, documentation, { relatedInformation: true, codeDescription: true, tags: true });
    this.#reports = new WorkspaceReports(this.#workspace, writer, uris, this.service);
  }

  /** @returns milliseconds, the scan not counted */
  async fill(): Promise<number> {
    const [folder] = this.#workspace.folders;
    await folder?.scan();
    this.service.checklist();
    return timed(() => this.service.settle());
  }

  /** Tells what is deployed, with other figures each time. @returns milliseconds until the client is told */
  deployed(ids: readonly string[]): number[] {
    return Array.from({ length: EDITS }, (_, turn) => {
      const functions = ids.map((id) => ({ id, deployed: factsOf(id.slice(id.lastIndexOf("#") + 1), turn) }));
      let told = Number.NaN;
      const begun = performance.now();
      this.#told = () => (told = performance.now() - begun);
      this.service.deployed(functions);
      return told;
    }).slice(WARM_UP);
  }

  /** @returns milliseconds until the client is told, and until there is nothing left to look at */
  async edits({ path: file, text }: EditedFile, edit: (text: string, turn: number) => string): Promise<{ first: number[]; all: number[] }> {
    const first: number[] = [];
    const all: number[] = [];
    this.#workspace.setDocument(file, text);
    for (let turn = 0; turn < EDITS; turn++) {
      const next = edit(text, turn);
      const begun = performance.now();
      let told: number | undefined;
      this.#told = () => (told ??= performance.now() - begun);
      this.#workspace.setDocument(file, next);
      this.service.changed(file);
      await this.service.settle();
      const ended = performance.now() - begun;
      if (turn < WARM_UP) continue;
      first.push(told ?? Number.NaN);
      all.push(ended);
    }
    return { first, all };
  }
}

/** A function as AWS has it, with figures that are others every time. */
function factsOf(name: string, turn: number): DeployedFunction {
  const window = { window: "24h", from: "2026-11-22T12:00:00Z", to: "2026-11-23T12:00:00Z" } as const;
  return deployed(name, {
    reservedConcurrency: 5,
    aliases: [{ name: "live", version: "12", weights: {} }],
    versions: 4,
    eventSources: [],
    asyncInvocation: null,
    alarms: [],
    metrics: {
      ...window,
      values: { invocations: 5000 + turn, errors: 60 + turn, durationMaximum: 2000, throttles: 0, concurrentExecutions: 4 },
    },
  });
}

async function timed(act: () => unknown): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}
