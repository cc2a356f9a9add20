/** What the tests of the model share: a program of some texts, and the places in them that are asked about. */
import assert from "node:assert/strict";
import type { Program } from "../../server/src/flow/program.ts";
import type { Call, Value } from "../../server/src/model/code.ts";
import { openProject, relative, type Texts } from "../memoryProject.ts";

/** Code of one file, or several by name. */
export type Code = string | Texts;

/** The program of every function in the code; a single text is `app` with the extension given. */
export async function programOf(code: Code, extension: string): Promise<Program> {
  const texts = typeof code === "string" ? { [`app.${extension}`]: code } : code;
  const project = await openProject(texts);
  return project.program();
}

/** The calls of `probe(…)`, in source order: cases ask about the place of the call, or about what is given to it. */
export function probesOf(program: Program): Call[] {
  const calls = program.modules.flatMap((module) => module.scopes.flatMap((scope) => scope.calls));
  const probes = calls.filter((call) => call.callee.kind === "name" && call.callee.name === "probe");
  return probes.sort((a, b) => compare(a.scope.module.path, b.scope.module.path) || a.start - b.start);
}

/** What the one probe of a program is given. */
export function probed(program: Program): Value {
  const [probe, second] = probesOf(program);
  const value = probe?.args[0]?.value;
  assert.ok(value !== undefined && second === undefined, "the case has one probe");
  return value;
}

/** The first arguments of the probes that an invocation reaches, sorted: `a`, or `a:lazy` behind that guard. */
export function reachedProbes(program: Program): string {
  const found = probesOf(program).flatMap((probe) => {
    if (program.reach(probe.scope) === undefined) return [];
    const label = probe.args[0]?.value.kind === "literal" ? String(probe.args[0].value.value) : "";
    const guard = program.guard(probe);
    return [guard === null ? label : `${label}:${guard}`];
  });
  return found.sort().join(" ");
}

/** `app.py lambda_handler`, sorted. */
export function handlersOf(program: Program): string[] {
  return program.handlers.map(({ module, name }) => `${relative(module.path)} ${name}`).sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
