/** AWS's Python programs as clients of the emulator: one process for all the questions of a file. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { ensurePythonTools } from "../../scripts/python-tools.ts";

export interface BotoQuestion {
  /** boto3's name of it: `resourcegroupstaggingapi`. */
  readonly service: string;
  /** `ListFunctions` */
  readonly operation: string;
  /** Times are text in ISO 8601 or seconds of the epoch. */
  readonly input: object;
  /** Every page, one after the other, by boto3's own paginator. */
  readonly pages?: boolean;
}

export interface BotoError {
  readonly Code: string;
  readonly Message: string;
  readonly status: number;
}

export interface PythonClients {
  /** What boto3 gives; times are seconds of the epoch. Fails where botocore's model of the answer is another one. */
  boto(question: BotoQuestion): Promise<readonly unknown[]>;
  /** The error that boto3 raises. */
  botoError(question: BotoQuestion): Promise<BotoError>;
  /** What a command of `aws` prints, which is JSON. */
  aws(...command: string[]): Promise<unknown>;
  /** What a command of `aws` complains of. */
  awsError(...command: string[]): Promise<string>;
  /** @returns when the process has ended. */
  close(): Promise<void>;
}

/** `aws` tries twice, boto3 once. */
export function pythonEnvironment(emulator: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const ours = { HOME: "/nonexistent", AWS_CONFIG_FILE: "/nonexistent/config", AWS_MAX_ATTEMPTS: "2", AWS_RETRY_MODE: "standard" };
  return { ...process.env, ...emulator, ...ours, PYTHONDONTWRITEBYTECODE: "1" };
}

/** @param environment That of the emulator. */
export async function startPythonClients(environment: Readonly<Record<string, string>>): Promise<PythonClients> {
  const script = path.join(import.meta.dirname, "emulatorClients.py");
  const child = spawn(await ensurePythonTools(), [script], {
    env: pythonEnvironment(environment),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async <Answer>(question: object): Promise<Answer> => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await lines.next();
    assert.ok(!done, "the process of Python ended");
    return JSON.parse(value) as Answer;
  };
  const boto = (question: BotoQuestion) =>
    ask<{ answers?: readonly unknown[]; strange?: readonly string[]; error?: BotoError }>({ boto: question });
  const aws = (command: string[]) => ask<{ status: number; output: string; complaint: string }>({ aws: command });
  return {
    boto: async (question) => {
      const { answers, strange, error } = await boto(question);
      assert.deepEqual(strange, [], `${question.operation}: ${error?.Message}`);
      return answers ?? [];
    },
    botoError: async (question) => (await boto(question)).error ?? assert.fail(`${question.operation} was answered`),
    aws: async (...command) => {
      const { status, output, complaint } = await aws([...command, "--output", "json"]);
      assert.equal(status, 0, complaint);
      return JSON.parse(output);
    },
    awsError: async (...command) => {
      const { status, complaint } = await aws(command);
      assert.notEqual(status, 0, `${command.join(" ")} was answered`);
      return complaint.trim();
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
