/** Where a file speaks of functions that templates declare: at their handlers in code, at their entries in templates. */
import { linesOf, type Position } from "../lines.ts";
import type { Place, Range } from "../model/code.ts";
import { property } from "../model/expressions.ts";
import type { FunctionResource } from "../model/infrastructure.ts";
import type { JoinedFunction } from "../project/joined.ts";
import type { Project } from "../project.ts";

/** A function, and where the file says so. */
export interface Mention {
  readonly joined: JoinedFunction & { readonly resource: FunctionResource };
  readonly place: Place;
  /** `handler`: the handler's name in code; `entry`: the function's own name in a template; `code`: what says there where its code is. */
  readonly kind: "handler" | "entry" | "code";
}

/** Properties that say where the code is, as readers name them. */
const CODE_PROPERTIES = ["Handler", "CodeUri", "CodePath", "CodeEntry", "ImageConfig.Command"];

/** The handlers in a source file, in its order. */
export function handlersIn(project: Project, path: string): Mention[] {
  const mentions = project.declared().flatMap((joined): Mention[] => {
    if (!isDeployed(joined) || joined.handlerFile !== path) return [];
    const place = joined.handlerPlace();
    return place?.file.path === path ? [{ joined, place: onFirstLine(place), kind: "handler" }] : [];
  });
  return once(mentions).sort((a, b) => a.place.start - b.place.start);
}

/** The handlers in a source file, those that no template names too. */
export function handlerPlaces(project: Project, path: string): { readonly joined: JoinedFunction; readonly place: Place }[] {
  const others = project.functionsOf(path).flatMap((joined) => {
    const place = joined.resource || joined.handlerFile !== path ? null : joined.handlerPlace();
    return place?.file.path === path ? [{ joined, place: onFirstLine(place) }] : [];
  });
  return [...handlersIn(project, path), ...others].sort((a, b) => a.place.start - b.place.start);
}

/** Everything about functions at a position of a file, code or template. */
export function mentionsAt(project: Project, path: string, at: Position): Mention[] {
  const mentions = [...handlersIn(project, path), ...(project.template(path) ? entriesIn(project, path) : [])];
  return mentions.filter(({ place }) => {
    const offset = linesOf(place.file).offset(at);
    return place.start <= offset && offset <= place.end;
  });
}

function entriesIn(project: Project, path: string): Mention[] {
  return once(
    project.declared().flatMap((joined): Mention[] => {
      if (!isDeployed(joined)) return [];
      const { resource } = joined.resource;
      const entry: Mention = { joined, place: resource.head, kind: "entry" };
      const code = CODE_PROPERTIES.flatMap((name): Mention[] => {
        const value = property(resource, name);
        return value ? [{ joined, place: withKey(value.place, resource.properties.entries.get(name)?.key), kind: "code" }] : [];
      });
      return [entry, ...code].filter(({ place }) => place.file.path === path);
    }),
  );
}

function isDeployed(joined: JoinedFunction): joined is Mention["joined"] {
  return joined.resource !== undefined;
}

/** A module used twice, or two stacks made from one file, say the same in the same place. */
function once(mentions: readonly Mention[]): Mention[] {
  const key = ({ joined, place, kind }: Mention): string => {
    const { head } = joined.resource.resource;
    return [kind, place.start, place.end, head.file.path, head.start].join(" ");
  };
  return [...new Map(mentions.map((mention) => [key(mention), mention])).values()];
}

function withKey(value: Place, key: Place | undefined): Place {
  if (!key || key.file.path !== value.file.path || key.start > value.start) return value;
  const isNear = !value.file.text.slice(key.start, value.start).includes("\n");
  return isNear ? { ...value, start: key.start } : value;
}

/** A handler without a name of its own is a whole expression: its first line stands for it. */
function onFirstLine(place: Place): Place {
  const lines = linesOf(place.file);
  const end: Range["end"] = Math.min(place.end, lines.end(lines.lineAt(place.start)));
  return { ...place, end };
}
