/** What the suites do with the emulator of AWS and the view of deployed functions. */
import assert from "node:assert/strict";
import type { DeployedParts } from "../../../client/src/deployed/editor.ts";
import type { Row } from "../../../client/src/deployed/rows.ts";
import type { AwsQuestion } from "../../../scripts/vscode/aws.ts";
import { ready } from "./editor.ts";

/** Tells the emulator something, or asks it. */
export async function emulator<T = null>(question: AwsQuestion): Promise<T> {
  const address = process.env.LAMBDA_READY_AWS;
  assert.ok(address, "the emulator of scripts/test-vscode.ts runs");
  const response = await fetch(address, { method: "POST", body: JSON.stringify(question) });
  return (await response.json()) as T;
}

/** What was requested of AWS since it was forgotten: `lambda:ListFunctions`. */
export function requests(): Promise<string[]> {
  return emulator<string[]>({ ask: "requests" });
}

export async function deployedParts(): Promise<DeployedParts> {
  return (await ready()).deployedParts;
}

/** The view, shown and listed. */
export async function openedView(): Promise<DeployedParts> {
  const parts = await deployedParts();
  await parts.view.focus();
  await parts.deployed.open();
  return parts;
}

/** Below the rows that are labelled so, from the top. */
export function rowsBelow({ view: { tree } }: DeployedParts, ...labels: readonly (string | RegExp)[]): Row[] {
  let rows = tree.getChildren();
  for (const label of labels) {
    const row = rows.find((each) => (typeof label === "string" ? each.label === label : label.test(each.label)));
    if (!row) return [];
    rows = tree.getChildren(row);
  }
  return rows;
}

/** `label | description` */
export function shown({ label, description }: Row): string {
  return description ? `${label} | ${description}` : label;
}

/** Settles with the row below those once it looks so; asked now and whenever something is another. */
export function expectRow(parts: DeployedParts, above: readonly (string | RegExp)[], look: RegExp): Promise<Row> {
  return new Promise((resolve, reject) => {
    let seen: string[] = [];
    const check = (): void => {
      const rows = rowsBelow(parts, ...above);
      seen = rows.map(shown);
      const row = rows.find((each) => look.test(shown(each)));
      if (row) end(() => resolve(row));
    };
    const subscription = parts.view.tree.onDidChangeTreeData(check);
    const limit = setTimeout(() => end(() => reject(new Error(`waited for ${look} in vain; seen:\n${seen.join("\n")}`))), 60_000);
    const end = (settle: () => void): void => {
      subscription.dispose();
      clearTimeout(limit);
      settle();
    };
    check();
  });
}
