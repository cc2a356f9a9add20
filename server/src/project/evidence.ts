/** Files of a project that say something of its functions without being code or template: measurements, pipelines, runbooks. */
import type { WorkspaceEvidence } from "../checklist/workspaceEvidence.ts";
import { type EvidenceKind, isEvidence, makesPowerTuning, mayBe } from "../checklist/workspaceFiles.ts";
import type { SourceText } from "../model/code.ts";
import type { Template } from "../model/infrastructure.ts";
import type { Tests } from "../model/tests.ts";
import type { FileTree } from "./tree.ts";

/** Of each kind no more are read; those nearest to the project's root come first. */
const MOST_FILES = 60;
/** What a file is stands at its beginning. */
const MOST_BYTES = 64 * 1024;

export interface EvidenceSources {
  readonly tree: FileTree;
  /** The text of a file, or at least so many bytes of its beginning. */
  textOf(path: string, most: number): string | undefined;
  tests(): Tests | undefined;
  templates(): readonly Template[];
}

interface Known {
  /** Paths of files that are read, or would be if they were asked for. */
  readonly paths: ReadonlyMap<EvidenceKind, readonly string[]>;
  readonly found: Map<EvidenceKind, readonly SourceText[]>;
}

/** Looked for when first asked for, and again when files came or went or one that was read changed. */
export class ProjectEvidence implements WorkspaceEvidence {
  readonly #sources: EvidenceSources;
  #known: Known | undefined;
  readonly #tuning = new WeakMap<Template, boolean>();

  constructor(sources: EvidenceSources) {
    this.#sources = sources;
  }

  tests(): Tests | undefined {
    return this.#sources.tests();
  }

  loadTests(): readonly SourceText[] {
    return this.#files("loadTests");
  }

  powerTuning(): readonly SourceText[] {
    return [...this.#files("powerTuning"), ...this.#sources.templates().filter((each) => this.#makesPowerTuning(each))];
  }

  workflows(): readonly SourceText[] {
    return this.#files("workflows");
  }

  runbooks(): readonly SourceText[] {
    return this.#files("runbooks");
  }

  /** @returns whether the file may be evidence: what was said of functions by it may no longer hold */
  changed(path: string): boolean {
    const kinds = mayBe(this.#relative(path));
    for (const kind of kinds) this.#known?.found.delete(kind);
    return kinds.length > 0;
  }

  treeChanged(): void {
    this.#known = undefined;
  }

  /** A template is looked through once: this is asked again for every function after every edit. */
  #makesPowerTuning(template: Template): boolean {
    let known = this.#tuning.get(template);
    if (known === undefined) this.#tuning.set(template, (known = makesPowerTuning(template.text)));
    return known;
  }

  #files(kind: EvidenceKind): readonly SourceText[] {
    this.#known ??= { paths: this.#pathsByKind(), found: new Map() };
    const { paths, found } = this.#known;
    let files = found.get(kind);
    if (!files) found.set(kind, (files = (paths.get(kind) ?? []).flatMap((path) => this.#read(kind, path))));
    return files;
  }

  #read(kind: EvidenceKind, path: string): SourceText[] {
    const text = this.#sources.textOf(path, MOST_BYTES);
    return text !== undefined && isEvidence(kind, this.#relative(path), text) ? [{ path, text }] : [];
  }

  #pathsByKind(): Map<EvidenceKind, readonly string[]> {
    const { tree } = this.#sources;
    const found = new Map<EvidenceKind, string[]>();
    for (const directory of tree.directories()) {
      for (const { name, kind, isLink } of tree.entries(directory).values()) {
        if (kind !== "file" || isLink) continue;
        const path = `${directory}/${name}`;
        if (tree.isExcluded(path)) continue;
        for (const each of mayBe(this.#relative(path))) {
          const paths = found.get(each) ?? [];
          paths.push(path);
          found.set(each, paths);
        }
      }
    }
    const depth = (path: string): number => path.split("/").length;
    return new Map([...found].map(([kind, paths]) => [kind, paths.sort((a, b) => depth(a) - depth(b)).slice(0, MOST_FILES)]));
  }

  #relative(path: string): string {
    const { root } = this.#sources.tree;
    return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  }
}
