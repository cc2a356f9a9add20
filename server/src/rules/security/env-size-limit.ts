import { textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Bytes, of all names and values together. */
const LIMIT = 4096;

export const envSizeLimit = defineRule({
  id: "env-size-limit",
  title: "More environment variables than Lambda takes",
  section: "security",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ environment, name }) {
    if (environment.kind !== "set") return undefined;
    // What cannot be known only makes it more.
    const known = [...environment.value.entries].map(([key, { value }]) => (value.kind === "none" ? "" : key + (textOf(value) ?? "")));
    const size = new TextEncoder().encode(known.join("")).length;
    if (size <= LIMIT) return undefined;
    return {
      at: environment.place,
      message: `Names and values of all variables may take 4 KB together, so this deployment is refused; keep the large ones in Parameter Store, S3 or the package: ${name} has ${size} bytes`,
    };
  },
});
