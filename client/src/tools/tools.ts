/** Registers the tools that language models may use: they read, and change nothing. What they are made of is loaded when one is called. */
import * as vscode from "vscode";
import { places } from "../checklist/places.ts";
import type { ChecklistInput, FindingsInput, KnownDeployed, MetricsInput, Sources } from "./sources.ts";

/** Ends a search for a file that is named by its last part. */
const mostFiles = 10;

/**
 * @param server who is asked about the workspace's functions
 * @param deployed what is known of deployed functions
 */
export function registerTools(server: Sources["server"], deployed: KnownDeployed): vscode.Disposable {
  // Editors that are built from VS Code may have no language models.
  if (typeof vscode.lm?.registerTool !== "function") return vscode.Disposable.from();
  const sources: Sources = { server, deployed, paths: places, files, now: Date.now };
  const { t } = vscode.l10n;
  return vscode.Disposable.from(
    tool<FindingsInput>(
      "lambdaReady_findings",
      ({ function: name, file }) => t("Reading what is found in {0}", name ?? file ?? t("the workspace")),
      async (input, token) => (await import("./answers.ts")).answerFindings(input, sources, token),
    ),
    tool<ChecklistInput>(
      "lambdaReady_checklist",
      ({ function: name }) => t("Reading the readiness checklist of {0}", name),
      async (input, token) => (await import("./answers.ts")).answerChecklist(input, sources, token),
    ),
    tool<MetricsInput>(
      "lambdaReady_metrics",
      ({ function: name }) => t("Reading what is known of the deployed function {0}", name),
      async (input, token) => (await import("./deployedAnswers.ts")).answerMetrics(input, sources, token),
    ),
  );
}

/**
 * @param name as in the manifest
 * @param message what a person reads while it runs
 */
function tool<Input extends object>(
  name: string,
  message: (input: Input) => string,
  answer: (input: Input, token: vscode.CancellationToken) => Promise<string>,
): vscode.Disposable {
  return vscode.lm.registerTool<Input>(name, {
    prepareInvocation: ({ input }) => ({ invocationMessage: message(input) }),
    invoke: async ({ input }, token) => {
      const { withoutAccountIds } = await import("./text.ts");
      const text = withoutAccountIds(await answer(input, token));
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  });
}

/** The very file, in any folder of the workspace; else files whose path ends so. */
async function files(path: string): Promise<readonly string[]> {
  const plain = path
    .replace(/^file:\/\//, "")
    .replaceAll("\\", "/")
    .replace(/^\.\//, "");
  const here = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => [
    vscode.Uri.joinPath(folder.uri, plain),
    folder.uri.with({ path: plain.startsWith("/") ? plain : `/${plain}` }),
    ...(plain.startsWith(`${folder.name}/`) ? [vscode.Uri.joinPath(folder.uri, plain.slice(folder.name.length))] : []),
  ]);
  const found = (await Promise.all(here.map(fileAt))).filter((uri) => uri !== undefined);
  if (found.length > 0) return [...new Set(found)];
  const ending = plain.replace(/^\/+/, "").replace(/[*?{}[\]!,]/g, (character) => `[${character}]`);
  const others = await vscode.workspace.findFiles(`**/${ending}`, "**/node_modules/**", mostFiles);
  return others.map(String);
}

/** The file's address, if it is one of the workspace. */
async function fileAt(uri: vscode.Uri): Promise<string | undefined> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return type & vscode.FileType.File ? uri.toString() : undefined;
  } catch {
    return undefined;
  }
}
