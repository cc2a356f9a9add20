/** One line above a handler that says what its function is; it leads to the function's entry in the template. */
import type { CodeLens } from "vscode-languageserver";
import { rangeOf } from "../diagnostics.ts";
import type { Project } from "../project.ts";
import { type OpenPlaceParams, openPlaceCommand } from "../protocol.ts";
import type { Uris } from "../uris.ts";
import { inOneLine } from "./describe.ts";
import { handlersIn, type Mention } from "./functionsAt.ts";

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
