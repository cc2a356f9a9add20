import type { ClientCapabilities } from "vscode-languageserver-protocol";

/** What VS Code says of itself, as far as it matters. */
export const editorCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
    definition: { linkSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
};
