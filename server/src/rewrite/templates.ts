/** The writers of infrastructure, one a dialect. */
import type { Stack } from "../model/infrastructure.ts";
import type { TemplateRewriter } from "./template.ts";

/** The writer for the stack's dialect. */
export function createTemplateRewriter(_stack: Stack): TemplateRewriter {
  return { change: () => undefined };
}
