/** What the tools say of deployed functions. It is said from what is known: nothing here connects, asks AWS or causes a cost. */
import type * as vscode from "vscode";
import { type Checklist, METRIC_WINDOWS } from "../../../server/src/protocol.ts";
import type { DeployedEntry } from "../deployed/contract.ts";
import { whereIs } from "./checklist.ts";
import { type Candidate, type Choice, choose, unclear } from "./choosing.ts";
import { ageText, failureText } from "./figures.ts";
import type { DeployedFindings } from "./findings.ts";
import { metricsAnswer } from "./metrics.ts";
import { type KnownDeployed, type MetricsInput, type Sources, settledChecklist } from "./sources.ts";
import { count, type Paths, paragraphs, shownId } from "./text.ts";

/** A deployed function, or one of the workspace of which none is known to be deployed. */
interface Deployable extends Candidate {
  readonly entry: DeployedEntry | undefined;
}

/** The findings of deployed rules about what is deployed of a function of the workspace. */
export async function deployedFindings(id: string, { deployed, now }: Sources): Promise<readonly DeployedFindings[]> {
  const found = deployed.of(id).map(async ({ listed }): Promise<DeployedFindings[]> => {
    const facts = deployed.facts(listed.name);
    const report = facts && (await deployed.report(listed.name));
    if (!report) return [];
    return [{ of: `${listed.name} in ${facts.region}, read ${ageText(Date.parse(facts.readAt), now())}`, findings: report.findings }];
  });
  return (await Promise.all(found)).flat();
}

export async function answerMetrics(input: MetricsInput, sources: Sources, token: vscode.CancellationToken): Promise<string> {
  const { deployed, paths, now } = sources;
  const why = unavailable(deployed);
  if (why) return why;
  // Names of the workspace's functions help; without them the deployed ones are still there.
  const checklist = await settledChecklist(sources.server, token);
  const all = deployables(deployed, checklist, paths);
  const choice = preferCertain(choose(input.function, all));
  if (!("one" in choice)) return paragraphs(unclear(input.function, choice.several, all, "function"), stillListing(deployed));
  const { entry, names } = choice.one;
  if (!entry) return paragraphs(notDeployed(names[0] ?? input.function, deployed), stillListing(deployed));
  const { name } = entry.listed;
  const window = input.window ?? deployed.window;
  return metricsAnswer(
    {
      entry,
      window,
      connection: deployed.connection,
      metrics: deployed.known(name, window),
      otherWindows: METRIC_WINDOWS.filter((each) => each !== window && deployed.known(name, each)),
      facts: deployed.facts(name),
      report: await deployed.report(name),
      failure: failureText(deployed.failureOf(name) ?? deployed.failure),
      now: now(),
    },
    paths,
  );
}

/** Why there is nothing to say of any deployed function. */
function unavailable({ state, failure, functions }: KnownDeployed): string | undefined {
  if (state === "closed")
    return 'Nothing is known of deployed functions: no connection to AWS is open, and this tool never opens one. A person opens it with the command "Lambda Ready: Connect to AWS", after choosing profile and region; then ask again. What code and templates say is answered by the other tools.';
  if (state === "untrusted")
    return 'Nothing is known of deployed functions: the workspace is not trusted, so no connection to AWS is opened. A person can trust it with the command "Workspaces: Manage Workspace Trust".';
  if (functions.length > 0) return undefined;
  if (state === "failed") return `The deployed functions could not be listed. ${failureText(failure) ?? ""}`.trim();
  return state === "ready"
    ? "No function is deployed in this region, or the profile sees none."
    : "The deployed functions are being listed. Ask again in a moment.";
}

function stillListing({ state }: KnownDeployed): string | undefined {
  return state === "connecting" || state === "listing" ? "The deployed functions are still being listed: some may be missing." : undefined;
}

function deployables(deployed: KnownDeployed, checklist: Checklist | undefined, paths: Paths): readonly Deployable[] {
  const functions = checklist?.functions ?? [];
  const names = new Map(functions.map(({ id, name }) => [id, name]));
  const listed = deployed.functions.map((entry): Deployable => {
    const { match, stack } = entry;
    const known = match && names.get(match.id);
    const where = [stack && `stack ${stack}`, match && `${match.isCertain ? "" : "perhaps "}${shownId(match.id, paths)}`]
      .filter(Boolean)
      .join(", ");
    return { id: entry.listed.name, names: [entry.listed.name, ...(known ? [known] : [])], where, entry };
  });
  const matched = new Set(deployed.functions.map(({ match }) => match?.id));
  const others = functions.filter(({ id }) => !matched.has(id));
  return [
    ...listed,
    ...others.map(
      (fn): Deployable => ({
        id: shownId(fn.id, paths),
        names: [fn.name],
        where: `not seen deployed; ${whereIs(fn, paths)}`,
        entry: undefined,
      }),
    ),
  ];
}

/** Of several stages the one that is certainly meant by the workspace's function. */
function preferCertain(choice: Choice<Deployable>): Choice<Deployable> {
  if ("one" in choice) return choice;
  const [one, ...others] = choice.several.filter(({ entry }) => entry?.match?.isCertain);
  return one && others.length === 0 ? { one } : choice;
}

function notDeployed(name: string, { connection, functions }: KnownDeployed): string {
  return `Of ${name} nothing is seen deployed: none of the ${count(functions.length, "function")} in ${connection?.region ?? "the region"} (profile ${connection?.profile ?? "unknown"}) is matched to it. It may be deployed in another region or account, or under another name: a person can match it by hand in the view "Deployed".`;
}
