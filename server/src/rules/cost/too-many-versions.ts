import { count, size } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

export const tooManyVersions = defineRule({
  id: "too-many-versions",
  title: "Versions that nobody deletes",
  section: "cost",
  checklist: { none: "Old versions take space; the list asks whether there is a way back, and the last ones are that." },
  severity: "hint",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, versions, configuration } }, { thresholds }) {
    if (versions === undefined) return undefined;
    if (versions <= thresholds.versions) return "ok";
    const space = configuration.packageType === "Zip" ? `, about ${size(configuration.codeSize * versions)}` : "";
    return {
      message: `Every published version counts against the 75 GB of code an account may have in a region, until a deployment fails for lack of space; keep the few that a rollback may need and delete the others: ${name} has ${count(versions)} versions${space}`,
    };
  },
});
