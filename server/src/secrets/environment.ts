/** The names under which a file's secrets are read: different secrets need different ones. */
import type { Module, StringFact } from "../model/code.ts";
import { findSecret, type Secret } from "./detect.ts";
import { secretIdName } from "./names.ts";
import type { SinkProgram } from "./sinks.ts";

/**
 * The variable for this secret: its own name, numbered where the file holds another secret of that name or already looks
 * the name up.
 */
export function environmentFor(program: SinkProgram, module: Module, fact: StringFact, found: Secret): string {
  return found.lookup === null ? numbered(program, module, fact, found, (name) => name) : found.environment;
}

/** The same for the variable that holds the secret's name in Secrets Manager. */
export function secretIdFor(program: SinkProgram, module: Module, fact: StringFact, found: Secret): string {
  return numbered(program, module, fact, found, secretIdName);
}

function numbered(program: SinkProgram, module: Module, fact: StringFact, found: Secret, complete: (name: string) => string): string {
  const texts: string[] = [];
  for (const other of module.strings) {
    if (other === fact) break;
    if (other.text !== fact.text && !texts.includes(other.text) && findSecret(other, program)?.environment === found.environment)
      texts.push(other.text);
  }
  for (let count = texts.length + 1; ; count++) {
    const name = complete(count === 1 ? found.environment : `${found.environment}_${count}`);
    if (!isLookedUp(module, name)) return name;
  }
}

function isLookedUp(module: Module, name: string): boolean {
  return new RegExp(`(?:environ|getenv|process\\.env)\\W{0,12}(?:get\\W{1,3})?\\b${name}\\b`).test(module.text);
}
