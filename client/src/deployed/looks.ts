/** How rows of deployed functions look, where several kinds of them look alike. */
import { type Icon, itemIcon } from "../checklist/looks.ts";

/** A finding's sign, as in the readiness view. */
export function severityIcon(severity: "error" | "warning" | "info" | "hint"): Icon {
  return itemIcon({ status: "failing", applies: true, isContradicted: false, severity });
}

/** Text as it is: neither Markdown nor HTML nor an icon. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!<>|~$]/g, "\\$&").replace(/&/g, "&amp;");
}
