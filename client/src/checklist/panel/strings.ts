/** Every string of the page, in one place: the page itself has no access to VS Code's translations. `{0}` is filled in by the page. */
import { deployedStrings } from "./deployedStrings.ts";

/** @param t `vscode.l10n.t`, which leaves placeholders alone when nothing is given for them */
export function panelStrings(t: (message: string) => string) {
  return {
    title: t("Readiness report"),
    deployedTab: t("Deployed"),
    deployed: deployedStrings(t),
    choose: t("Function"),
    allFunctions: t("All functions"),
    exportMarkdown: t("Export Markdown"),
    exportHtml: t("Export HTML"),
    // How items stand.
    failing: t("Failing"),
    met: t("Met"),
    notSeen: t("Not seen"),
    yours: t("Yours"),
    notApplicable: t("Does not apply"),
    contradicted: t("Evidence says otherwise"),
    // The score.
    score: t("Score"),
    scoreOf: t("{0} of {1}"),
    of: t("of {0}"),
    scoreText: t("{0} of {1} items are met"),
    scoreNothing: t("No item applies"),
    scoreChanged: t("{0}: {1} of {2} items are met, {3} before."),
    triggers: t("Triggers"),
    template: t("Template"),
    handler: t("Handler"),
    // What to do next.
    next: t("What to do next"),
    nothingNext: t("Nothing is left to do. Every item is met, answered, or does not apply."),
    showMore: t("Show {0} more"),
    showLess: t("Show less"),
    // Items.
    checklist: t("Checklist"),
    error: t("Error"),
    warning: t("Warning"),
    info: t("Information"),
    hint: t("Hint"),
    proves: t("Proof"),
    supports: t("Seen"),
    doesNotApply: t("Does not apply"),
    noEvidence: t("Nothing was found that decides this."),
    manual: t("Only a person can answer this. {0}"),
    showRule: t("About the rule {0}"),
    openPlace: t("Open {0}"),
    answeredMet: t("Answered: met"),
    answeredNotNeeded: t("Answered: not needed"),
    answeredBy: t("by {0}"),
    answeredOn: t("on {0}"),
    answeredForAll: t("for every function"),
    fix: t("Fix…"),
    answer: t("Answer…"),
    guide: t("What it means"),
    actionsOf: t("Actions: {0}"),
    // All functions.
    functions: t("Functions"),
    functionCount: t("{0} functions"),
    functionCountOne: t("1 function"),
    failingCount: t("Something fails in {0} of {1} functions"),
    name: t("Name"),
    sortBy: t("Sort by {0}"),
    failsMost: t("What fails most often"),
    failsNowhere: t("Nothing fails in any function."),
    // History.
    history: t("Score over time"),
    historyWhat: t("The answers of each commit, with the evidence of today."),
    historyLine: t("The score went from {0} of {1} on {2} to {3} of {4} on {5}."),
    historyNoGit: t("There is no history: the workspace is not in a git repository that VS Code has open."),
    historyNoCommits: t("There is no history yet: no commit holds the answers file, .lambda-ready/checklist.yaml."),
    date: t("Date"),
    commit: t("Commit"),
    // The answers file.
    problems: t("Problems in the answers file"),
    // Nothing to show.
    reading: t("Functions are still being read."),
    gone: t("This function is no longer in the workspace."),
    goneHelp: t("{0} was renamed, moved or deleted. Choose another function."),
    showAll: t("Show all functions"),
    off: t("Lambda Ready is turned off here."),
    turnOn: t("Turn on"),
    starting: t("The server is starting."),
    failed: t("The server does not run."),
    failedHelp: t("The output says why."),
    restart: t("Restart server"),
    showOutput: t("Show output"),
    empty: t("There is no Lambda function in this workspace yet."),
    emptyHelp: t(
      "Functions are found in templates (SAM, CloudFormation, Serverless Framework, Terraform, CDK) and in the code of handlers.",
    ),
  };
}

export type PanelStrings = ReturnType<typeof panelStrings>;
