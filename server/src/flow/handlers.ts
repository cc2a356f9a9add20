/**
 * Which functions Lambda calls, by evidence in the code: their names and signatures, types, wrappers and decorators, and what
 * they read of the event. A function that merely looks like a handler is none: other clouds' functions, command
 * modules and web routes are told apart by their parameters and imports.
 */
import type { Module, Scope, Value } from "../model/code.ts";
import { lookUp } from "../vocabulary/index.ts";
import { looksUsedAsEvent } from "./eventUse.ts";
import {
  CONTEXT_NAME,
  EVENT_NAME,
  EVENT_WORD,
  HANDLER_NAME,
  isTestFile,
  LAMBDA_TYPE,
  OTHER_CLOUD,
  PYTHON_HANDLER_NAME,
} from "./evidence.ts";
import type { Names } from "./names.ts";
import type { Handler } from "./program.ts";
import { namedByTemplate } from "./templateHandlers.ts";
import { NOT_AN_EVENT, unwrap } from "./unwrap.ts";

/** A handler, with what flow needs to know beyond the public facts. */
export interface FoundHandler extends Handler {
  /** Index of the event parameter; the context follows it. */
  readonly eventIndex: number;
  /** Functions of the workspace that wrap the handler and are given event and context too. */
  readonly wrappers: readonly Scope[];
}

/**
 * @param declared exports that a template calls: whatever they look like, they are handlers
 * @returns the handlers of one module: those of templates, then those found by evidence in source order
 */
export function findHandlers(module: Module, names: Names, declared: readonly string[] = []): FoundHandler[] {
  const named = declared.flatMap((name) => namedByTemplate(module, name, names).slice(0, 1));
  const seen = new Set(named.map((handler) => handler.scope));
  const found = byEvidence(module, names).filter((handler) => !declared.includes(handler.name));
  return [...named, ...found.filter((handler) => !seen.has(handler.scope) && seen.add(handler.scope))];
}

function byEvidence(module: Module, names: Names): FoundHandler[] {
  if (isTestFile(module.path) || module.imports.some((imported) => OTHER_CLOUD.test(imported.specifier))) return [];
  return module.language === "python" ? pythonHandlers(module, names) : exportedHandlers(module, names);
}

function pythonHandlers(module: Module, names: Names): FoundHandler[] {
  const found: FoundHandler[] = [];
  for (const binding of module.root.bindings) {
    if (binding.kind === "builtin" || binding.kind === "import") continue;
    if (binding.function !== null) {
      const evidence = pythonEvidence(binding.function, names);
      if (evidence !== undefined) found.push(handlerOf(module, binding.name, binding.function, evidence));
    } else if (PYTHON_HANDLER_NAME.test(binding.name)) {
      for (const write of binding.writes) found.push(...valueHandlers(module, binding.name, write.value, names));
    }
  }
  return found;
}

function handlerOf(
  module: Module,
  name: string,
  scope: Scope,
  evidence: Handler["evidence"],
  wrappers: readonly Scope[] = [],
): FoundHandler {
  const isMethod = scope.module.language === "python" && scope.owner !== null && !scope.isStatic;
  return { scope, name, module, evidence, eventIndex: isMethod ? 1 : 0, wrappers };
}

function pythonEvidence(scope: Scope, names: Names): Handler["evidence"] | undefined {
  const positional = scope.params.filter((parameter) => parameter.kind === "positional");
  const first = positional[0]?.name ?? "";
  const second = positional[1];
  if (second !== undefined && /\bLambdaContext\b/.test(second.type ?? "")) return "type";
  if (positional.length >= 1 && scope.decorators.some((decorator) => isWrapper(decorator, names))) return "wrapper";
  if (positional.length > 3) return undefined;
  const takesRest = scope.params.some((parameter) => parameter.kind === "rest");
  const fits = second !== undefined && EVENT_WORD.test(first) && CONTEXT_NAME.test(second.name ?? "");
  if (PYTHON_HANDLER_NAME.test(scope.name ?? "")) {
    if (/^_*lambda_?handler$/i.test(scope.name ?? "") && (second !== undefined || takesRest)) return "name";
    if (fits || (second !== undefined && (EVENT_NAME.test(first) || CONTEXT_NAME.test(second.name ?? "")))) return "name";
    return undefined;
  }
  const required = positional.slice(2).filter((parameter) => parameter.default === null);
  return fits && required.length === 0 && !scope.name?.startsWith("__") ? "signature" : undefined;
}

