/** `FunctionName` as a template says it, against names that are deployed. */
import { presumedText, property } from "../../model/expressions.ts";
import type { Expression, FunctionResource } from "../../model/infrastructure.ts";
import { isStage } from "./stackNames.ts";

/** How well a deployed name fits what the template says. */
export interface NameFit {
  /** `exact`: as written. `assumed`: with the defaults of parameters. `pattern`: around parts that only a deployment knows. */
  readonly kind: "exact" | "assumed" | "pattern";
  /** Characters that were written and not put in. */
  readonly known: number;
  /** What stands where the template computes. */
  readonly putIn: readonly string[];
}

/** With fewer known characters a pattern fits everything. */
const FEWEST_KNOWN = 4;

export class PhysicalName {
  /** The template says it in a way that leaves little open: what does not fit is another function. */
  readonly isBinding: boolean;
  readonly #assumed: string | undefined;
  readonly #isLiteral: boolean;
  readonly #pattern: RegExp;
  readonly #known: number;

  private constructor(value: Expression) {
    const texts = partsOf(value).map((part) => (typeof part === "string" ? part : certainText(part)));
    this.#known = texts.join("").replace(/[^A-Za-z0-9]/g, "").length;
    this.#isLiteral = value.kind === "literal" && !value.isAssumed;
    this.#pattern = new RegExp(`^${texts.map((text) => (text === undefined ? "([\\w-]*)" : escaped(text))).join("")}$`);
    this.#assumed = presumedText(value);
    this.isBinding = this.#isLiteral || (value.kind === "joined" && this.#known >= FEWEST_KNOWN);
  }

  /** Undefined where the template leaves the name to AWS, or says nothing that can be known. */
  static of({ resource }: FunctionResource): PhysicalName | undefined {
    const value = property(resource, "FunctionName");
    return value?.kind === "literal" || value?.kind === "joined" ? new PhysicalName(value) : undefined;
  }

  fit(name: string): NameFit | undefined {
    const found = this.#pattern.exec(name);
    if (found && this.#isLiteral) return { kind: "exact", known: name.length, putIn: [] };
    if (name === this.#assumed) return { kind: "assumed", known: name.length, putIn: [] };
    if (!found || this.#known < FEWEST_KNOWN) return undefined;
    return { kind: "pattern", known: this.#known, putIn: found.slice(1).filter((text) => text !== "") };
  }
}

/** A stage in a name that is put together of defaults may be another one: `orders-dev-get` is `orders-`, something, `-get`. */
function partsOf(value: Expression): readonly (string | Expression | undefined)[] {
  if (value.kind === "joined") return value.parts;
  if (value.kind !== "literal" || !value.isAssumed) return [value];
  return String(value.value)
    .split(/([-_.])/)
    .map((part) => (isStage(part) ? undefined : part));
}

function certainText(value: Expression | undefined): string | undefined {
  return value?.kind === "literal" && value.value !== null && !value.isAssumed ? String(value.value) : undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
