/** What AWS would not do, as rows where one looks: what happened, what to do, and the command that does it. */
import type { AwsFailure } from "../../aws/contract.ts";
import type { Row, Seen } from "./rows.ts";

/** @param readAt when what is shown beside it was read, milliseconds of the epoch; undefined where nothing is shown */
export function failureRow(id: string, failure: AwsFailure, { t, clock }: Seen, readAt: number | undefined): Row {
  const { message, remedy, command } = failure;
  const age = readAt === undefined ? "" : t("what is shown is of {0}", clock(readAt));
  const children: Row[] = [
    { id: `${id}:remedy`, label: remedy, spoken: remedy, icon: { id: "lightbulb" }, context: command ? "remedy command" : "remedy" },
  ];
  if (command !== undefined) children.push(commandRow(id, command, t("Run in a terminal: {0}", command)));
  return {
    id,
    label: message,
    description: age,
    icon: { id: "error", color: "problemsErrorIcon.foreground" },
    spoken: [t("Failed"), message, age, remedy].filter(Boolean).join(", "),
    context: command ? "failure command" : "failure",
    ...(command !== undefined && { command }),
    unfolds: "expanded",
    children: () => children.map((row) => (command === undefined ? row : { ...row, command })),
  };
}

function commandRow(id: string, command: string, spoken: string): Row {
  return {
    id: `${id}:command`,
    label: command,
    spoken,
    icon: { id: "terminal" },
    context: "command",
    runs: "lambdaReady.deployed.runCommand",
  };
}
