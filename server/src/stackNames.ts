/** What stacks are called in CloudFormation, where a file beside a template says so. */
import { directoryOf, isText } from "./files.ts";
import type { Stack } from "./model/infrastructure.ts";
import type { Project } from "./project.ts";

/** `stack_name = "orders-dev"` of `samconfig.toml`, `stack_name: orders-dev` of `samconfig.yaml`; one for each environment. */
const STACK_NAME = /^\s*stack_name\s*[=:]\s*(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))\s*(?:#.*)?$/gm;

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
export function stackNamesBeside({ dialect, path }: Stack, project: Project): readonly string[] {
  if (dialect !== "sam" && dialect !== "cloudformation") return [];
  const names = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"].flatMap((name) => {
    const file = project.read(`${directoryOf(path)}/${name}`);
    if (!isText(file)) return [];
    return [...file.text.matchAll(STACK_NAME)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
  });
  return [...new Set(names)];
}
