/**
 * What rules say about code, functions and stacks of one project, each kept until something it was made from changes: an edit
 * has rules asked about what it touches, and about nothing else.
 */
import { type Asked, Asks } from "./asks.ts";
import { isInside, isText } from "./files.ts";
import type { Finding, Findings } from "./finding.ts";
import { type CodeFindings, codeFindings } from "./findings.ts";
import type { Program } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import { findingsOfFunctions, findingsOfStacks, type InfrastructureOptions, type WorkspaceFiles } from "./infrastructureFindings.ts";
import { inTemplate, placeInTemplate } from "./inlineCode.ts";
import { findingsOfInlineCode } from "./inlineFindings.ts";
import type { Module } from "./model/code.ts";
import type { Stack } from "./model/infrastructure.ts";
import type { Project } from "./project.ts";
import { CONFIG_FILE, type ResolvedSettings } from "./settings.ts";
import { Suppressions } from "./suppress.ts";
import { resourcesOf } from "./templateFindings.ts";

/** Findings with what was asked of the rest of the workspace for them. */
export interface AskedFindings {
  readonly found: Findings;
  readonly asks: Asks;
}

interface KeptOfFunction extends AskedFindings {
  readonly fn: Fn;
}

interface KeptSuppressions {
  readonly stacks: readonly Stack[];
  readonly settings: ResolvedSettings;
  readonly made: Suppressions;
}

export class KeptFindings {
  readonly project: Project;
  readonly files: ProjectFiles;
  readonly options: InfrastructureOptions;
  #settings: ResolvedSettings | undefined;
  #code = new WeakMap<Module, CodeFindings>();
  /** By the resource, or else by the handler. */
  #functions = new WeakMap<object, KeptOfFunction>();
  #stacks = new WeakMap<Stack, AskedFindings>();
  readonly #suppressions = new WeakMap<object, KeptSuppressions>();

  constructor(project: Project, options: InfrastructureOptions) {
    this.project = project;
    this.files = new ProjectFiles(project);
    this.options = { ...options, workspace: this.files };
  }

  /** What questions are put to now. */
  get now(): Asked {
    return { infrastructure: this.project.infrastructure(), evidence: this.project.evidence, files: this.files };
  }

  /** What is left after suppressions, in files that are covered. */
  shown({ findings, evidence }: Findings, covers: (path: string) => boolean = () => true): Findings {
    return {
      findings: findings.map(inTemplate).filter((finding) => covers(finding.place.file.path) && this.#isShown(finding)),
      evidence: evidence.filter(({ place }) => covers(placeInTemplate(place).file.path)),
    };
  }

  /** Does nothing in its file silence the finding? False for files in which nothing is looked for. */
  #isShown(finding: Finding): boolean {
    const { path } = finding.place.file;
    const { project } = this;
    const template = project.template(path);
    const file = template ?? project.module(path);
    if (!file) return false;
    const stacks = template ? project.stacksOf(path) : [];
    const settings = this.options.settings(path);
    let known = this.#suppressions.get(file);
    if (!known || known.stacks !== stacks || known.settings !== settings) {
      const made = new Suppressions(file, { resources: resourcesOf(stacks), leaveTo: settings.leaveToOtherTools });
      this.#suppressions.set(file, (known = { stacks, settings, made }));
    }
    return !known.made.suppress(finding);
  }

  /** Before anything is looked up: with other settings rules may say something else. */
  #checkSettings(): void {
    const settings = this.options.settings(`${this.project.root}/${CONFIG_FILE}`);
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#code = new WeakMap();
    this.#functions = new WeakMap();
    this.#stacks = new WeakMap();
  }

  ofCode(program: Program, module: Module): CodeFindings {
    this.#checkSettings();
    const { rules, onFault } = this.options;
    const settings = this.options.settings(module.path);
    const known = this.#code.get(module);
    if (known && known.program === program && known.settings === settings) return known;
    const found = codeFindings(program, module, settings, rules, onFault && { onFault });
    this.#code.set(module, found);
    return found;
  }

  ofFunction(fn: Fn): AskedFindings {
    this.#checkSettings();
    const key = fn.resource ?? fn.code?.handler;
    if (!key) return { found: { findings: [], evidence: [] }, asks: new Asks() };
    const known = this.#functions.get(key);
    if (known && isSameFn(known.fn, fn) && !known.asks.isOutdated(this.now)) return known;
    const made = { fn, ...findingsOfFunction(fn, this.project.infrastructure(), this.options) };
    this.#functions.set(key, made);
    return made;
  }

  /** Inline code included. */
  ofStack(stack: Stack): AskedFindings {
    this.#checkSettings();
    const known = this.#stacks.get(stack);
    if (known && !known.asks.isOutdated(this.now)) return known;
    const made = findingsOfStack(stack, this.project.infrastructure(), this.options);
    this.#stacks.set(stack, made);
    return made;
  }
}

/** What rules across code and infrastructure say about one function. */
export function findingsOfFunction(fn: Fn, infrastructure: Infrastructure, options: InfrastructureOptions): AskedFindings {
  const asks = new Asks();
  const workspace = options.workspace && asks.files(options.workspace);
  const found = findingsOfFunctions(asks.infrastructure(infrastructure), [fn], { ...options, ...(workspace && { workspace }) });
  return { found, asks };
}

/** What rules say about a stack, and about code that stands in its templates. */
export function findingsOfStack(stack: Stack, infrastructure: Infrastructure, options: InfrastructureOptions): AskedFindings {
  const asks = new Asks();
  const found = findingsOfStacks(asks.infrastructure(infrastructure), [stack], options);
  const inline = findingsOfInlineCode(infrastructure.functionsOf(stack), options);
  const { failed } = found;
  return {
    found: {
      findings: [...found.findings, ...inline.findings],
      evidence: [...found.evidence, ...inline.evidence],
      ...(failed && { failed }),
    },
    asks,
  };
}

/** Manifests and locks of a project, and nothing outside of it, each read once until it changes. */
export class ProjectFiles implements WorkspaceFiles {
  readonly #project: Project;
  readonly #texts = new Map<string, string | undefined>();
  readonly #names = new Map<string, readonly string[]>();

  constructor(project: Project) {
    this.#project = project;
  }

  readonly textOf = (path: string): string | undefined => {
    if (!this.#texts.has(path)) {
      const file = isInside(path, this.#project.root) ? this.#project.read(path) : undefined;
      this.#texts.set(path, file && isText(file) ? file.text : undefined);
    }
    return this.#texts.get(path);
  };

  readonly namesIn = (directory: string): readonly string[] => {
    let names = this.#names.get(directory);
    if (!names) {
      const found = isInside(directory, this.#project.root) ? this.#project.options.files.entries(directory) : [];
      this.#names.set(directory, (names = "reason" in found ? [] : found.map(({ name }) => name)));
    }
    return names;
  };

  readonly tests = () => this.#project.tests.get();

  /** The text of one file is another. */
  changed(path: string): void {
    this.#texts.delete(path);
  }

  /** Something on disk is another. */
  forget(): void {
    this.#texts.clear();
    this.#names.clear();
  }
}

function isSameFn(one: Fn, other: Fn): boolean {
  const isMissingSame =
    one.missing === other.missing ||
    (one.missing?.what === other.missing?.what &&
      one.missing?.expected === other.missing?.expected &&
      one.missing?.suggestion === other.missing?.suggestion);
  return (
    one.resource === other.resource &&
    one.code?.program === other.code?.program &&
    one.code?.handler === other.code?.handler &&
    isMissingSame
  );
}
