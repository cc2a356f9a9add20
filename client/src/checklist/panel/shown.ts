/** Asks the server for all that is to be seen. */
import * as vscode from "vscode";
import type { Checklist, ChecklistFunction, ChecklistPlace, ChecklistReport } from "../../../../server/src/protocol.ts";
import type { Server } from "../../languageClient.ts";
import { places } from "../places.ts";
import type { ChecklistStore } from "../store.ts";
import type { DeployedShown } from "./deployedShown.ts";
import type { HistoryReader } from "./history.ts";
import type { Choice, History, Shown, Subject } from "./messages.ts";
import { overviewOf } from "./overview.ts";

const nothing: Checklist = { state: "reading", items: [], functions: [], problems: [] };

interface Sources {
  readonly server: Server;
  readonly store: ChecklistStore;
  /** What is deployed of a function. */
  deployed(id: string): DeployedShown;
}

/** @param selected a function's id; null: all of them */
export async function readShown({ server, store, deployed }: Sources, selected: string | null, histories: HistoryReader): Promise<Shown> {
  const isRunning = server.state === "running";
  const checklist = (isRunning ? await store.want() : undefined) ?? nothing;
  const report = isRunning && selected !== null ? await store.report(selected) : undefined;
  const subject = subjectOf(checklist, selected, report, deployed);
  const shownPlaces = [...checklist.problems.map(({ place }) => place), ...(report ? placesOf(report) : []), ...deployedPlaces(subject)];
  return {
    server: server.state,
    isReading: checklist.state === "reading",
    items: checklist.items,
    choices: checklist.functions.map(choiceOf),
    subject,
    history: await historyOf(server, checklist, subject, histories),
    problems: checklist.problems,
    paths: Object.fromEntries(shownPlaces.map(({ uri }) => [uri, places.relative(uri)])),
  };
}

function subjectOf(
  checklist: Checklist,
  selected: string | null,
  report: ChecklistReport | undefined,
  deployed: Sources["deployed"],
): Subject {
  if (selected === null) return { kind: "all", overview: overviewOf(checklist, whereOf) };
  // The name is what an id ends with.
  return report
    ? { kind: "function", report, deployed: deployed(report.id) }
    : { kind: "gone", id: selected, name: selected.slice(selected.lastIndexOf("#") + 1) };
}

function choiceOf(fn: ChecklistFunction): Choice {
  return { id: fn.id, name: fn.name, where: whereOf(fn) };
}

function whereOf({ template, handler }: ChecklistFunction): string | null {
  return template?.label ?? (handler ? places.relative(handler.uri) : null);
}

function placesOf({ entry, handler, items }: ChecklistReport): ChecklistPlace[] {
  const ofItems = items.flatMap(({ evidence, answer }) => [...evidence.map(({ place }) => place), answer?.place ?? null]);
  return [entry, handler, ...ofItems].filter((place) => place !== null);
}

function deployedPlaces(subject: Subject): ChecklistPlace[] {
  if (subject.kind !== "function" || subject.deployed.kind !== "function") return [];
  const { findings = [], drift } = subject.deployed.judged ?? {};
  return [...findings, ...(drift ?? [])].map(({ place }) => place).filter((place) => place !== null);
}

async function historyOf(server: Server, { functions }: Checklist, subject: Subject, histories: HistoryReader): Promise<History> {
  if (subject.kind === "gone") return { kind: "unknown" };
  // Of all functions: the folder of the first; a workspace of several folders has several histories.
  const one = subject.kind === "function" ? subject.report : functions[0];
  const near = one?.entry ?? one?.handler;
  if (!near) return { kind: "unknown" };
  return histories.read(server, vscode.Uri.parse(near.uri), subject.kind === "function" ? subject.report.id : null);
}
