/** The writer for Python. */
import type { RewriterFactory } from "../rewriter.ts";
import { hoist } from "./hoist.ts";

export const createPythonRewriter: RewriterFactory = (program) => ({
  hoist: (call) => hoist(program, call.scope.module, call),
  cacheConnection: () => undefined,
  localize: () => undefined,
  moveIntoHandler: () => undefined,
  readFromEnvironment: () => undefined,
  readFromSecretsManager: () => undefined,
  splitHandlers: () => undefined,
});
