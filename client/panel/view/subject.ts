/** What the page is about. */
import type { Shown } from "../../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../../src/checklist/panel/strings.ts";

export function headingOf({ subject }: Shown, strings: PanelStrings): string {
  if (subject.kind === "all") return strings.allFunctions;
  return subject.kind === "function" ? subject.report.name : subject.name;
}
