/** The functions of a region as they are listed, with their tags and the functions of the workspace they are. */
import type { DeployedIdentity, DeployedMatch } from "../../../server/src/protocol.ts";
import type { Aws, ListedFunction } from "../../aws/contract.ts";
import type { DeployedEntry, Filter } from "./contract.ts";
import { isFiltering, passes } from "./filter.ts";

type Tags = ReadonlyMap<string, Readonly<Record<string, string>>>;

const stackTag = "aws:cloudformation:stack-name";
const logicalIdTag = "aws:cloudformation:logical-id";

export class FunctionList {
  #listed: readonly ListedFunction[] = [];
  #tags: Tags | null = null;
  #matches: ReadonlyMap<string, DeployedMatch> = new Map();
  #filter: Filter = {};
  #entries: readonly DeployedEntry[] = [];
  #byName: ReadonlyMap<string, DeployedEntry> = new Map();
  #byMatch: ReadonlyMap<string, readonly DeployedEntry[]> = new Map();
  #shown: readonly DeployedEntry[] = [];

  get entries(): readonly DeployedEntry[] {
    return this.#entries;
  }

  get shown(): readonly DeployedEntry[] {
    return this.#shown;
  }

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    this.#show();
  }

  get(name: string): DeployedEntry | undefined {
    return this.#byName.get(name);
  }

  /** What is deployed of a function of the workspace, the certain ones first. */
  of(id: string): readonly DeployedEntry[] {
    return this.#byMatch.get(id) ?? [];
  }

  /** @param tags null where they could not be read */
  take(listed: readonly ListedFunction[], tags: Tags | null): void {
    this.#listed = listed;
    this.#tags = tags;
    this.#compose();
  }

  match(matches: readonly DeployedMatch[]): void {
    const certainFirst = matches.toSorted((a, b) => Number(b.isCertain) - Number(a.isCertain));
    const byName = new Map<string, DeployedMatch>();
    for (const match of certainFirst) if (!byName.has(match.deployed)) byName.set(match.deployed, match);
    this.#matches = byName;
    this.#compose();
  }

  /** What the server needs to match them. */
  identities(): DeployedIdentity[] {
    return this.#entries.map(({ listed: { name }, tags }) => {
      const stack = tags?.[stackTag];
      const logicalId = tags?.[logicalIdTag];
      return { name, ...(stack !== undefined && { stack }), ...(logicalId !== undefined && { logicalId }) };
    });
  }

  #compose(): void {
    this.#entries = this.#listed.map((listed): DeployedEntry => {
      const tags = this.#tags ? (this.#tags.get(listed.name) ?? {}) : undefined;
      const match = this.#matches.get(listed.name);
      return { listed, tags, stack: tags?.[stackTag], match: match && { id: match.id, by: match.by, isCertain: match.isCertain } };
    });
    this.#byName = new Map(this.#entries.map((entry) => [entry.listed.name, entry]));
    const byMatch = new Map<string, DeployedEntry[]>();
    for (const entry of this.#entries) {
      if (!entry.match) continue;
      byMatch.set(entry.match.id, [...(byMatch.get(entry.match.id) ?? []), entry]);
    }
    for (const entries of byMatch.values()) entries.sort((a, b) => Number(b.match?.isCertain) - Number(a.match?.isCertain));
    this.#byMatch = byMatch;
    this.#show();
  }

  #show(): void {
    this.#shown = isFiltering(this.#filter) ? this.#entries.filter((entry) => passes(entry, this.#filter)) : this.#entries;
  }
}

/**
 * Lists all functions page by page, and their tags at the same time.
 * @param onPage hears what is listed so far
 */
export async function readList(aws: Aws, signal: AbortSignal, onPage: (listed: readonly ListedFunction[]) => void) {
  // Without tags functions are matched by their names.
  const tags = aws.tags(signal).catch(() => null);
  const listed: ListedFunction[] = [];
  for await (const page of aws.functions(signal)) {
    signal.throwIfAborted();
    listed.push(...page);
    onPage([...listed]);
  }
  return { listed, tags: await tags };
}
