/** One line above a handler that says what its function is; it leads to the function's entry in the template. */
import type { CodeLens } from "vscode-languageserver";
import type { Score } from "../checklist/assessment.ts";
import { rangeOf } from "../diagnostics.ts";
import type { JoinedFunction } from "../project/joined.ts";
import type { Project } from "../project.ts";
import { type OpenPlaceParams, openPlaceCommand, openReportCommand } from "../protocol.ts";
import type { Uris } from "../uris.ts";
import { inOneLine } from "./describe.ts";
import { handlerPlaces, handlersIn, type Mention } from "./functionsAt.ts";

/** Lines above one handler: a file's only handler may serve a dozen functions. */
const MOST = 3;

/** @param runsCommands the client knows our command that opens a place */
export function codeLenses(project: Project, path: string, uris: Uris, runsCommands: boolean): CodeLens[] {
  const handlers = handlersIn(project, path);
  const starts = new Set(handlers.map(({ place }) => place.start));
  return [...starts].flatMap((start) => {
    const mentions = handlers.filter(({ place }) => place.start === start);
    const lenses = mentions.slice(0, MOST).map((mention) => lensOf(mention, mentions.length > 1, project, uris, runsCommands));
    const first = mentions[0];
    const more = mentions.length - MOST;
    const title = `and ${more} more ${more === 1 ? "function" : "functions"}`;
    return first && more > 0 ? [...lenses, { range: rangeOf(first.place), command: { title, command: "" } }] : lenses;
  });
}

function lensOf({ joined, place }: Mention, isNamed: boolean, project: Project, uris: Uris, runsCommands: boolean): CodeLens {
  const { head } = joined.resource.resource;
  const line = inOneLine(joined.resource, project.infrastructure());
  const title = isNamed || line === "" ? [joined.name, line].filter(Boolean).join(": ") : line;
  const target: OpenPlaceParams = { uri: uris.uri(head.file.path), range: rangeOf(head) };
  const command = runsCommands ? { title, command: openPlaceCommand, arguments: [target] } : { title, command: "" };
  return { range: rangeOf(place), command };
}

/**
 * A line above each handler with its function's score: `Readiness 12/17`.
 * @param scoreOf undefined where it is not known; `id` is what the report is opened with
 */
export function readinessLenses(
  project: Project,
  path: string,
  scoreOf: (joined: JoinedFunction) => { readonly id: string; readonly score: Score } | undefined,
  runsCommands: boolean,
): CodeLens[] {
  const handlers = handlerPlaces(project, path);
  const starts = new Set(handlers.map(({ place }) => place.start));
  return [...starts].flatMap((start) => {
    const known = handlers
      .filter(({ place }) => place.start === start)
      .flatMap(({ joined, place }) => {
        const found = scoreOf(joined);
        return found && found.score.total > 0 ? [{ joined, place, ...found }] : [];
      });
    return known.slice(0, MOST).map(({ joined, place, id, score }): CodeLens => {
      const title = `${known.length > 1 ? `${joined.name}: readiness` : "Readiness"} ${score.met}/${score.total}`;
      const command = runsCommands ? { title, command: openReportCommand, arguments: [id] } : { title, command: "" };
      return { range: rangeOf(place), command };
    });
  });
}

/** What is shown, to tell whether it would be shown otherwise now. */
export function titlesOf(lenses: readonly CodeLens[]): string {
  return lenses.map(({ command }) => command?.title).join("\n");
}
