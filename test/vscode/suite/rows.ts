/** What the suites do with the readiness view: they look at its rows as VS Code asks for them. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Node } from "../../../client/src/checklist/nodes.ts";
import type { Readiness } from "../../../client/src/checklist/readiness.ts";
import { fixture, ready } from "./editor.ts";

/** The view, shown, with what the server says in it. */
export async function readiness(): Promise<Readiness> {
  const { readiness } = await ready();
  await readiness.focus();
  return readiness;
}

/** Below the rows that are labelled so, from the top. */
export async function rowsBelow({ tree }: Readiness, ...labels: readonly string[]): Promise<Node[]> {
  let rows = (await tree.getChildren()) ?? [];
  for (const label of labels) {
    const row = rows.find((each) => tree.getTreeItem(each).label === label);
    if (!row) return [];
    rows = (await tree.getChildren(row)) ?? [];
  }
  return rows;
}

/** `label | description` */
export function shown({ tree }: Readiness, row: Node): string {
  const { label, description } = tree.getTreeItem(row);
  return `${label} | ${description}`;
}

export async function rowAt(readiness: Readiness, ...labels: readonly [string, ...string[]]): Promise<Node | undefined> {
  const above = await rowsBelow(readiness, ...labels.slice(0, -1));
  return above.find((row) => readiness.tree.getTreeItem(row).label === labels.at(-1));
}

/** Settles with the row once it looks so; asked now and whenever the tree says that it is another. */
export function expectRow(readiness: Readiness, labels: readonly [string, ...string[]], look: RegExp): Promise<Node> {
  return new Promise((resolve, reject) => {
    let seen = "nothing";
    const check = async (): Promise<void> => {
      const row = await rowAt(readiness, ...labels);
      seen = row ? shown(readiness, row) : "no such row";
      if (row && look.test(seen)) end(() => resolve(row));
    };
    const subscription = readiness.tree.onDidChangeTreeData(() => void check());
    const limit = setTimeout(() => end(() => reject(new Error(`waited for ${look} in vain; seen: ${seen}`))), 60_000);
    const end = (settle: () => void): void => {
      subscription.dispose();
      clearTimeout(limit);
      settle();
    };
    void check();
  });
}

/** Ann at VS Code's quick input: picks entries by their label, types what is given, and says her name when she is asked. */
export async function asPerson(
  input: { picks: readonly RegExp[]; types?: readonly string[] },
  act: () => Thenable<unknown>,
): Promise<void> {
  const picks = [...input.picks];
  const types = [...(input.types ?? [])];
  const { showQuickPick, showInputBox } = vscode.window;
  const pick = async (offered: readonly vscode.QuickPickItem[] | Thenable<readonly vscode.QuickPickItem[]>) => {
    const wanted = picks.shift();
    const items = await offered;
    const found = items.find((item) => wanted?.test(item.label));
    assert.ok(found, `${wanted} among ${items.map(({ label }) => label).join("; ")}`);
    return found;
  };
  const type = async ({ placeHolder }: vscode.InputBoxOptions) => (placeHolder === "Name" ? "Ann" : types.shift());
  Object.assign(vscode.window, { showQuickPick: pick, showInputBox: type });
  try {
    await act();
  } finally {
    Object.assign(vscode.window, { showQuickPick, showInputBox });
  }
  assert.deepEqual([picks, types], [[], []]);
}

export const answersFile = ".lambda-ready/checklist.yaml";

export async function answersText(): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fixture(answersFile)));
}
