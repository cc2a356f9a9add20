/**
 * What a handler gives back: what it returns, what it hands to its callback, in functions that it calls for it too. Names are
 * followed to what they hold, with the fields that are set on it afterwards.
 */
import type { Binding, Call, Place, Scope, Value } from "../model/code.ts";
import type { Handler, Program } from "./program.ts";

const MAX_DEPTH = 8;

/** One thing a handler may answer with. */
export interface Answer {
  /** A constant, text, list, map or comparison; null for a bare return. Of what cannot be seen the expression itself. */
  readonly value: Value | null;
  readonly place: Place;
  /** Of a map: every field that is written in it or set on it. */
  readonly fields: ReadonlyMap<string, Field>;
  /** It is a map that may have more fields than are known. */
  readonly isOpen: boolean;
}

export interface Field {
  readonly value: Value;
  readonly place: Place;
}

export interface Answers {
  readonly known: readonly Answer[];
  /** Expressions of which it cannot be seen what they yield. */
  readonly opaque: readonly Answer[];
  /** What stands around the handler and may answer in its stead, outermost first: qualified names, null where there is none. */
  readonly wrappers: readonly (string | null)[];
}

/** Everything the handler may answer with. */
export function answersOf(handler: Handler, program: Program): Answers {
  const search = new Search(program);
  search.ofScope(handler.scope, 0);
  search.ofCallbacks(handler.scope);
  return { known: search.known, opaque: search.opaque, wrappers: wrappersOf(handler, program) };
}

const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

class Search {
  readonly known: Answer[] = [];
  readonly opaque: Answer[] = [];
  readonly #program: Program;
  readonly #seen = new Set<Scope | Binding>();

  constructor(program: Program) {
    this.#program = program;
  }

  ofScope(scope: Scope, depth: number): void {
    if (this.#seen.has(scope)) return;
    this.#seen.add(scope);
    if (scope.isGenerator) this.#hide(null, scope);
    for (const { value, start, end } of scope.returns) {
      if (value === null) this.known.push({ value, place: { file: scope.module, start, end }, fields: NO_FIELDS, isOpen: false });
      else this.#follow(value, scope, depth);
    }
  }

  /** `callback(null, answer)`, `context.succeed(answer)`. */
  ofCallbacks(handler: Scope): void {
    const [context, callback] = [handler.params[1]?.binding, handler.params[2]?.binding];
    for (const scope of handler.module.scopes) {
      if (scope.start < handler.start || scope.end > handler.end) continue;
      for (const call of scope.calls) {
        if (callback && isName(call.callee, callback)) this.#give(call, 1);
        if (callback && call.args.some(({ value }) => isName(value, callback))) this.#hide(call.callee, scope);
        if (!context || call.callee.kind !== "member" || !isName(call.callee.object, context)) continue;
        if (call.callee.property === "succeed") this.#give(call, 0);
        if (call.callee.property === "done") this.#give(call, 1);
      }
    }
  }

  #give(call: Call, index: number): void {
    const answer = call.args[index]?.value;
    if (answer) this.#follow(answer, call.scope, 0);
  }

