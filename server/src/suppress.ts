/**
 * What silences findings in one file: `lambda-ready: ignore[rule-a, rule-b] reason` in a comment on a finding's line or on the
 * line above, `ignore-file[rule]` anywhere, `Metadata: {lambda-ready: {ignore: […]}}` of a template's resource or of the template,
 * and what other tools were told about the same things. A finding's line is the one it begins or ends on, or the first line of
 * the statement or template entry it stands in.
 */
import type { Finding } from "./findings.ts";
import { type Lines, linesOf } from "./lines.ts";
import type { Module, Range } from "./model/code.ts";
import type { Resource, Template } from "./model/infrastructure.ts";
import { type CommentDirective, commentDirectives } from "./suppress/comments.ts";
import { type MetadataDirective, metadataDirectives } from "./suppress/metadata.ts";
import { type Decision, decisionsOfOthers } from "./suppress/others.ts";
import { belongsTo, resourcesIn, statementAround } from "./suppress/surroundings.ts";
import { isCounterpart, type LeavableTool, saysTheSame } from "./vocabulary/otherTools.ts";

/** A file whose findings may be suppressed. */
export type Suppressible = Module | Template;
export type Directive = CommentDirective | MetadataDirective;

export interface SuppressionsOptions {
  /** The resources of the stacks the file is part of; those written in other files do not matter. */
  readonly resources?: Iterable<Resource>;
  /** Tools whose findings need not be said twice. */
  readonly leaveTo?: readonly LeavableTool[] | undefined;
}

/** The directives of one file, and which of them were of use. */
export class Suppressions {
  readonly directives: readonly Directive[];
  readonly #file: Suppressible;
  readonly #lines: Lines;
  readonly #resources: readonly Resource[];
  readonly #leaveTo: readonly LeavableTool[];
  readonly #others: readonly Decision[];

  constructor(file: Suppressible, { resources = [], leaveTo = [] }: SuppressionsOptions = {}) {
    this.#file = file;
    this.#lines = linesOf(file);
    this.#resources = resourcesIn(file, resources);
    this.#leaveTo = leaveTo;
    this.directives = file.text.includes("lambda-ready")
      ? [...commentDirectives(file, this.#lines), ...metadataDirectives(file, this.#resources)]
      : [];
    this.#others = decisionsOfOthers(file, this.#resources);
  }

  /** Is the finding suppressed, or left to another tool? Marks what suppresses it as used. */
  suppress(finding: Finding): boolean {
    const matching = this.#about(finding.place).flatMap((directive) => directive.rules.filter((rule) => rule.id === finding.rule.id));
    for (const rule of matching) rule.used = true;
    return matching.length > 0 || this.isLeftToOthers(finding.rule.id) || this.#decidedByOthers(finding);
  }

  /** Is the rule silent here because another tool says the same? */
  isLeftToOthers(rule: string): boolean {
    return "dialect" in this.#file && saysTheSame(this.#leaveTo, rule, this.#file.dialect);
  }

  /** The comment of that scope that would speak about a place, so that another rule can be added to it. */
  commentFor(scope: CommentDirective["scope"], place: Range): CommentDirective | undefined {
    return this.#about(place).find((one): one is CommentDirective => one.kind === "comment" && one.scope === scope && one.isOpen);
  }

  #about(place: Range): Directive[] {
    if (this.directives.length === 0) return [];
    const statement = statementAround(this.#file, this.#resources, place);
    const lines = [place.start, place.end, statement.start].map((offset) => this.#lines.lineAt(offset));
    return this.directives.filter((directive) => {
      if (directive.kind === "comment") return directive.scope === "file" || lines.includes(directive.line);
      return directive.resource === null || this.#isPartOf(place, directive.resource);
    });
  }

  #decidedByOthers({ rule, place }: Finding): boolean {
    return this.#others.some(
      ({ tool, id, about }) => isCounterpart(rule.id, tool, id) && (about === "file" || about.some((one) => this.#isPartOf(place, one))),
    );
  }

  #isPartOf(place: Range, resource: Resource): boolean {
    return this.#resources.some((one) => belongsTo(one, resource) && one.place.start <= place.start && one.place.end >= place.end);
  }
}
