/** What an item sees of the functions of a project that is given as text. */
import type { Item, Sign } from "../../server/src/checklist/item.ts";
import { NO_EVIDENCE, type WorkspaceEvidence } from "../../server/src/checklist/workspaceEvidence.ts";
import { withInlineCode } from "../../server/src/inlineCode.ts";
import { openProject, type Texts } from "../memoryProject.ts";

/** The signs of one function; the first unless told which. */
export async function signsOf(
  item: Item,
  texts: Texts,
  name?: string,
  workspace: Partial<WorkspaceEvidence> = {},
): Promise<readonly Sign[]> {
  const project = await openProject(texts);
  const joined = project.joined().find((each) => name === undefined || each.name === name);
  if (!joined) throw new Error(`no function ${name ?? ""}`);
  const context = { infrastructure: project.infrastructure(), workspace: { ...NO_EVIDENCE, ...workspace } };
  return item.signs(withInlineCode(project.fn(joined)), context);
}

/** `proves`, `does-not-apply`, `supports` where nothing decides, and what was said; undefined where nothing was seen. */
export function verdict(signs: readonly Sign[]): string | undefined {
  const decides = signs.find(({ says }) => says !== "supports") ?? signs[0];
  return decides && `${decides.says}: ${decides.message}`;
}

/** A SAM template with one function, `Work`, of `src/`. */
export function sam(properties: string, resources = "", runtime = "python3.13"): string {
  const handler = runtime.startsWith("python") ? "app.handler" : "index.handler";
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: ${handler}
      Runtime: ${runtime}
${indented(properties, 6)}
${indented(resources, 2)}
`;
}

/** An event of a SAM function. */
export function event(type: string, properties: string): string {
  return `Events:\n  It:\n    Type: ${type}\n    Properties:\n${indented(properties, 6)}`;
}

function indented(text: string, by: number): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => " ".repeat(by) + line)
    .join("\n");
}
