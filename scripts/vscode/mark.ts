/** How the suite's lines begin among all that a workbench logs. */
export const suiteMark = "\u2063suite\u2063";
