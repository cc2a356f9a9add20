/**
 * Everything the rules say about the files of a project: code part by part, so that a large workspace fits into memory, and
 * the templates when all code was asked about, because what a function's code and its infrastructure say together lies in either.
 */
import { isInside, isText } from "./files.ts";
import type { Evidence, Finding, Findings } from "./finding.ts";
import { type FindingsOptions, findingsOf } from "./findings.ts";
import type { Program } from "./flow/program.ts";
import type { Fn } from "./infrastructure/infrastructure.ts";
import { findingsOfFunctions, findingsOfStacks, type InfrastructureOptions } from "./infrastructureFindings.ts";
import { inlineFunction, inTemplate, placeInTemplate, withInlineCode } from "./inlineCode.ts";
import type { Module, SourceText } from "./model/code.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type { Project, Selection } from "./project.ts";
import { templateFindings } from "./templateFindings.ts";

/** What was found in one file; `functions` are the handlers in it, of a template those whose code is not in the workspace. */
export type FileFindings =
  | (Findings & {
      readonly file: SourceText;
      readonly functions: number;
      /** What the file was analysed with, where it is code. */
      readonly program?: Program;
    })
  /** Functions whose code, where there is some, is in memory until the next is asked for. */
  | { readonly known: readonly Fn[] }
  /** The absolute path of a file that did not parse in time. */
  | { readonly unparsed: string };

/** File by file, each once; files without a finding too, as far as somebody looked at them. */
export function* projectFindings(project: Project, selection: Selection, asked: InfrastructureOptions): Generator<FileFindings> {
  const options = withFiles(project, asked);
  const infrastructure = project.infrastructure();
  const stacks = infrastructure.stacks.filter(({ templates }) => templates.some(({ path }) => selection.files.has(path)));
  const open = new FindingsByPath(findingsOfStacks(infrastructure, stacks, options));
  for (const stack of stacks) open.add(findingsOfInlineCode(infrastructure.functionsOf(stack), options));
  const seen = new Set<string>();
  const templatesInCode: (() => FileFindings)[] = [];
  for (const { program, modules, unparsed, functions } of project.parts(selection)) {
    for (const path of unparsed) yield { unparsed: path };
    open.add(findingsOfFunctions(infrastructure, functions, options));
    yield { known: functions };
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
  open.add(findingsOfFunctions(infrastructure, inline, options));
  yield { known: inline };
  for (const look of templatesInCode) yield look();
  for (const template of project.templates()) {
    if (seen.has(template.path) || !selection.files.has(template.path)) continue;
    const found = templateFindings(template, project.stacksOf(template.path), open.take(template.path), options);
    const functions = withoutCode.filter(({ resource }) => resource?.resource.template.path === template.path).length;
    yield { ...found, file: template, functions };
  }
}

/** Rules may look at manifests of the project, and at nothing outside of it. */
function withFiles(project: Project, options: InfrastructureOptions): InfrastructureOptions {
  const textOf = (path: string): string | undefined => {
    const file = isInside(path, project.root) ? project.read(path) : undefined;
    return file && isText(file) ? file.text : undefined;
  };
  const namesIn = (directory: string): readonly string[] => {
    const found = isInside(directory, project.root) ? project.options.files.entries(directory) : [];
    return "reason" in found ? [] : found.map(({ name }) => name);
  };
  return { ...options, workspace: { textOf, namesIn, tests: () => project.tests.get() } };
}

/** Of code that makes infrastructure. */
function asTemplate(project: Project, path: string): FindingsOptions["template"] {
  const file = project.template(path);
  return file && { file, stacks: project.stacksOf(path) };
}

/** What rules on code say about the code that stands in templates. */
function findingsOfInlineCode(functions: readonly FunctionResource[], { rules, settings, onFault }: InfrastructureOptions): Findings {
  const found = functions.flatMap((resource) => {
    const code = inlineFunction(resource);
    if (!code) return [];
    const { module } = code.handler;
    const { findings, evidence } = findingsOf(code.program, module, settings(resource.resource.template.path), rules, {
      ...(onFault && { onFault }),
    });
    const about = { kind: "deployed-function", function: resource } as const;
    return [
      { findings: findings.map((each) => ({ ...each, about, alsoAbout: [] })), evidence: evidence.map((each) => ({ ...each, about })) },
    ];
  });
  return { findings: found.flatMap(({ findings }) => findings), evidence: found.flatMap(({ evidence }) => evidence) };
}

function handlersIn(handlers: readonly { readonly module: Module }[], module: Module): number {
  return handlers.filter((handler) => handler.module === module).length;
}

/** What waits until its file is looked at. */
class FindingsByPath {
  readonly #byPath = new Map<string, { findings: Finding[]; evidence: Evidence[] }>();
  readonly #failed = new Set<string>();

  constructor(first: Findings) {
    this.add(first);
  }

  add({ findings, evidence, failed = new Set() }: Findings): void {
    for (const id of failed) this.#failed.add(id);
    for (const finding of findings.map(inTemplate)) this.#at(finding).findings.push(finding);
    for (const each of evidence) {
      const known = { ...each, place: placeInTemplate(each.place) };
      this.#at(known).evidence.push(known);
    }
  }

  take(path: string): Findings {
    const taken = this.#byPath.get(path) ?? { findings: [], evidence: [] };
    this.#byPath.delete(path);
    return { ...taken, failed: this.#failed };
  }

  #at({ place }: Finding | Evidence): { findings: Finding[]; evidence: Evidence[] } {
    let known = this.#byPath.get(place.file.path);
    if (!known) this.#byPath.set(place.file.path, (known = { findings: [], evidence: [] }));
    return known;
  }
}

/** What is found in one file, code or template; undefined where it is neither or did not parse in time. */
export function findingsInFile(
  project: Project,
  path: string,
  asked: InfrastructureOptions,
): (Findings & { readonly file: SourceText }) | undefined {
  const options = withFiles(project, asked);
  const module = project.module(path);
  const template = project.template(path);
  const file = module ?? template;
  if (!file) return undefined;
  const infrastructure = project.infrastructure();
  const stacks = template ? project.stacksOf(path) : [];
  const open = new FindingsByPath(findingsOfStacks(infrastructure, stacks, options));
  for (const stack of stacks) open.add(findingsOfInlineCode(infrastructure.functionsOf(stack), options));
  const functions = project.functionsOf(path).map((joined) => withInlineCode(project.fn(joined)));
  open.add(findingsOfFunctions(infrastructure, functions, options));
  const ofFunctions = open.take(path);
  if (!module) return template && { ...templateFindings(template, stacks, ofFunctions, options), file };
  const { rules, onFault } = options;
  const found = findingsOf(project.programFor(path), module, options.settings(path), rules, {
    ...(onFault && { onFault }),
    ofFunctions,
    template: template && { file: template, stacks },
  });
  return { ...found, file };
}
