/** What the name of a stack or service tells: which system it is of, whatever stage. */

/** Words that tell one stage of a system from another. */
const STAGE =
  /^(?:dev|develop|development|tests?|testing|qa|uat|sit|int|integration|ci|stag(?:e|ing)|stg|pre|preprod|prod|production|prd|live|sandbox|demo|beta|alpha|preview|pr|local|main|master|(?:pr|v|dev|test|prod|qa|stage)?\d+)$/;

/** Words of folders and classes that say nothing of the system. */
const COMMON =
  /^(?:src|sources?|lib|app|apps|infra|infrastructure|iac|templates?|cloudformation|sam|cdk|stacks?|services?|functions?|lambdas?|backend|packages?|deploy|aws|python|typescript|javascript|node|nodejs|main|my|project)$/;

/** Letters that make a name tell anything. */
const FEWEST = 4;

/** `OrdersApi-dev_2` to `orders`, `api`, `dev`, `2`. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** Does it name a stage (`dev`, `pr-12`), and nothing else? */
export function isStage(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.every((word) => STAGE.test(word));
}

/** The name without its stage: equal for two stages of one system. */
export function familyOf(name: string): string {
  const words = wordsOf(name);
  const left = words.filter((word) => !STAGE.test(word));
  return (left.length > 0 ? left : words).join(" ");
}

/** How many letters of a folder's or class's name are in the name of a stack, where all of those are that tell its system; else none. */
export function likeness(stack: string, other: string): number {
  const telling = tellingOf(other);
  return telling.length >= FEWEST && tellingOf(stack).includes(telling) ? telling.length : 0;
}

function tellingOf(name: string): string {
  return wordsOf(name)
    .filter((word) => !STAGE.test(word) && !COMMON.test(word))
    .join("");
}
