/** Clients that answer as a test says: what AWS gives is an input. */
import type { Clients } from "../../client/aws/clients.ts";
import { Failure } from "../../client/aws/failure.ts";

/** By operation: what it answers to an input, or throws. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => object>>;

export interface Asked {
  readonly clients: Clients;
  /** `ListAliases orders`, in the order it was asked. */
  readonly operations: string[];
  /** How many were under way at once, at most. */
  most(): number;
}

export function answering(answers: Answers): Asked {
  const operations: string[] = [];
  let running = 0;
  let most = 0;
  const ask = async (command: { readonly input: object }, signal: AbortSignal): Promise<object> => {
    signal.throwIfAborted();
    const operation = command.constructor.name.replace(/Command$/, "");
    const input = command.input as Record<string, unknown>;
    operations.push(`${operation} ${input.FunctionName ?? ""}`.trim());
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return answers[operation]?.(input) ?? {};
  };
  const clients = {
    region: "eu-west-1",
    usage: { requests: 0, metrics: 0 },
    lambda: ask,
    cloudWatch: ask,
    logs: ask,
    tagging: ask,
    close() {},
  };
  return { clients: clients as unknown as Clients, operations, most: () => most };
}

export function denied(action: string): never {
  throw new Failure({ kind: "access-denied", message: "No.", remedy: "Ask.", action }, "AccessDeniedException");
}

export function gone(): never {
  throw new Failure({ kind: "function-gone", message: "Gone.", remedy: "Refresh." }, "ResourceNotFoundException");
}
