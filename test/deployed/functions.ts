/** Functions of templates given as text, for tests of what is said beside deployed ones. */
import assert from "node:assert/strict";
import type { FunctionResource } from "../../server/src/model/infrastructure.ts";
import { openProject, type Texts } from "../memoryProject.ts";

/** Every function of the templates. */
export async function functionsIn(texts: Texts): Promise<readonly FunctionResource[]> {
  return (await openProject(texts)).infrastructure().functions;
}

export async function onlyFunction(texts: Texts): Promise<FunctionResource> {
  const [fn, second] = await functionsIn(texts);
  assert.ok(fn !== undefined && second === undefined, "there is one function");
  return fn;
}

/** A SAM template of one function. @param properties lines of YAML */
export function sam(properties: string, resources = "", name = "Orders"): string {
  const lines = properties
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `      ${line}\n`);
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.lambda_handler
      Runtime: python3.13
${lines.join("")}${resources}`;
}
