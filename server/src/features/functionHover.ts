/** What a function is, where the pointer rests on its handler or on its entry in the template. */
import { linesOf } from "../lines.ts";
import type { Project } from "../project.ts";
import type { Uris } from "../uris.ts";
import { DIALECT_NAMES, inFull, runtimeOf } from "./describe.ts";
import type { Mention } from "./functionsAt.ts";

/** Functions a hover has room for. */
const MOST = 3;

/** Paragraphs of a hover, one a function. */
export function functionTexts(mentions: readonly Mention[], project: Project, uris: Uris, inMarkdown: boolean): string[] {
  const functions = [...new Map(mentions.map((mention) => [mention.joined.resource.resource, mention])).values()];
  const texts = functions.slice(0, MOST).map((mention) => textOf(mention, project, uris, inMarkdown));
  const more = functions.length - MOST;
  return more > 0 ? [...texts, `and ${more} more ${more === 1 ? "function" : "functions"}`] : texts;
}

function textOf({ joined, kind }: Mention, project: Project, uris: Uris, inMarkdown: boolean): string {
  const fn = joined.resource;
  const name = inMarkdown ? `**${escaped(joined.name)}**` : joined.name;
  const title = [name, `${DIALECT_NAMES[fn.stack.dialect]} function`, runtimeOf(fn) ?? []].flat().join(" · ");
  const rows = inFull(fn, project.infrastructure());
  const place = kind === "handler" ? fn.resource.head : joined.handlerPlace();
  const other = kind === "handler" ? "Template" : "Code";
  const link = place && placeLink(place.file, place.start, project, uris, inMarkdown);
  const lines = [...rows.map(([label, text]) => `${label}: ${inMarkdown ? escaped(text) : text}`), ...(link ? [`${other}: ${link}`] : [])];
  return inMarkdown ? `${title}\n\n${lines.join("  \n")}` : [title, ...lines].join("\n");
}

function placeLink(
  file: { readonly path: string; readonly text: string },
  offset: number,
  project: Project,
  uris: Uris,
  inMarkdown: boolean,
): string {
  const line = linesOf(file).lineAt(offset) + 1;
  const shown = file.path.startsWith(`${project.root}/`) ? file.path.slice(project.root.length + 1) : file.path;
  return inMarkdown ? `[${escaped(shown)}:${line}](${uris.uri(file.path)}#L${line})` : `${shown}:${line}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+!|~]/g, "\\$&");
}
