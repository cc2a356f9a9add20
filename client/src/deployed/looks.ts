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

/** The time of day, with its date where that is another than today's: an age would itself be old after a while. */
export function clockOf(locale: string, now: () => number, timeZone?: string): (at: number) => string {
  const zone = timeZone === undefined ? {} : { timeZone };
  // Made with the first time that is written: it takes tens of milliseconds, which activation has not.
  let made: { readonly time: Intl.DateTimeFormat; readonly day: Intl.DateTimeFormat } | undefined;
  const formats = () => ({
    time: new Intl.DateTimeFormat(locale, { timeStyle: "short", ...zone }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...zone }),
  });
  return (at) => {
    made ??= formats();
    const { time, day } = made;
    return day.format(at) === day.format(now()) ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
  };
}
