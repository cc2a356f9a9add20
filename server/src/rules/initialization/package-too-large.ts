import { MEGABYTE, size } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

export const packageTooLarge = defineRule({
  id: "package-too-large",
  title: "Large deployment package",
  section: "initialization",
  checklist: { none: "It makes cold starts slower; the list asks what the code does in them, not how much of it there is." },
  severity: "info",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, configuration } }, { thresholds }) {
    // Of an image Lambda fetches only the parts that are read.
    if (configuration.packageType !== "Zip") return undefined;
    if (configuration.codeSize <= thresholds.packageSize * MEGABYTE) return "ok";
    return {
      message: `The package is fetched and unpacked before a cold start can begin; bundle the code, and leave out what does not run (tests, documentation, the SDK that the runtime brings along): ${name} has ${size(configuration.codeSize)}`,
    };
  },
});