function isWrapper(decorator: Value, names: Names): boolean {
  const callee = decorator.kind === "call" ? decorator.call.callee : decorator;
  const name = names.qualifiedName(callee);
  if (name === undefined) return false;
  if (lookUp(name)?.role === "handler-wrapper") return true;
  return /\.(inject_lambda_context|capture_lambda_handler|log_metrics|lambda_handler_decorator)$|^pypi:aws_lambda_powertools\.utilities\.(data_classes\.event_source|batch\.\w*processor|idempotency\.idempotent|parser\.event_parser|validation\.validator)$|^pypi:(datadog_lambda\.wrapper\.datadog_lambda_wrapper|lumigo_tracer\.lumigo_tracer|sentry_sdk\.integrations\.aws_lambda\.\w+|epsagon\.lambda_wrapper)$/.test(
    name,
  );
}

function exportedHandlers(module: Module, names: Names): FoundHandler[] {
  if (isCommandModule(module)) return [];
  const found: FoundHandler[] = [];
  for (const [name, value] of module.exports.named) found.push(...valueHandlers(module, name, value, names));
  if (module.exports.whole !== null && module.exports.whole.kind !== "map") {
    found.push(...valueHandlers(module, "default", module.exports.whole, names));
  }
  if (found.length > 0 || HANDLER_FILE.test(module.path)) found.push(...siblings(module, names, new Set(found.map((each) => each.name))));
  return found;
}

/** A file of handlers, by its name. */
const HANDLER_FILE = /(^|[/_.-])(handlers?|lambdas?)\.[cm]?[jt]sx?$/i;

/** Beside handlers, what else is exported and takes an event is one too. */
function siblings(module: Module, names: Names, known: ReadonlySet<string>): FoundHandler[] {
  const found: FoundHandler[] = [];
  for (const [name, value] of module.exports.named) {
    if (known.has(name)) continue;
    const { scopes, wrappers } = unwrap(value, names, 0);
    for (const scope of scopes) {
      const first = scope.params[0]?.name ?? "";
      if (scope.module !== module || scope.params.length > 3 || !EVENT_WORD.test(first) || first === "e") continue;
      found.push(handlerOf(module, name, scope, "usage", wrappers));
    }
  }
  return found;
}

/** yargs and oclif commands export a `handler` too. */
function isCommandModule(module: Module): boolean {
  const names = module.exports.named;
  return names.has("builder") || (names.has("command") && names.has("handler"));
}

/** The function at the bottom of what is exported: wrappers of the workspace and of libraries taken off. */
function valueHandlers(module: Module, name: string, value: Value, names: Names): FoundHandler[] {
  const wrapped = unwrap(value, names, 0);
  const found: FoundHandler[] = [];
  for (const scope of wrapped.scopes) {
    const evidence = wrapped.isKnownWrapper ? "wrapper" : exportEvidence(module, name, scope, wrapped.isWrapped);
    if (evidence !== undefined)
      found.push(
        handlerOf(
          module,
          name,
          scope,
          evidence,
          wrapped.wrappers.filter((each) => each !== scope),
        ),
      );
  }
  return found;
}

function exportEvidence(module: Module, name: string, scope: Scope, isWrapped: boolean): Handler["evidence"] | undefined {
  if (scope.kind !== "function" || scope.isGenerator) return undefined;
  const [first, second] = scope.params;
  const types = `${first?.type ?? ""} ${second?.type ?? ""} ${declaredType(module, name)}`;
  // What is given a handler wraps or tests one.
  if (/Handler\s*(<.*>\s*)?$/s.test(first?.type ?? "")) return undefined;
  if (LAMBDA_TYPE.test(types) || declaredType(module, name).trim() === "Handler") return "type";
  if (scope.params.length > 3) return undefined;
  const firstName = first?.name ?? null;
  if (firstName !== null && NOT_AN_EVENT.test(firstName)) return undefined;
  const isEvent = firstName !== null && EVENT_NAME.test(firstName);
  if (firstName !== null && EVENT_WORD.test(firstName) && second?.name != null && CONTEXT_NAME.test(second.name)) return "signature";
  if (HANDLER_NAME.test(name) && (first === undefined || isEvent || scope.params.length <= 3))
    return isFetchHandler(types) ? undefined : "name";
  if (/handler/i.test(name) && firstName !== null && EVENT_WORD.test(firstName) && firstName !== "e") return "name";
  if ((isEvent || firstName === null) && first !== undefined && looksUsedAsEvent(scope)) return isWrapped ? "wrapper" : "usage";
  return undefined;
}

/** Deno, Cloudflare and Next handlers take a `Request`. */
function isFetchHandler(types: string): boolean {
  return /\b(Request|NextRequest|NextApiRequest|FreshContext|ExecutionContext|RequestEvent)\b/.test(types);
}

function declaredType(module: Module, name: string): string {
  const exported = module.exports.named.get(name);
  const binding = exported?.kind === "name" ? exported.binding : module.root.bindings.find((each) => each.name === name);
  return binding !== undefined && "type" in binding && typeof binding.type === "string" ? binding.type : "";
}
