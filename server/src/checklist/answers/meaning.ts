/** Whether an edited answers file says what it said before but for the one answer. */
import type { DataDocument } from "../../parse/data.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { changedAt, isSame, type Meaning, meaningOf } from "../../rewrite/data/meaning.ts";
import type { DataPath } from "../../rewrite/data/places.ts";
import { ANSWER_KEYS, type NewAnswer } from "./entry.ts";
import { ANSWERS_VERSION } from "./reading.ts";
import { fieldsOf } from "./written.ts";

/** @returns the text if it has the answer at the path, and nothing else is another; undefined if not */
export function meansAnswer(before: DataDocument, after: string, path: DataPath, answer: NewAnswer): string | undefined {
  const old = meaningOf(before);
  const base = before.root ? old : changedAt(old, ["version"], () => scalar(ANSWERS_VERSION));
  return checked(
    changedAt(base, path, (item) => answered(item, answer)),
    after,
  );
}

/** @returns the text if it has nothing at the path, and all the rest; undefined if not */
export function meansNone(before: DataDocument, after: string, path: DataPath): string | undefined {
  return checked(
    changedAt(meaningOf(before), path, () => undefined),
    after,
  );
}

function checked(expected: Meaning | undefined, text: string): string | undefined {
  const document = parseYaml(text);
  const isRight = document.broken.length === 0 && isSame(normal(meaningOf(document)), normal(expected));
  return isRight ? text : undefined;
}

/** `functions:` without any means the same as `functions: {}`. */
function normal(meaning: Meaning | undefined): Meaning | undefined {
  return changedAt(meaning, ["functions"], (functions) => {
    const isNone = functions?.kind === "map" ? functions.entries.size === 0 : functions?.kind === "scalar" && functions.value === null;
    return isNone ? undefined : functions;
  });
}

/** What an item means with another answer: keys that are not ours stay. */
function answered(old: Meaning | undefined, answer: NewAnswer): Meaning {
  const fields = fieldsOf(answer);
  // What is short stays so; what is new is written with its keys, for others to be added.
  if (old && old.kind !== "map" && fields.length === 1) return scalar(answer.answer);
  const others = old?.kind === "map" ? [...old.entries].filter(([key]) => !ANSWER_KEYS.some((own) => own === key)) : [];
  return { kind: "map", tag: null, entries: new Map([...others, ...fields.map(([key, value]) => [key, scalar(value)] as const)]) };
}

function scalar(value: string | number): Meaning {
  return { kind: "scalar", tag: null, value };
}
