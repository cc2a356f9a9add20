/** Whether a deployed stack is the one that a function of the workspace belongs to. */
import type { Stack } from "../../model/infrastructure.ts";
import type { DeployedIdentity } from "../../protocol/deployed.ts";
import type { WorkspaceFunction } from "../match.ts";
import type { Confidence } from "./confidence.ts";
import { familyOf, isStage, likeness } from "./stackNames.ts";

/** Functions that aws-cdk-lib and the Serverless Framework add for work of their own. */
const OF_TOOLS = /^(?:Custom|AWS679f53fac002430cb0da5b7982bd2287|LogRetention[0-9a-f]|SingletonLambda)/;

interface Shared {
  /** Functions of the template that the deployed stack has. */
  readonly count: number;
  /** Part of the template's functions, and of the deployed stack's. */
  readonly ofTemplate: number;
  readonly ofDeployed: number;
}

export class DeployedStacks {
  /** Logical ids of functions, by the name of the stack, where tags tell. */
  readonly #deployed = new Map<string, Set<string>>();
  readonly #written = new Map<Stack, (readonly string[])[]>();

  constructor(
    deployed: readonly DeployedIdentity[],
    functions: readonly { readonly fn: WorkspaceFunction; readonly ids: readonly string[] }[],
  ) {
    for (const { stack, logicalId } of deployed) {
      if (stack === undefined || logicalId === undefined || OF_TOOLS.test(logicalId)) continue;
      this.#deployed.set(stack, (this.#deployed.get(stack) ?? new Set()).add(logicalId));
    }
    for (const { fn, ids } of functions) {
      if (fn.resource) this.#written.set(fn.resource.stack, [...(this.#written.get(fn.resource.stack) ?? []), ids]);
    }
  }

  /**
   * How sure it is that a function with the right logical id in the deployed stack is the workspace's. A logical id alone (`HelloWorldFunction`)
   * is in many stacks.
   */
  fit(name: string, { resource, stackNames = [] }: WorkspaceFunction, ids: readonly string[]): Confidence {
    if (stackNames.includes(name)) return "proven";
    if (stackNames.some((each) => familyOf(each) === familyOf(name))) return "likely";
    if (stackNames.length > 0 || !resource) return "weak";
    const { stack } = resource;
    if (stack.dialect === "serverless") return fitOfService(name, stack.name);
    const shared = this.#shared(name, stack);
    if (shared && shared.count > 1 && shared.ofDeployed > 0.7 && shared.ofTemplate > 0.5) return "likely";
    if (this.likeness(name, stack) > 0) return "likely";
    // The hash in an id of the CDK is that of the construct's whole path: it is rarely the same by chance.
    if (stack.dialect === "cdk" && ids.length > 0) return "possible";
    return shared && shared.ofDeployed < 0.5 ? "weak" : "possible";
  }

  /** How much the name of a deployed stack says of the workspace's, or of the folder it is in. */
  likeness(name: string, stack: Stack): number {
    return Math.max(likeness(name, stack.name), likeness(name, folderOf(stack)));
  }

  #shared(name: string, stack: Stack): Shared | undefined {
    const deployed = this.#deployed.get(name);
    const written = this.#written.get(stack);
    if (!deployed || !written) return undefined;
    const count = written.filter((ids) => ids.some((id) => deployed.has(id))).length;
    return { count, ofTemplate: count / written.length, ofDeployed: count / deployed.size };
  }
}

/** The framework calls its stack `<service>-<stage>`. */
function fitOfService(name: string, service: string): Confidence {
  if (!name.startsWith(service)) return "weak";
  const stage = name.slice(service.length + 1);
  return stage === "" || isStage(stage) ? "proven" : stage.includes("-") ? "possible" : "likely";
}

function folderOf({ root }: Stack): string {
  return root.slice(root.lastIndexOf("/") + 1);
}
