/** Which function a language model means: it has heard a name, a part of one, or an id. */
import { bullets } from "./text.ts";

export interface Candidate {
  readonly id: string;
  /** What it is called, by whomever. */
  readonly names: readonly string[];
  /** What tells it from another of the same name: its template, or where it is deployed. */
  readonly where: string;
}

/** One that is meant, or several that may be; none is an empty list. */
export type Choice<T> = { readonly one: T } | { readonly several: readonly T[] };

/** So many are listed where it is not clear which one is meant. */
const listed = 40;

/**
 * The closest way of meaning something wins: the very id or name, the name written otherwise (`create order` for `CreateOrder`), a part
 * of it, a part of the id.
 */
export function choose<T extends Candidate>(asked: string, among: readonly T[]): Choice<T> {
  const wanted = asked.trim();
  const folded = fold(wanted);
  const ways: ((candidate: T) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ names }) => names.includes(wanted),
    ({ names }) => names.some((name) => name.toLowerCase() === wanted.toLowerCase()),
    ({ names }) => folded !== "" && names.some((name) => fold(name) === folded),
    ({ names }) => folded !== "" && names.some((name) => fold(name).includes(folded)),
    ({ id }) => wanted !== "" && id.toLowerCase().includes(wanted.toLowerCase()),
  ];
  for (const isMeant of ways) {
    const found = among.filter(isMeant);
    const [one, ...others] = found;
    if (one) return others.length === 0 ? { one } : { several: found };
  }
  return { several: [] };
}

/**
 * Asks for a clearer name.
 * @param kind what they are: `function of this workspace`
 */
export function unclear(asked: string, several: readonly Candidate[], all: readonly Candidate[], kind: string): string {
  if (several.length > 0) return `"${asked}" may be any of ${several.length}. Ask again with the name or the id of one:\n${list(several)}`;
  if (all.length === 0) return `There is no ${kind}.`;
  const problem = asked.trim() === "" ? `Name a ${kind}.` : `No ${kind} is called "${asked}".`;
  return `${problem} There ${all.length === 1 ? "is" : "are"}:\n${list(all)}`;
}

/** An id stands where the name alone does not tell. */
function list(candidates: readonly Candidate[]): string {
  const counts = new Map<string, number>();
  for (const { names } of candidates) counts.set(names.join(), (counts.get(names.join()) ?? 0) + 1);
  const texts = candidates.map(({ id, names, where }) => {
    const isClear = names.includes(id) || counts.get(names.join()) === 1;
    return [names.join(" = "), where, isClear ? "" : `id ${id}`].filter(Boolean).join(", ");
  });
  return bullets(texts, listed).join("\n");
}

/** Letters and digits only: words are joined as everybody likes. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
