/** A server for the client this process talks to. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Connection, createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { items } from "./checklist/items/index.ts";
import { nodeFiles, normalizePath } from "./files.ts";
import { rules } from "./rules/index.ts";
import { type ServerOptions, serve } from "./server.ts";

const here = normalizePath(dirname(fileURLToPath(import.meta.url)));

/**
 * Serves the client this process talks to: over standard input and output (`--stdio`) or Node's own channel (`--node-ipc`).
 * Ends when the client does.
 */
export function startServer(options: Partial<ServerOptions> = {}): void {
  // The library's ways of saying which: the command's own arguments may lack it.
  if (!process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)/.test(argument))) process.argv.push("--stdio");
  const connection = createConnection(ProposedFeatures.all);
  logFaults(connection);
  serve(connection, { rules, items, files: nodeFiles, directory: here, ...options });
}

/** A fault is told to the client's output and does not end the process. */
function logFaults(connection: Connection): void {
  const log = (kind: string, error: unknown): void => {
    connection.console.error(`${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  process.on("uncaughtException", (error) => log("Uncaught error", error));
  process.on("unhandledRejection", (reason) => log("Unhandled rejection", reason));
}
