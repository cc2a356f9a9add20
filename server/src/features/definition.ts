/**
 * From what a template says of its code to the handler, and from a handler's own name to the function's entry in the template.
 * The language's server answers the latter too, with the name itself; editors show both.
 */
import type { Location, LocationLink } from "vscode-languageserver";
import { rangeOf } from "../diagnostics.ts";
import type { Place } from "../model/code.ts";
import type { Uris } from "../uris.ts";
import type { Mention } from "./functionsAt.ts";

/** @param asLinks the client can be told what was clicked on, too */
export function definitions(mentions: readonly Mention[], uris: Uris, asLinks: boolean): Location[] | LocationLink[] {
  const found = mentions.flatMap(({ joined, place, kind }) => {
    const target = kind === "handler" ? joined.resource.resource.head : kind === "code" ? targetOf(joined) : undefined;
    return target ? [{ origin: place, target }] : [];
  });
  const different = [...new Map(found.map((one) => [`${one.target.file.path} ${one.target.start}`, one])).values()];
  if (!asLinks) return different.map(({ target }) => ({ uri: uris.uri(target.file.path), range: rangeOf(target) }));
  return different.map(({ origin, target }) => {
    const range = rangeOf(target);
    const targetUri = uris.uri(target.file.path);
    return { originSelectionRange: rangeOf(origin), targetUri, targetRange: range, targetSelectionRange: range };
  });
}

/** The handler; the top of its file where it cannot be told where in it. */
function targetOf({ handlerFile, handlerPlace }: Mention["joined"]): Place | undefined {
  const place = handlerPlace();
  if (place) return place;
  return handlerFile === null ? undefined : { file: { path: handlerFile, text: "" }, start: 0, end: 0 };
}
