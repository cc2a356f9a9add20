/**
 * `npm run vscode [FOLDER]`: VS Code with the built extension, on the examples unless told otherwise: the desktop program of this
 * machine, or the server in a browser, whose address is printed. LAMBDA_READY_VSCODE=server decides for the server.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { packVsix, vsix } from "./package.ts";
import { inRoot } from "./paths.ts";
import { ownVsCode } from "./vscode/desktop.ts";
import { startServer } from "./vscode/server.ts";
import { main, step } from "./vscode/steps.ts";

function openDesktop(code: string, folder: string): void {
  const args = [`--extensionDevelopmentPath=${inRoot()}`, "--new-window", folder];
  spawn(code, args, { detached: true, stdio: "ignore", shell: process.platform === "win32" }).unref();
  console.log(`VS Code opens on ${folder}.`);
}

async function openServer(folder: string): Promise<void> {
  await step("Packing the extension", packVsix);
  const server = await step("Starting VS Code's server", () => startServer({ vsix: [vsix] }));
  console.log(`\nOpen this address in a browser:\n\n  ${server.address(folder)}\n\nCtrl+C ends it.`);
  // The signal that ends this ends the server.
  await server.ended;
}

await main(async () => {
  const folder = path.resolve(process.argv[2] ?? inRoot("examples"));
  const code = process.env.LAMBDA_READY_VSCODE === "server" ? undefined : ownVsCode();
  if (code) openDesktop(code, folder);
  else await openServer(folder);
  return 0;
});
