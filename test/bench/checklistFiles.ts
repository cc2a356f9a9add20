/** Workspaces of 500 functions, as their templates name them: many services, or one large one. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { handlerFile, type Kind, moduleFile } from "./generate.ts";
import { type FunctionCode, templateOfFunctions } from "./templateFiles.ts";

export const SERVICES = 25;
export const PER_SERVICE = 20;

/** One file of a workspace that somebody edits. */
export interface EditedFile {
  readonly path: string;
  readonly text: string;
}

export interface WrittenWorkspace {
  readonly functions: number;
  readonly template: EditedFile;
  readonly handler: EditedFile;
}

type Flavour = "sam" | "serverless" | "terraform" | "bare";
const FLAVOURS: readonly Flavour[] = ["sam", "serverless", "terraform"];

/** 25 services of 20 functions: SAM, the Serverless Framework and Terraform by turns, Python and TypeScript by turns; each has a module its handlers share. */
export function writeServices(root: string): WrittenWorkspace {
  const services = Array.from({ length: SERVICES }, (_, index) =>
    writeService(path.join(root, "services", `service${index}`), index, PER_SERVICE, FLAVOURS[index % FLAVOURS.length] as Flavour),
  );
  return { ...(services[0] as WrittenWorkspace), functions: SERVICES * PER_SERVICE };
}

/** One service whose template has all 500 functions, and nothing around them: no more resources fit into a stack. */
export function writeLargeService(root: string): WrittenWorkspace {
  return writeService(root, 0, SERVICES * PER_SERVICE, "bare");
}

function writeService(root: string, seed: number, functions: number, flavour: Flavour): WrittenWorkspace {
  const kind: Kind = seed % 2 === 0 ? "py" : "ts";
  const module = kind === "py" ? "lambda_handler" : "handler";
  const code = (index: number): FunctionCode => ({
    directory: ".",
    handler: `handler${index}.${module}`,
    runtime: kind === "py" ? "python3.13" : "nodejs24.x",
  });
  mkdirSync(root, { recursive: true });
  const write = (name: string, text: string): EditedFile => {
    const file = path.join(root, name);
    writeFileSync(file, text);
    return { path: file, text };
  };
  write(`shared.${kind}`, moduleFile(kind, seed, 3, []));
  const handlers = Array.from({ length: functions }, (_, index) =>
    write(`handler${index}.${kind}`, handlerFile(kind, seed * 1000 + index, 2 + (index % 4), ["shared"])),
  );
  return { functions, template: write(...templateIn(flavour, seed, functions, code)), handler: handlers[0] as EditedFile };
}

function templateIn(
  flavour: Flavour,
  seed: number,
  functions: number,
  code: (index: number) => FunctionCode,
): [name: string, text: string] {
  const all = Array.from({ length: functions }, (_, index) => ({ ...code(index), name: `worker${index}` }));
  switch (flavour) {
    case "sam":
      return ["template.yaml", templateOfFunctions("sam", seed, functions, code)];
    case "bare":
      return ["template.yaml", `Transform: AWS::Serverless-2016-10-31\nResources:\n${all.map(bareFunction).join("")}`];
    case "serverless":
      return ["serverless.yml", `${serverlessHead(seed)}${all.map(serverlessFunction).join("")}`];
    case "terraform":
      return ["main.tf", `${TERRAFORM_ROLE}${all.map(terraformFunction).join("")}`];
  }
}

const bareFunction = ({ name, handler, runtime }: FunctionCode & { name: string }): string => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${handler}
      Runtime: ${runtime}
      CodeUri: .
      MemorySize: 256
      Timeout: 10
      Events:
        Get:
          Type: Api
          Properties:
            Path: /${name}
            Method: get
`;

const serverlessHead = (seed: number): string => `service: service${seed}
frameworkVersion: "4"
provider:
  name: aws
  stage: \${opt:stage, "dev"}
  timeout: 10
  iam:
    role:
      statements:
        - Effect: Allow
          Action:
            - dynamodb:PutItem
            - sns:Publish
          Resource: "*"
functions:
`;

const serverlessFunction = ({ name, handler, runtime }: FunctionCode & { name: string }): string => `  ${name}:
    handler: ${handler}
    runtime: ${runtime}
    memorySize: 256
    environment:
      TABLE: ${name}-table
    events:
      - httpApi:
          path: /${name}
          method: post
`;

const TERRAFORM_ROLE = `resource "aws_iam_role" "lambda" {
  name               = "lambda"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
`;

const terraformFunction = ({ name, handler, runtime }: FunctionCode & { name: string }): string => `
data "archive_file" "${name}" {
  type        = "zip"
  source_dir  = path.module
  output_path = "\${path.module}/${name}.zip"
}

resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role          = aws_iam_role.lambda.arn
  filename      = data.archive_file.${name}.output_path
  handler       = "${handler}"
  runtime       = "${runtime}"
  timeout       = 30
  environment {
    variables = {
      TABLE = "${name}-table"
    }
  }
}

resource "aws_sqs_queue" "${name}" {
  name                       = "${name}"
  visibility_timeout_seconds = 30
}

resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn = aws_sqs_queue.${name}.arn
  function_name    = aws_lambda_function.${name}.arn
}
`;
