import { isAtEdge } from "../../model/purposes.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** Runtimes that never ran on arm64: those on the first Amazon Linux. */
const X86_ALONE = /^(?:nodejs(?:4\.3|6\.10|8\.10|10\.x)?|python(?:2\.7|3\.[67])|java8|go1\.x|ruby2\.5|dotnetcore[12]\.[01]|provided)$/;

export const x86Architecture = defineRule({
  id: "x86-architecture",
  title: "Function on x86",
  section: "cost",
  checklist: { none: "It costs more than needed; the list asks whether somebody watches what it costs." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite, referrers }) {
    const { architecture, resource, runtime, name } = fn;
    if (architecture.kind === "computed" || fn.packageType === "Image") return undefined;
    if (architecture.kind === "set" && architecture.value !== "x86_64") return "ok";
    // CloudFront runs functions on x86 alone.
    if ((runtime.kind === "set" && X86_ALONE.test(runtime.value)) || isAtEdge(fn, referrers)) return undefined;
    // Layers and native code are built for one architecture; whether there are any is not seen.
    const isPlain = fn.layers.kind === "absent" && runtime.kind === "set" && /^(python|nodejs)/.test(runtime.value);
    return {
      at: architecture.kind === "set" ? architecture.place : resource.head,
      message: `arm64 costs a fifth less for each millisecond and is mostly as fast; where no dependency is built for x86, choose it: ${name}`,
      fixes: () =>
        isPlain
          ? [
              repair(
                `Run on arm64: ${name}`,
                "suggested",
                rewrite.change([{ kind: "set", resource, path: ["Architectures"], value: ["arm64"] }]),
              ),
            ]
          : [],
    };
  },
});
