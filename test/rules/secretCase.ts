/** What the tests of `hardcoded-secret` share: a file in, findings and repaired files out. */
import assert from "node:assert/strict";
import { extractModule } from "../../server/src/extract/extract.ts";
import { analyze } from "../../server/src/flow/analyze.ts";
import type { Program } from "../../server/src/flow/program.ts";
import type { Module, StringFact } from "../../server/src/model/code.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import * as javascript from "../../server/src/rewrite/javascript/secrets.ts";
import * as python from "../../server/src/rewrite/python/secrets.ts";
import type { Fix } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import type { Problem, RuleContext } from "../../server/src/rules/rule.ts";
import { hardcodedSecret } from "../../server/src/rules/security/hardcoded-secret.ts";

await initParser();

export interface Found {
  readonly fact: StringFact;
  readonly message: string;
  /** The file after each repair that is offered: the environment, then Secrets Manager. */
  readonly repaired: readonly (string | undefined)[];
}

/** Every finding of the rule in a file, in source order. */
export function secretsIn(path: string, text: string): Found[] {
  const module = extractModule(path, text);
  assert.ok(module);
  const program = analyze([module], () => undefined);
  const context = contextOf(program, module);
  return module.strings.flatMap((fact) => {
    const verdict = hardcodedSecret.check(fact, context);
    if (verdict === undefined || verdict === "ok") return [];
    const problem = verdict as Problem;
    const repaired = (problem.fixes?.() ?? []).map((fix) => fix && applyEdits(text, path, fix.edits));
    return [{ fact, message: problem.message, repaired }];
  });
}

function contextOf(program: Program, module: Module): RuleContext {
  const writer = module.language === "python" ? python : javascript;
  const none = (): Fix | undefined => undefined;
  const rewrite = {
    hoist: none,
    cacheConnection: none,
    localize: none,
    moveIntoHandler: none,
    splitHandlers: none,
    readFromEnvironment: (secret: StringFact) => writer.readFromEnvironment(program, module, secret),
    readFromSecretsManager: (secret: StringFact) => writer.readFromSecretsManager(program, module, secret),
  };
  return new Proxy(program, {
    get: (target, key) => {
      const value: unknown = key === "rewrite" ? rewrite : Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as RuleContext;
}

/** The lines of the findings. */
export function linesIn(path: string, text: string): number[] {
  return secretsIn(path, text).map(({ fact }) => text.slice(0, fact.start).split("\n").length);
}
