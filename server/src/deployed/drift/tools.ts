/** What changes functions on the way from the template to AWS: macros, plugins, aspects. */

import type { Stack } from "../../model/infrastructure.ts";
import { isObservedByPlugin } from "../../model/observers.ts";
import { PLUGINS_WITHOUT_RESOURCES } from "../../vocabulary/dialects/serverlessPlugins.ts";

/** Transforms of CloudFormation that add nothing to a function that was not written. */
const HARMLESS = /^(?:AWS::(?:Serverless|LanguageExtensions|Include)\b.*)$/;

/** Plugins that give functions variables, layers or handlers. */
const GIVING = /dotenv|export-env|layer|insights|secrets|ssm|wsgi|rack|hooks|scripts|warmup|plugin-utils/;

/** May functions have variables, layers or another handler than the template says? */
export function isChangedByTools(stack: Stack): boolean {
  if (isObservedByPlugin(stack)) return true;
  return stack.plugins.some((plugin) => {
    if (HARMLESS.test(plugin)) return false;
    return stack.dialect !== "serverless" || GIVING.test(plugin) || !PLUGINS_WITHOUT_RESOURCES.has(plugin);
  });
}

/** Constructs add variables and layers of their own (Parameters and Secrets, Insights, aspects): what there is more proves nothing. */
export function mayHaveMore(stack: Stack): boolean {
  return stack.dialect === "cdk" || isChangedByTools(stack);
}
