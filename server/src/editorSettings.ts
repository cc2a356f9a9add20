/** The settings of the editor, fetched from a client. */
import type { Connection } from "vscode-languageserver";
import { type EditorSettings, readEditorSettings } from "./settings.ts";

/**
 * @param scope of which folder; false where the client cannot be asked
 * @param given what the client sent unasked
 */
export async function fetchEditorSettings(
  connection: Connection,
  scope: { readonly uri: string | undefined } | false,
  given: unknown,
  ruleIds: ReadonlySet<string>,
): Promise<EditorSettings> {
  let section = given;
  if (scope) {
    const { uri: scopeUri } = scope;
    try {
      section = await connection.workspace.getConfiguration({ section: "lambdaReady", ...(scopeUri && { scopeUri }) });
    } catch (error) {
      connection.console.error(`The settings could not be read: ${String(error)}`);
    }
  }
  const { settings, problems } = readEditorSettings(section, ruleIds);
  for (const problem of problems) connection.console.warn(`Setting lambdaReady: ${problem}`);
  return settings;
}
