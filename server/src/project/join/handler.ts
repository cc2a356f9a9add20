/** What a handler string says: which module, and what of it is called. */
import { itemsOf, presumedText, property } from "../../model/expressions.ts";
import type { Expression, FunctionResource } from "../../model/infrastructure.ts";

export type HandlerLanguage = "python" | "script";

/** One way to read a handler string. */
export interface HandlerTarget {
  readonly language: HandlerLanguage;
  /** Path of the module without extension, relative to the code: `src/orders/create`. */
  readonly module: string;
  /** What it exports: `handler`, `a.b`. */
  readonly name: string;
}

/** Layers that call the real handler themselves are told of it by a variable. */
const REAL_HANDLER = [
  "DD_LAMBDA_HANDLER",
  "NEW_RELIC_LAMBDA_HANDLER",
  "LUMIGO_ORIGINAL_HANDLER",
  "EPSAGON_HANDLER",
  "THUNDRA_AGENT_LAMBDA_HANDLER",
  "CATALYST_LAMBDA_HANDLER",
  "CX_ORIGINAL_HANDLER",
  "ORIG_HANDLER",
  "LAMBDA_HANDLER",
];

/** Handlers that such layers bring along. */
const LAYER_HANDLER =
  /^(?:datadog_lambda\.handler\.|\/opt\/|node_modules\/|newrelic_lambda_wrapper\.|newrelic-lambda-wrapper\.|lumigo_tracer\.|@lumigo\/|thundra\.|epsagon|instana)/;

/** What the template gives as handler, defaults of parameters included. */
export function statedHandler({ resource, packageType }: FunctionResource): string | undefined {
  const command = packageType === "Image" ? imageCommand(property(resource, "ImageConfig.Command")) : undefined;
  return command ?? presumed(property(resource, "Handler"));
}

/** The handler that is called in the end: good for finding the code. */
export function writtenHandler(fn: FunctionResource): string | undefined {
  const { resource } = fn;
  const handler = statedHandler(fn);
  const isOfLayer = handler !== undefined && LAYER_HANDLER.test(handler);
  for (const name of REAL_HANDLER) {
    const real = presumed(property(resource, `Environment.Variables.${name}`));
    if (real !== undefined && (isOfLayer || name !== "LAMBDA_HANDLER")) return real;
  }
  return handler;
}

/** The runtime, defaults of parameters included. */
export function writtenRuntime({ resource }: FunctionResource): string | undefined {
  return presumed(property(resource, "Runtime"));
}

/** All ways to read the handler, the likeliest first; none where no runtime of ours can run it. */
export function handlerTargets(handler: string, runtime: string | undefined): HandlerTarget[] {
  const languages = languagesOf(runtime);
  const written = handler.replaceAll("\\", "/").trim();
  if (written === "" || /::|\s/.test(written) || written.startsWith("/")) return [];
  const targets = languages.flatMap((language) => (language === "python" ? pythonTargets(written) : scriptTargets(written)));
  return targets.filter(({ module }) => !module.split("/").includes("..") || written.startsWith("../"));
}

function languagesOf(runtime: string | undefined): HandlerLanguage[] {
  if (runtime === undefined) return ["script", "python"];
  if (/^python/i.test(runtime)) return ["python"];
  if (/^nodejs/i.test(runtime)) return ["script"];
  // What brings its own runtime may be JavaScript all the same (bun, LLRT).
  return /^provided/i.test(runtime) ? ["script"] : [];
}

/** `pkg/mod.fn` and `pkg.mod.fn` alike. */
function pythonTargets(handler: string): HandlerTarget[] {
  const dot = handler.lastIndexOf(".");
  const name = handler.slice(dot + 1);
  if (dot <= 0 || !/^\w+$/.test(name)) return [];
  const module = handler.slice(0, dot).replace(/^(?:\.\/)+/, "");
  return [{ language: "python", module: module.replaceAll(/(?<!\.)\.(?!\.)/g, "/"), name }];
}

/** Of the last part, what stands before the first dot is the file; frameworks take what stands before the last one. */
function scriptTargets(handler: string): HandlerTarget[] {
  const slash = handler.lastIndexOf("/") + 1;
  const directory = handler.slice(0, slash).replace(/^(?:\.\/)+/, "");
  const base = handler.slice(slash);
  const dots = [base.indexOf("."), base.lastIndexOf(".")].filter((dot) => dot > 0);
  return [...new Set(dots)].map((dot) => ({ language: "script", module: `${directory}${base.slice(0, dot)}`, name: base.slice(dot + 1) }));
}

function presumed(value: Expression | undefined): string | undefined {
  if (value?.kind === "choice") return value.options.map(presumed).find((text) => text !== undefined);
  return presumedText(value);
}

/** `["app.handler"]`, or the runtime interface client before it. */
function imageCommand(value: Expression | undefined): string | undefined {
  const texts = itemsOf(value)?.map(presumed) ?? [];
  return texts.findLast((text) => text !== undefined && /^[\w./-]+\.\w+$/.test(text));
}
