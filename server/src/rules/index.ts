// Written by `npm run generate`; do not edit.
import type { Rule } from "./rule.ts";
import { hardcodedSecret } from "./security/hardcoded-secret.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  hardcodedSecret,
];
