/** Runs the rules on code over the code that stands in templates. */
import type { Findings } from "./finding.ts";
import { findingsOf } from "./findings.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
import { inlineFunction } from "./inlineCode.ts";
import type { FunctionResource } from "./model/infrastructure.ts";

/** What rules on code say about the code that stands in templates. */
export function findingsOfInlineCode(
  functions: readonly FunctionResource[],
  { rules, settings, onFault }: InfrastructureOptions,
): Findings {
  const found = functions.flatMap((resource) => {
    const code = inlineFunction(resource);
    if (!code) return [];
    const { module } = code.handler;
    const { findings, evidence } = findingsOf(code.program, module, settings(resource.resource.template.path), rules, {
      ...(onFault && { onFault }),
    });
    const about = { kind: "deployed-function", function: resource } as const;
    return [
      { findings: findings.map((each) => ({ ...each, about, alsoAbout: [] })), evidence: evidence.map((each) => ({ ...each, about })) },
    ];
  });
  return { findings: found.flatMap(({ findings }) => findings), evidence: found.flatMap(({ evidence }) => evidence) };
}
