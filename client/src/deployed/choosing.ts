/** What a person chooses for the connection and the view: profile, region, time window, filter. */
import * as vscode from "vscode";
import { METRIC_WINDOWS } from "../../../server/src/protocol.ts";
import type { AwsModule, Profile } from "../../aws/contract.ts";
import type { Filter } from "./contract.ts";
import { windowName } from "./explain.ts";
import { connectionSettings, writeSetting } from "./settings.ts";
import type { DeployedFunctions } from "./store.ts";

interface Choice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

const { Separator } = vscode.QuickPickItemKind;

/** A choice that stands for nothing being said. */
const unsaid = null;

export async function chooseProfile(aws: AwsModule): Promise<void> {
  const { t } = vscode.l10n;
  const now = connectionSettings().profile;
  const profiles = aws.profiles(process.env).then((all): Choice<string | null>[] => [
    {
      label: t("As the environment says"),
      description: t("AWS_PROFILE, credentials in variables, else default"),
      value: unsaid,
      ...mark(now === undefined),
    },
    { label: "", kind: Separator },
    ...all.map((profile) => ({
      label: profile.name,
      description: describe(profile),
      value: profile.name,
      ...mark(profile.name === now),
    })),
  ]);
  const options = { title: t("AWS profile"), placeHolder: t("Profile"), matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(profiles, options);
  if (chosen?.value !== undefined) await writeSetting("profile", chosen.value ?? undefined);
}

function describe({ kind, region }: Profile): string {
  const { t } = vscode.l10n;
  const kinds: Record<Profile["kind"], string> = {
    keys: t("access keys"),
    sso: t("IAM Identity Center"),
    role: t("assumes a role"),
    process: t("credential process"),
    login: t("signed in with the console"),
    other: "",
  };
  return [kinds[kind], region].filter(Boolean).join(" · ");
}

function mark(isNow: boolean): { detail?: string } {
  return isNow ? { detail: `$(check) ${vscode.l10n.t("chosen now")}` } : {};
}

export async function chooseRegion({ regions }: AwsModule): Promise<void> {
  const { t } = vscode.l10n;
  const now = connectionSettings().region;
  const another = "another";
  const choices: Choice<string | null>[] = [
    {
      label: t("As the environment or the profile says"),
      description: t("AWS_REGION, else the profile's region"),
      value: unsaid,
      ...mark(now === undefined),
    },
    { label: `$(edit) ${t("Another region…")}`, value: another },
    { label: "", kind: Separator },
    ...regions.map((region) => ({ label: region, value: region, ...mark(region === now) })),
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: t("AWS region"), placeHolder: t("Region") });
  if (chosen?.value === undefined) return;
  const region = chosen.value === another ? await typeRegion(now) : chosen.value;
  if (region !== undefined) await writeSetting("region", region ?? undefined);
}

async function typeRegion(now: string | undefined): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const isRegion = (text: string) => /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text.trim());
  const region = await vscode.window.showInputBox({
    title: t("AWS region"),
    placeHolder: "eu-central-1",
    value: now ?? "",
    validateInput: (text) => (isRegion(text) ? undefined : t("A region looks like eu-central-1.")),
  });
  return region?.trim();
}

/** Both, from the status bar. */
export async function chooseConnection(deployed: DeployedFunctions, aws: () => AwsModule): Promise<void> {
  const { t } = vscode.l10n;
  const { profile, region } = { ...connectionSettings(), ...deployed.connection };
  const environment = t("as the environment says");
  const choices: Choice<() => unknown>[] = [
    { label: `$(account) ${t("Profile…")}`, description: profile ?? environment, value: () => chooseProfile(aws()) },
    { label: `$(globe) ${t("Region…")}`, description: region ?? environment, value: () => chooseRegion(aws()) },
    { label: `$(refresh) ${t("Refresh")}`, value: () => deployed.refresh() },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: t("Deployed functions") });
  await chosen?.value?.();
}

export async function chooseWindow(deployed: DeployedFunctions): Promise<void> {
  const { t } = vscode.l10n;
  const choices = METRIC_WINDOWS.map((window) => ({ label: windowName(window, t), value: window, ...mark(window === deployed.window) }));
  const chosen = await vscode.window.showQuickPick(choices, { title: t("Time window of metrics") });
  if (chosen) await writeSetting("window", chosen.value);
}

export async function chooseFilter(deployed: DeployedFunctions): Promise<void> {
  const { t } = vscode.l10n;
  const { filter, functions } = deployed;
  const stacks = new Set(functions.flatMap(({ stack }) => (stack === undefined ? [] : [stack])));
  const choices: Choice<() => Promise<Filter | undefined>>[] = [
    { label: `$(symbol-text) ${t("By name…")}`, description: filter.name ?? "", value: () => typeFilter("name", filter) },
    { label: `$(tag) ${t("By tag…")}`, description: filter.tag ?? "", value: () => typeFilter("tag", filter) },
    ...(stacks.size > 0
      ? [{ label: `$(layers) ${t("By stack…")}`, description: filter.stack ?? "", value: () => chooseStack(stacks, filter) }]
      : []),
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: t("Filter deployed functions") });
  const next = await chosen?.value?.();
  if (next) deployed.setFilter(next);
}

/** An empty text takes that part of the filter away. */
async function typeFilter(part: "name" | "tag", { [part]: before, ...others }: Filter): Promise<Filter | undefined> {
  const { t } = vscode.l10n;
  const prompt = part === "name" ? t("Part of the name, in any case.") : t("A tag's key, or key=value.");
  const text = await vscode.window.showInputBox({ title: t("Filter deployed functions"), prompt, value: before ?? "" });
  if (text === undefined) return undefined;
  return text.trim() ? { ...others, [part]: text.trim() } : others;
}

async function chooseStack(stacks: ReadonlySet<string>, { stack: _, ...others }: Filter): Promise<Filter | undefined> {
  const choices = [...stacks].sort().map((label) => ({ label }));
  const chosen = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t("CloudFormation stack") });
  return chosen && { ...others, stack: chosen.label };
}
