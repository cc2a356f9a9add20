/** One property of a template against what is deployed of it. */
import type { Place } from "../../model/code.ts";
import type { Setting } from "../../model/infrastructure.ts";
import type { Drift } from "../drift.ts";

export type Comparison =
  | { readonly result: "same" }
  /** The template computes it, leaves it to a choice, or AWS did not tell. */
  | { readonly result: "unknown" }
  | { readonly result: "differs"; readonly drift: Drift };

export const SAME: Comparison = { result: "same" };
export const UNKNOWN: Comparison = { result: "unknown" };

export function differs(property: string, template: string | null, deployed: string | null, place: Place): Comparison {
  return { result: "differs", drift: { property, template, deployed, place } };
}

interface Reading<T> {
  readonly property: string;
  readonly setting: Setting<T>;
  /** Undefined: not told. Null: there is none. */
  readonly deployed: T | null | undefined;
  /** What holds where the template says nothing; null: there is none then. Undefined: that is not certain. */
  readonly byDefault: T | null | undefined;
  /** The value with its unit. */
  readonly show: (value: T) => string;
}

/** A setting of one value. */
export function compare<T extends string | number>({ property, setting, deployed, byDefault, show }: Reading<T>): Comparison {
  const wanted = setting.kind === "set" ? setting.value : setting.kind === "absent" ? byDefault : undefined;
  if (wanted === undefined || deployed === undefined) return UNKNOWN;
  if (wanted === deployed) return SAME;
  const shown = wanted === null ? null : setting.kind === "set" ? show(wanted) : `${show(wanted)} (default)`;
  return differs(property, shown, deployed === null ? null : show(deployed), placeOfSetting(setting));
}

export function placeOfSetting(setting: Setting<unknown>): Place {
  return setting.kind === "absent" ? setting.resource.head : setting.place;
}
