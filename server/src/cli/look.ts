/** Everything the rules say of selected files, as a report says it. */
import { isText } from "../files.ts";
import { safeFix } from "../fixAll.ts";
import type { ReportFinding } from "../report/report.ts";
import { looks, type OpenProject, type Surroundings } from "./analysis.ts";
import { reportFindings } from "./reportFindings.ts";

export interface LookResult {
  readonly findings: ReportFinding[];
  readonly functions: number;
  /** Absolute paths of the files in which something can be fixed safely. */
  readonly fixable: readonly string[];
  /** Absolute paths of files that did not parse in time. */
  readonly unparsed: readonly string[];
}

/** @param show how an absolute path is shown. */
export function lookAt(open: OpenProject, around: Surroundings, show: (path: string) => string): LookResult {
  const findings: ReportFinding[] = [];
  const fixable: string[] = [];
  const unparsed: string[] = [];
  let functions = 0;
  const textOf = (path: string) => {
    const file = open.project.read(path);
    return isText(file) ? file.text : "";
  };
  for (const look of looks(open, around)) {
    if ("unparsed" in look) {
      unparsed.push(look.unparsed);
      continue;
    }
    functions += look.functions;
    findings.push(...reportFindings(look.file, look.findings, { show, textOf }));
    if (look.findings.some((finding) => safeFix(finding))) fixable.push(look.file.path);
  }
  return { findings, functions, fixable, unparsed };
}
