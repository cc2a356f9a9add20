/** The messages about deployed functions, and about all that is found of one function or in one file. */
import * as v from "valibot";
import type { Connection } from "vscode-languageserver";
import { paramsProblem } from "./checklistParams.ts";
import {
  deployedParams,
  deployedReportParams,
  fileFindingsParams,
  functionFindingsParams,
  matchByHandParams,
  matchesParams,
} from "./deployedParams.ts";
import { fileFindings } from "./fileFindings.ts";
import { functionFindings } from "./functionFindings.ts";
import {
  type DeployedMatch,
  type DeployedReport,
  deployedMatchesRequest,
  deployedNotification,
  deployedReportRequest,
  type FunctionFindings,
  fileFindingsRequest,
  functionFindingsRequest,
  type MatchByHandResult,
  matchByHandRequest,
} from "./protocol.ts";
import type { Ask } from "./requests.ts";
import type { Session } from "./session.ts";

const NO_REPORT: DeployedReport = { findings: [], drift: null, compared: 0, memoryAdvice: null };
const UNWRITTEN: MatchByHandResult = { problem: "The settings could not be written: see the output of Lambda Ready." };

/** @param session undefined before the client has said hello */
export function serveDeployed(connection: Connection, ask: Ask, session: () => Session | undefined): void {
  ask<Parameters<Session["deployed"]["matches"]>[0], readonly DeployedMatch[]>(deployedMatchesRequest, matchesParams, [], (now, params) =>
    now.deployed.matches(params),
  );
  ask(deployedReportRequest, deployedReportParams, NO_REPORT, (now, params) => now.deployed.report(params));
  ask(matchByHandRequest, matchByHandParams, UNWRITTEN, (now, params) => now.deployed.matchByHand(params));
  ask<Parameters<typeof functionFindings>[0], FunctionFindings | null>(
    functionFindingsRequest,
    functionFindingsParams,
    null,
    (now, params) => functionFindings(params, now.checklists, now.uris),
  );
  ask<Parameters<typeof fileFindings>[0], FunctionFindings | null>(fileFindingsRequest, fileFindingsParams, null, (now, params) =>
    fileFindings(params, now.checklists, now.workspace, now.uris),
  );
  connection.onNotification(deployedNotification, (given: unknown) => {
    const params = v.safeParse(deployedParams, given);
    if (!params.success) connection.console.error(`${deployedNotification} was not understood: ${paramsProblem(params.issues)}`);
    else session()?.checklists.deployed(params.output.functions);
  });
}
