/** The writer for JavaScript and TypeScript. */

import { setNumber } from "../numbers.ts";
import type { RewriterFactory } from "../rewriter.ts";
import { reportBatchFailures } from "./batches.ts";
import { returnInsteadOfCallback } from "./callbacks.ts";
import { cacheConnection } from "./connections/index.ts";
import { hoist } from "./hoist.ts";
import { localize, moveIntoHandler } from "./localize.ts";
import { remove } from "./remove.ts";
import { addStatusCode, asJson } from "./responses.ts";
import { readFromEnvironment, readFromSecretsManager } from "./secrets.ts";
import { splitHandlers } from "./split/index.ts";

export const createJavaScriptRewriter: RewriterFactory = (program, module) => ({
  hoist: (call) => hoist(program, call.scope.module, call),
  cacheConnection: (call, entry) => cacheConnection(program, call.scope.module, call, entry),
  localize: (write) => localize(program, write),
  moveIntoHandler: (binding) => moveIntoHandler(program, binding),
  readFromEnvironment: (secret) => readFromEnvironment(program, secret.scope.module, secret),
  readFromSecretsManager: (secret) => readFromSecretsManager(program, secret.scope.module, secret),
  splitHandlers: (dispatch) => splitHandlers(program, dispatch),
  returnInsteadOfCallback,
  remove,
  addStatusCode: (answer, hasBody) => addStatusCode(module, answer, hasBody),
  asJson: (value) => asJson(module, value),
  setNumber,
  reportBatchFailures: (handler, batch) => reportBatchFailures(program, handler, batch),
});
