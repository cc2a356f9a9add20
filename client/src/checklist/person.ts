/** Who answers: the name git knows, else the one that was asked for once. */
import * as vscode from "vscode";

const memento = "lambdaReady.person";

/** Of the API of VS Code's git extension (version 1) what is used here. */
interface GitRepository {
  getConfig(key: string): Promise<string>;
  getGlobalConfig(key: string): Promise<string>;
}
interface Git {
  getAPI(version: 1): { readonly repositories: readonly GitRepository[]; getRepository(uri: vscode.Uri): GitRepository | null };
}

/**
 * The person's name.
 * @param file something of the repository meant
 * @returns "" where a person does not want to be named, undefined where the question was dismissed
 */
export async function personName(file: vscode.Uri, context: vscode.ExtensionContext): Promise<string | undefined> {
  const known = (await gitName(file)) ?? context.globalState.get<string>(memento);
  if (known !== undefined) return known;
  const { t } = vscode.l10n;
  const prompt = t("Your name, as it shall stand beside your answers. It is asked for once.");
  const name = await vscode.window.showInputBox({ prompt, placeHolder: t("Name") });
  if (name?.trim()) await context.globalState.update(memento, name.trim());
  return name?.trim();
}

/** What git is configured to call the person: through VS Code's own extension, which runs git only where the workspace is trusted. */
async function gitName(file: vscode.Uri): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) return undefined;
  try {
    const git = await vscode.extensions.getExtension<Git>("vscode.git")?.activate();
    const api = git?.getAPI(1);
    const repository = api?.getRepository(file) ?? api?.repositories[0];
    if (!repository) return undefined;
    return (await configured(() => repository.getConfig("user.name"))) ?? (await configured(() => repository.getGlobalConfig("user.name")));
  } catch {
    // Turned off, or no git on this machine.
    return undefined;
  }
}

/** What is not configured is an error of git's, or nothing. */
async function configured(get: () => Promise<string>): Promise<string | undefined> {
  return get().then(
    (name) => name?.trim() || undefined,
    () => undefined,
  );
}
