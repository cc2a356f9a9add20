/**
 * `npm run vscode [FOLDER]`: VS Code with the built extension, on the examples unless told otherwise: the desktop program of this
 * machine, or the server in a browser, whose address is printed. LAMBDA_READY_VSCODE=server decides for the server. Of the
 * examples a file is opened, so that there is something to see, and an emulator of AWS has them deployed; with any other folder
 * it is the person's own AWS.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Demo, startDemo } from "./aws/demo.ts";
import { vsix } from "./package.ts";
import { inRoot } from "./paths.ts";
import { ownVsCode } from "./vscode/desktop.ts";
import { startServer } from "./vscode/server.ts";
import { main, run, step, Unavailable } from "./vscode/steps.ts";

const example = inRoot("examples", "python", "checkout.py");

/** AWS of the examples; VS Code hands its environment on to the extension. Without Python there is everything but this. */
async function deployExamples(): Promise<Demo | undefined> {
  try {
    const demo = await step("Starting an emulator of AWS, with the examples as if they were deployed", () => startDemo());
    Object.assign(process.env, demo.environment);
    return demo;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`No emulator of AWS, so the view Deployed has nothing to show unless you connect it to an account.\n${error.message}`);
    return undefined;
  }
}

function openDesktop(code: string, folder: string, file: string | undefined): void {
  const args = [`--extensionDevelopmentPath=${inRoot()}`, "--new-window", folder, ...(file === undefined ? [] : [file])];
  spawn(code, args, { detached: true, stdio: "ignore", shell: process.platform === "win32" }).unref();
  console.log(`VS Code opens on ${folder}.`);
}

async function openServer(folder: string, file: string | undefined): Promise<void> {
  await step("Packing the extension", () => run(process.execPath, [inRoot("scripts", "package.ts")]));
  const server = await step("Starting VS Code's server", () => startServer({ vsix: [vsix] }));
  const payload =
    file === undefined ? [] : [["openFile", `vscode-remote://127.0.0.1:${server.port}${pathToFileURL(file).pathname}`] as const];
  console.log(`\nOpen this address in a browser:\n\n  ${server.address(folder, payload)}\n\nCtrl+C ends it.`);
  // The signal that ends this ends the server.
  await server.ended;
}

await main(async () => {
  const chosen = process.argv[2];
  const folder = path.resolve(chosen ?? inRoot("examples"));
  const file = chosen === undefined ? example : undefined;
  const demo = chosen === undefined ? await deployExamples() : undefined;
  if (demo) console.log(`The view Deployed shows made-up figures, from an emulator of AWS at ${demo.endpoint}: no account is asked.`);
  const code = process.env.LAMBDA_READY_VSCODE === "server" ? undefined : ownVsCode();
  if (!code) {
    await openServer(folder, file);
    await demo?.stop();
  } else {
    openDesktop(code, folder, file);
    // The emulator keeps this process alive.
    if (demo) console.log("Ctrl+C ends the emulator.");
  }
  return 0;
});