  #hide(value: Value | null, scope: Scope): void {
    const { start, end } = value ?? scope;
    this.opaque.push({ value, place: { file: scope.module, start, end }, fields: NO_FIELDS, isOpen: true });
  }

  #follow(value: Value, scope: Scope, depth: number): void {
    if (depth > MAX_DEPTH) this.#hide(value, scope);
    else if (value.kind === "choice") for (const option of value.options) this.#follow(option, scope, depth + 1);
    else if (value.kind === "name") this.#ofName(value, scope, depth + 1);
    else if (value.kind === "call") this.#ofCall(value, scope, depth + 1);
    else if (value.kind === "map") this.known.push(this.#answer(value, scope));
    else if (value.kind === "literal" || value.kind === "template" || value.kind === "list" || value.kind === "operation")
      this.known.push({ value, place: { file: scope.module, start: value.start, end: value.end }, fields: NO_FIELDS, isOpen: false });
    else this.#hide(value, scope);
  }

  #ofName(value: Extract<Value, { kind: "name" }>, scope: Scope, depth: number): void {
    const { binding } = value;
    if (this.#seen.has(binding)) return;
    this.#seen.add(binding);
    const writes = this.#program.writesTo(binding).filter((write) => write.operator !== "declare");
    if (binding.parameter !== null || writes.length === 0) this.#hide(value, scope);
    for (const write of writes) {
      if (write.operator !== "=") this.#hide(value, scope);
      else if (write.value.kind === "map") this.known.push(this.#answer(write.value, write.scope, binding));
      else this.#follow(write.value, write.scope, depth);
    }
  }

  #ofCall(value: Extract<Value, { kind: "call" }>, scope: Scope, depth: number): void {
    const { call } = value;
    const targets = this.#program.targets(call);
    if (targets.length > 0 && !call.isNew) for (const target of targets) this.ofScope(target, depth);
    else if (call.callee.kind === "member" && /^(then|catch|finally)$/.test(call.callee.property)) this.#ofChain(call, depth);
    else if (this.#program.qualifiedName(call.callee) === "global:Promise.resolve") {
      const [given] = call.args;
      if (given) this.#follow(given.value, scope, depth);
    } else this.#hide(value, scope);
  }

  /** What the last `then` returns, or a `catch` behind it. */
  #ofChain(call: Call, depth: number): void {
    const { callee } = call;
    if (callee.kind !== "member") return;
    if (callee.property !== "then") this.#follow(callee.object, call.scope, depth);
    if (callee.property === "finally") return;
    for (const { value } of call.args) {
      const functions = this.#program.referents(value).flatMap((each) => (each.kind === "function" ? [each.scope] : []));
      if (functions.length === 0) this.#hide(value, call.scope);
      for (const each of functions) this.ofScope(each, depth);
    }
  }

  #answer(value: Extract<Value, { kind: "map" }>, scope: Scope, held?: Binding): Answer {
    const fields = new Map<string, Field>();
    const placed = (at: { readonly start: number; readonly end: number }): Place => ({ file: scope.module, start: at.start, end: at.end });
    for (const entry of value.entries) if (entry.key !== null) fields.set(entry.key, { value: entry.value, place: placed(entry) });
    let isOpen = value.entries.some((entry) => entry.key === null);
    if (held) isOpen = this.#addFields(held, fields) || isOpen;
    return { value, place: placed(value), fields, isOpen };
  }

  /** Fields set on what the variable holds. @returns whether others may be. */
  #addFields(held: Binding, fields: Map<string, Field>): boolean {
    let isOpen = false;
    for (const scope of held.scope.module.scopes) {
      for (const { target, value, start, end } of scope.writes) {
        if (target.kind === "binding" || !isName(target.object, held)) continue;
        if (target.kind === "member") fields.set(target.property, { value, place: { file: scope.module, start, end } });
        else isOpen = true;
      }
      isOpen ||= scope.calls.some((call) => this.#mayFill(call, held));
    }
    return isOpen;
  }

  #mayFill(call: Call, held: Binding): boolean {
    const { callee } = call;
    if (callee.kind === "member" && isName(callee.object, held)) return /^(update|setdefault)$/.test(callee.property);
    const isGiven = call.args.some(({ value }) => isName(value, held));
    return isGiven && (this.#program.targets(call).length > 0 || this.#program.qualifiedName(callee) === "global:Object.assign");
  }
}

function isName(value: Value, binding: Binding): boolean {
  return value.kind === "name" && value.binding === binding;
}

/** Decorators, and the calls that the exported value is made by: `middy(fn).use(x)` yields what `middy` and `x` are. */
function wrappersOf({ scope, module, name }: Handler, program: Program): (string | null)[] {
  const nameOf = (value: Value): string | null => program.qualifiedName(value.kind === "call" ? value.call.callee : value) ?? null;
  const found = scope.decorators.map(nameOf);
  const given = module.exports.named.get(name) ?? (name === "default" ? module.exports.whole : null);
  const bound = module.root.bindings.find((binding) => binding.name === name);
  const assigned = bound?.writes.filter((write) => write.operator === "=").map((write) => write.value) ?? [];
  const queue = [...(given ? [given] : []), ...(module.language === "python" ? assigned : [])];
  for (let at = queue.shift(), steps = 0; at !== undefined && steps < 32; at = queue.shift(), steps++) {
    if (at.kind === "name") for (const write of at.binding.writes) queue.push(write.value);
    if (at.kind !== "call") continue;
    const { callee, args } = at.call;
    const isChained = callee.kind === "member" && callee.object.kind === "call";
    if (isChained) {
      queue.push(callee.object);
      found.push(
        ...args.flatMap(({ value }) => (value.kind === "function" ? [] : value.kind === "list" ? value.items : [value])).map(nameOf),
      );
    } else {
      found.push(nameOf(callee));
      queue.push(...args.map(({ value }) => value));
    }
  }
  return found;
}
