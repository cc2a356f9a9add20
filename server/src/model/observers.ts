/** Products that watch and trace functions by layers, wrappers, variables or plugins: without resources in the template. */
import { textOf, walk } from "./expressions.ts";
import type { Expression, FunctionResource, Stack } from "./infrastructure.ts";

const PRODUCTS =
  /datadog|dd-trace|dd_(?:api|env|service|site|trace)|otel|opentelemetry|lumigo|new-?relic|epsagon|thundra|dynatrace|honeycomb|sentry|splunk|signalfx|instana|elastic[-_]?apm|appdynamics|baselime|dashbird/i;

/** Does a plugin, macro or transform of such a product change the functions of the stack? */
export function isObservedByPlugin(stack: Stack): boolean {
  return stack.plugins.some((plugin) => PRODUCTS.test(plugin));
}

/** Is one of them attached to the function? `undefined` where layers or variables cannot be known. */
export function isObserved({ layers, environment, stack, handler, resource }: FunctionResource): boolean | undefined {
  if (isObservedByPlugin(stack) || (handler.kind === "set" && PRODUCTS.test(handler.value))) return true;
  const texts = layers.kind === "set" ? [...walk(layers.value)].flatMap(textsIn) : [];
  const names = environment.kind === "set" ? [...environment.value.entries.keys()] : [];
  if (hasWrapper(environment) || [...texts, ...names].some((text) => PRODUCTS.test(text))) return true;
  if (layers.kind === "computed" || environment.kind === "computed" || resource.properties.isOpen) return undefined;
  const isOpen = (layers.kind === "set" && layers.value.isOpen) || (environment.kind === "set" && environment.value.isOpen);
  return isOpen ? undefined : false;
}

/** What starts before the function is an agent nearly always; the Lambda Web Adapter is none. */
function hasWrapper(environment: FunctionResource["environment"]): boolean {
  const wrapper = environment.kind === "set" ? environment.value.entries.get("AWS_LAMBDA_EXEC_WRAPPER")?.value : undefined;
  return wrapper !== undefined && wrapper.kind !== "none" && textOf(wrapper) !== "/opt/bootstrap";
}

function textsIn(value: Expression): readonly string[] {
  const text = textOf(value);
  if (text !== undefined) return [text];
  return value.kind === "joined" ? value.parts.filter((part) => typeof part === "string") : [];
}
