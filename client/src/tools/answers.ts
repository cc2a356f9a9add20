/** What the tools on a function of the workspace answer. Loaded when the first of them is called. */
import type * as vscode from "vscode";
import {
  type Checklist,
  type ChecklistReport,
  checklistReportRequest,
  type FunctionFindings,
  fileFindingsRequest,
  functionFindingsRequest,
} from "../../../server/src/protocol.ts";
import { checklistAnswer, type WorkspaceFunction, whereIs, workspaceFunctions } from "./checklist.ts";
import { choose, unclear } from "./choosing.ts";
import { deployedFindings } from "./deployedAnswers.ts";
import { findingsAnswer } from "./findings.ts";
import { type ChecklistInput, type FindingsInput, reservation, type Sources, settledChecklist, silence } from "./sources.ts";
import { paragraphs } from "./text.ts";

const gone = "The function is gone since it was listed. Ask again.";

export async function answerFindings(input: FindingsInput, sources: Sources, token: vscode.CancellationToken): Promise<string> {
  const checklist = await settledChecklist(sources.server, token);
  if (!checklist) return silence(sources.server);
  if (input.function === undefined && input.file !== undefined) return ofFile(input.file, sources, checklist);
  const fn = functionMeant(input.function ?? "", checklist, sources);
  if (typeof fn === "string") return fn;
  const { server, paths } = sources;
  const found = await server.request<FunctionFindings | null>(functionFindingsRequest, { id: fn.fn.id });
  if (!found) return found === null ? gone : silence(server);
  const deployed = await deployedFindings(fn.fn.id, sources);
  const subject = `${fn.fn.name} (${whereIs(fn.fn, paths)})`;
  return paragraphs(findingsAnswer(subject, found.findings, deployed, paths), reservation(checklist));
}

async function ofFile(file: string, { server, files, paths }: Sources, checklist: Checklist): Promise<string> {
  const [uri, ...others] = await files(file);
  if (uri === undefined) return `No file of this workspace is called "${file}".`;
  if (others.length > 0)
    return `"${file}" may be any of these. Ask again with one of them:\n${[uri, ...others].map((each) => `- ${paths.relative(each)}`).join("\n")}`;
  const found = await server.request<FunctionFindings | null>(fileFindingsRequest, { uri });
  if (found === undefined) return silence(server);
  const path = paths.relative(uri);
  if (found === null) return `${path} is not analysed: it is neither code nor a template of a Lambda function, or settings exclude it.`;
  return paragraphs(findingsAnswer(path, found.findings, [], paths), reservation(checklist));
}

export async function answerChecklist(input: ChecklistInput, sources: Sources, token: vscode.CancellationToken): Promise<string> {
  const { server, paths } = sources;
  const checklist = await settledChecklist(server, token);
  if (!checklist) return silence(server);
  const fn = functionMeant(input.function, checklist, sources);
  if (typeof fn === "string") return fn;
  const report = await server.request<ChecklistReport | null>(checklistReportRequest, { id: fn.fn.id });
  if (!report) return report === null ? gone : silence(server);
  return paragraphs(checklistAnswer(report, checklist.items, paths), reservation(checklist));
}

/** The function of the workspace that is meant, or a text that asks for a clearer name. */
function functionMeant(asked: string, checklist: Checklist, { paths }: Sources): WorkspaceFunction | string {
  const functions = workspaceFunctions(checklist.functions, paths);
  const choice = choose(asked, functions);
  if ("one" in choice) return choice.one;
  return paragraphs(unclear(asked, choice.several, functions, "Lambda function of this workspace"), reservation(checklist));
}
