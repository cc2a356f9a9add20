/**
 * Everything the rules say about the files of a project: code part by part, so that a large workspace fits into memory, and
 * the templates when all code was asked about, because what a function's code and its infrastructure say together lies in either.
 */
import type { Evidence, Finding, Findings } from "./finding.ts";
import { type CodeFindings, type FindingsOptions, findingsOf, unsuppressed } from "./findings.ts";
import type { Program } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
import { inTemplate, placeInTemplate, withInlineCode } from "./inlineCode.ts";
import { type AskedFindings, findingsOfFunction, findingsOfStack, type KeptFindings, ProjectFiles } from "./keptFindings.ts";
import type { Module, SourceText } from "./model/code.ts";
import type { Stack, Template } from "./model/infrastructure.ts";
import type { Project, Selection } from "./project.ts";
import { templateFindings } from "./templateFindings.ts";

/** A function, and what rules said about it wherever it lies, with what was asked of the rest of the workspace for that. */
export interface KnownFn extends AskedFindings {
  readonly fn: Fn;
}

/** What was found in one file; `functions` are the handlers in it, of a template those whose code is not in the workspace. */
export type FileFindings =
  | (Findings & {
      readonly file: SourceText;
      readonly functions: number;
      /** What the file was analysed with, where it is code. */
      readonly program?: Program;
    })
  /** A stack, and what is said about it in any of its files. */
  | { readonly stack: Stack; readonly found: Findings }
  /** Functions whose code, where there is some, is in memory until the next is asked for. */
  | { readonly known: readonly KnownFn[] }
  /** The absolute path of a file that did not parse in time. */
  | { readonly unparsed: string };

/**
 * File by file, each once; files without a finding too, as far as somebody looked at them.
 * @param kept where what is said of stacks is kept for later, for those who go on asking
 */
export function* projectFindings(
  project: Project,
  selection: Selection,
  asked: InfrastructureOptions,
  kept?: KeptFindings,
): Generator<FileFindings> {
  const options: InfrastructureOptions = { ...asked, workspace: asked.workspace ?? new ProjectFiles(project) };
  const infrastructure = project.infrastructure();
  const open = new FindingsByPath();
  for (const stack of infrastructure.stacks) {
    if (!stack.templates.some(({ path }) => selection.files.has(path))) continue;
    const { found } = kept?.ofStack(stack) ?? findingsOfStack(stack, infrastructure, options);
    open.add(found);
    yield { stack, found };
  }
  const seen = new Set<string>();
  const templatesInCode: (() => FileFindings)[] = [];
  for (const { program, modules, unparsed, functions } of project.parts(selection)) {
    for (const path of unparsed) yield { unparsed: path };
    yield { known: functions.map((fn) => open.look(fn, infrastructure, options)) };
    for (const module of modules) {
      seen.add(module.path);
      const { rules, onFault } = options;
      const template = asTemplate(project, module.path);
      const look = (): FileFindings => {
        const ofFunctions = open.take(module.path);
        const found = findingsOf(program, module, options.settings(module.path), rules, {
          ...(onFault && { onFault }),
          ofFunctions,
          template,
        });
        return { ...found, file: module, functions: handlersIn(program.handlers, module), program };
      };
      // What functions of other parts have to say about it is not known before the end.
      if (template) templatesInCode.push(look);
      else yield look();
    }
  }
  const withoutCode = project.functionsWithoutCode();
  const inline = withoutCode.map(withInlineCode);
  yield { known: inline.map((fn) => open.look(fn, infrastructure, options)) };
  for (const look of templatesInCode) yield look();
  for (const template of project.templates()) {
    if (seen.has(template.path) || !selection.files.has(template.path)) continue;
    const found = templateFindings(template, project.stacksOf(template.path), open.take(template.path), options);
    const functions = withoutCode.filter(({ resource }) => resource?.resource.template.path === template.path).length;
    yield { ...found, file: template, functions };
  }
}

/** Of code that makes infrastructure. */
function asTemplate(project: Project, path: string): FindingsOptions["template"] {
  const file = project.template(path);
  return file && { file, stacks: project.stacksOf(path) };
}

function handlersIn(handlers: readonly { readonly module: Module }[], module: Module): number {
  return handlers.filter((handler) => handler.module === module).length;
}

/** What waits until its file is looked at. What is found twice in one place is about both. */
class FindingsByPath {
  readonly #byPath = new Map<string, { readonly findings: Map<string, Finding>; readonly evidence: Evidence[] }>();
  readonly #failed = new Set<string>();

  add({ findings, evidence, failed = new Set() }: Findings): void {
    for (const id of failed) this.#failed.add(id);
    for (const finding of findings.map(inTemplate)) {
      const { rule, place, about, alsoAbout } = finding;
      const known = this.#at(finding).findings;
      const key = `${rule.id}:${place.start}:${place.end}`;
      const first = known.get(key);
      known.set(key, first ? { ...first, alsoAbout: [...first.alsoAbout, about, ...alsoAbout] } : finding);
    }
    for (const each of evidence) {
      const known = { ...each, place: placeInTemplate(each.place) };
      this.#at(known).evidence.push(known);
    }
  }

  look(fn: Fn, infrastructure: Infrastructure, options: InfrastructureOptions): KnownFn {
    const asked = findingsOfFunction(fn, infrastructure, options);
    this.add(asked.found);
    return { fn, ...asked };
  }

  take(path: string): Findings {
    const { findings, evidence } = this.#byPath.get(path) ?? { findings: new Map<string, Finding>(), evidence: [] };
    this.#byPath.delete(path);
    return { findings: [...findings.values()], evidence, failed: this.#failed };
  }

  #at({ place: { file } }: Finding | Evidence): { findings: Map<string, Finding>; evidence: Evidence[] } {
    let known = this.#byPath.get(file.path);
    if (!known) this.#byPath.set(file.path, (known = { findings: new Map(), evidence: [] }));
    return known;
  }
}

/** What the findings of one file are put together from. */
export interface FileParts {
  readonly file: SourceText;
  readonly module: Module | undefined;
  readonly template: Template | undefined;
  readonly stacks: readonly Stack[];
  readonly code: CodeFindings | undefined;
  /** Of its stacks and functions; the same objects as long as they say the same. */
  readonly others: readonly Findings[];
}

/** Undefined where the file is neither code nor template or did not parse in time. */
export function partsOf(path: string, kept: KeptFindings): FileParts | undefined {
  const { project } = kept;
  const module = project.module(path);
  const template = project.template(path);
  const file = module ?? template;
  if (!file) return undefined;
  const stacks = template ? project.stacksOf(path) : [];
  const functions = project.functionsOf(path).map((joined) => withInlineCode(project.fn(joined)));
  const others = [...stacks.map((stack) => kept.ofStack(stack)), ...functions.map((fn) => kept.ofFunction(fn))].map(({ found }) => found);
  return { file, module, template, stacks, code: module && kept.ofCode(project.programFor(path), module), others };
}

/** What is found in one file, code or template. */
export function findingsInFile({ file, template, stacks, code, others }: FileParts, options: InfrastructureOptions): Findings {
  const open = new FindingsByPath();
  for (const each of others) open.add(each);
  const ofFunctions = open.take(file.path);
  if (code) return unsuppressed(code, { ofFunctions, template: template && { file: template, stacks } });
  return template ? templateFindings(template, stacks, ofFunctions, options) : ofFunctions;
}
