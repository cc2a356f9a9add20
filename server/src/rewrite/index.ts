/** The rewriters, one a language. */
import type { Program } from "../flow/program.ts";
import type { Language, Module, Place } from "../model/code.ts";
import { parse } from "../parse/parser.ts";
import { grammarOf } from "./grammar.ts";
import { createJavaScriptRewriter } from "./javascript/index.ts";
import { createPythonRewriter } from "./python/index.ts";
import type { Fix, Rewriter, RewriterFactory } from "./rewriter.ts";
import { applyEdits } from "./text.ts";

const FACTORIES: Partial<Record<Language, RewriterFactory>> = {
  python: createPythonRewriter,
  javascript: createJavaScriptRewriter,
  typescript: createJavaScriptRewriter,
};

/** The rewriter for the module's language. What it offers still parses; a repair that would not is none. */
export function createRewriter(program: Program, module: Module): Rewriter {
  const writer = FACTORIES[module.language]?.(program, module);
  // An answer may be written in another file of the program.
  const of = (place: Place): Rewriter | undefined => {
    const other = program.modules.find((each) => each.path === place.file.path);
    return other === undefined || other === module ? writer : FACTORIES[other.language]?.(program, other);
  };
  const checked = (fix: Fix | undefined): Fix | undefined => (fix !== undefined && stillParses(program, fix) ? fix : undefined);
  return {
    hoist: (call) => checked(writer?.hoist(call)),
    cacheConnection: (call, entry) => checked(writer?.cacheConnection(call, entry)),
    localize: (write) => checked(writer?.localize(write)),
    moveIntoHandler: (binding) => checked(writer?.moveIntoHandler(binding)),
    readFromEnvironment: (secret) => checked(writer?.readFromEnvironment(secret)),
    readFromSecretsManager: (secret) => checked(writer?.readFromSecretsManager(secret)),
    splitHandlers: (dispatch) => checked(writer?.splitHandlers(dispatch)),
    returnInsteadOfCallback: (handler) => checked(writer?.returnInsteadOfCallback(handler)),
    addStatusCode: (answer, hasBody) => checked(of(answer)?.addStatusCode(answer, hasBody)),
    asJson: (value) => checked(of(value)?.asJson(value)),
    setNumber: (at, value) => checked(of(at)?.setNumber(at, value)),
    remove: (write) => checked(writer?.remove(write)),
    reportBatchFailures: (handler, batch) => checked(writer?.reportBatchFailures(handler, batch)),
  };
}

/** Has no file more parts that do not parse than before? Asked only when a fix is: it costs a parse. */
function stillParses(program: Program, fix: Fix): boolean {
  for (const path of new Set(fix.edits.map((edit) => edit.path))) {
    const module = program.modules.find((one) => one.path === path);
    const tree = parse(grammarOf(path), applyEdits(module?.text ?? "", path, fix.edits));
    if (tree === undefined || tree.broken.length > (module?.broken.length ?? 0)) return false;
  }
  return true;
}
