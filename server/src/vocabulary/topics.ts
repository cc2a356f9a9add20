/** What names are about. */
import { wordsOf } from "./protocols.ts";

/** Words that say what is done and not to what. */
const VERBS = new Set(
  (
    "create update delete get list put post add remove process handle handler on new do run fetch set save send start stop restart enable disable find load read write make build generate " +
    "upload uploaded download created updated deleted changed removed added received completed failed approve approved reject rejected cancel cancelled submit submitted sync import export " +
    "check validate verify insert upsert query scan search edit modify patch count show view all by id ids one many for to from of the a an and is has with in at as item items data event events " +
    "request requests message messages type action command func function lambda async sync init setup execute exec invoke call perform trigger async result results response api details detail info"
  ).split(" "),
);

/** The nouns of some names: `createUserProfile` is about a user and a profile. */
export function nounsOf(names: readonly string[]): Set<string> {
  const words = names.flatMap(wordsOf).map(singular);
  return new Set(words.filter((word) => !VERBS.has(word) && !/^\d+$/.test(word)));
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** Sets that share a noun are about the same thing; how many different things remain? */
export function countTopics(arms: readonly Set<string>[]): number {
  const groups: Set<string>[] = [];
  for (const arm of arms) {
    if (arm.size === 0) continue;
    const joined = new Set(arm);
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i] as Set<string>;
      if (![...group].some((word) => joined.has(word))) continue;
      for (const word of group) joined.add(word);
      groups.splice(i, 1);
    }
    groups.push(joined);
  }
  return groups.length;
}
