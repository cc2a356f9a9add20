/** What the buttons of the report's deployed side do. */
import * as vscode from "vscode";
import type { Deployed } from "../../deployed/contract.ts";
import type { DeployedReader } from "./deployedReader.ts";
import type { DeployedAction } from "./deployedShown.ts";

/** @param id of the function of the workspace that the report is about */
export async function actOnDeployed(action: DeployedAction, id: string, deployed: Deployed, reader: DeployedReader): Promise<void> {
  const run = vscode.commands.executeCommand;
  switch (action.do) {
    case "connect":
      return deployed.open();
    case "refresh":
      return deployed.refresh();
    case "match":
      await run("lambdaReady.deployed.matchByHand", id);
      return;
    case "profile":
      await run("lambdaReady.deployed.connection");
      return;
    case "stage":
      return reader.choose(id, action.name);
    case "window":
      return deployed.setWindow(action.window);
    case "copy":
      return vscode.env.clipboard.writeText(action.text);
    case "reports":
      return reports(action.step, reader, reader.nameOf(id));
  }
}

async function reports(step: "cost" | "read" | "cancel", { lines }: DeployedReader, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  if (step === "cost") await lines.cost(name);
  else if (step === "read") await lines.read(name);
  else lines.cancel(name);
}
