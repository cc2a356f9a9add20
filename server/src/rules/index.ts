// Written by `npm run generate`; do not edit.
import type { Rule } from "./rule.ts";
import { dbConnectPerInvocation } from "./database/db-connect-per-invocation.ts";
import { hardcodedSecret } from "./security/hardcoded-secret.ts";
import { monolithicTypeSwitch } from "./single-purpose/monolithic-type-switch.ts";
import { mutableModuleState } from "./stateless/mutable-module-state.ts";
import { requestStateInGlobal } from "./stateless/request-state-in-global.ts";
import { sdkClientInHandler } from "./initialization/sdk-client-in-handler.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  dbConnectPerInvocation,
  hardcodedSecret,
  monolithicTypeSwitch,
  mutableModuleState,
  requestStateInGlobal,
  sdkClientInHandler,
];
