/** Reads what AWS CDK programs in TypeScript, JavaScript and Python deploy, from the facts of their source. */
import type { Program } from "../flow/program.ts";
import type { Module, Scope } from "../model/code.ts";
import type { Stack } from "../model/infrastructure.ts";
import { CONSTRUCTS, cdkName } from "../vocabulary/dialects/cdk.ts";
import { Evaluator } from "./cdk/evaluator.ts";
import { CdkMeanings } from "./cdk/meanings.ts";
import { Stacks } from "./cdk/stacks.ts";
import { completeFromAssembly } from "./cdk/synthesized.ts";
import type { Surroundings } from "./stack.ts";

const SPECIFIER = /^(?:aws-cdk-lib|@aws-cdk)(?:\/|$)/;
const PYTHON = /^aws_cdk(?:\.|$)/;
const TEST_FILE =
  /(?:^|\/)(?:tests?|__tests__|cdk\.out|node_modules|\.venv|site-packages)\/|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)(?:test_\w+|\w+_test|conftest)\.py$/;

/** May the file use the CDK? A test of its text, for finding candidates. */
export function looksLikeCdk(text: string): boolean {
  return /["'](?:aws-cdk-lib|@aws-cdk\/)|\baws_cdk\b/.test(text);
}

/** Does the file use the CDK, not for its types alone? */
export function importsCdk(module: Module): boolean {
  const known = module.language === "python" ? PYTHON : SPECIFIER;
  return module.imports.some((one) => !one.typeOnly && known.test(one.specifier));
}

/**
 * The stacks of CDK sources that belong together. Values that no source shows are computed.
 * @param program an app's files and what they import
 */
export function readCdk(program: Program, around: Surroundings): readonly Stack[] {
  const modules = program.modules.filter((module) => importsCdk(module) && !isLeftOut(module, around));
  const stacks = new Stacks(program, around);
  let meanings: CdkMeanings | undefined;
  const evaluator = new Evaluator(
    program,
    (one) => (meanings = new CdkMeanings(one, stacks)),
    (module) => stacks.forModule(module),
  );
  for (const module of modules) evaluator.run(evaluator.moduleFrame(module));
  readUnusedClasses(modules, evaluator, stacks);
  readUnusedScopes(modules, evaluator, program);
  if (meanings !== undefined) stacks.finish(meanings.expressions);
  completeFromAssembly(stacks.builders, around);
  return stacks.result();
}

/** Tests, and what the compiler made of a TypeScript file beside it. */
function isLeftOut({ path, language }: Module, around: Surroundings): boolean {
  if (TEST_FILE.test(path)) return true;
  return language === "javascript" && path.endsWith(".js") && around.kind(`${path.slice(0, -3)}.ts`) === "file";
}

/** Stacks that an app elsewhere deploys; constructs that nobody uses are stacks of their own. */
function readUnusedClasses(modules: readonly Module[], evaluator: Evaluator, stacks: Stacks): void {
  const classes = modules.flatMap((module) => module.classes);
  for (const kinds of [["stack"], ["nested", "construct"]]) {
    for (const owner of classes) {
      const isUnused = !stacks.has(owner) && !evaluator.seen.has(owner.scope);
      if (isUnused && kinds.includes(stacks.kindOf(owner, evaluator))) {
        stacks.instance(owner, null, evaluator.moduleFrame(owner.module), evaluator);
      }
    }
  }
}

/** Functions that make constructs and that nothing we follow calls. */
function readUnusedScopes(modules: readonly Module[], evaluator: Evaluator, program: Program): void {
  for (const module of modules) {
    for (const scope of module.scopes) {
      if (scope.kind !== "function" || evaluator.seen.has(scope) || !makesConstruct(scope, program)) continue;
      const parent = evaluator.moduleFrame(module);
      evaluator.run(evaluator.frame(scope, { home: parent.home, parent, instance: null, isConditional: true }));
    }
  }
}

function makesConstruct(scope: Scope, program: Program): boolean {
  return scope.calls.some((call) => {
    const name = cdkName(program.qualifiedName(call.callee));
    return name !== undefined && Boolean(CONSTRUCTS.get(name)?.type);
  });
}
