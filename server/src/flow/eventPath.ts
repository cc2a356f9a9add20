/** The way from the event to a value: `["event", "Records", "*", "body"]`. */
import type { Binding, Call, Scope, Value } from "../model/code.ts";
import { attributeWrites, isSelf } from "./classes.ts";
import type { FoundHandler } from "./handlers.ts";
import type { Names } from "./names.ts";
import type { Reachability } from "./reach.ts";

const MAX_DEPTH = 24;

/** Methods that give the same text or data back in another form. */
const SAME_TEXT = /^(lower|upper|strip|casefold|decode|toLowerCase|toUpperCase|trim|toString|json|copy|encode)$/;
/** Parsers we do not know by name. */
const PARSES = /^(parse(_?(json|body|event|message))?|loads|unserialize|deserialize|unmarshall?|decode|unquote(_plus)?)$/i;

const EACH = /^(map|forEach|filter|find|some|every|flatMap|reduce)$/;

export class EventPaths {
  private readonly seeds = new Map<Scope, number>();
  private readonly underWay = new Set<Value | Binding>();
  private readonly names: Names;
  private readonly reachability: Reachability;

  constructor(names: Names, reachability: Reachability, handlers: readonly FoundHandler[]) {
    this.names = names;
    this.reachability = reachability;
    for (const handler of handlers) {
      for (const scope of [handler.scope, ...handler.wrappers]) this.seeds.set(scope, handler.eventIndex);
    }
  }

  of(value: Value, depth = 0): readonly string[] | undefined {
    if (depth > MAX_DEPTH || this.underWay.has(value)) return undefined;
    this.underWay.add(value);
    const path = this.find(value, depth + 1);
    this.underWay.delete(value);
    return path;
  }

  private find(value: Value, depth: number): readonly string[] | undefined {
    switch (value.kind) {
      case "name":
        return this.ofBinding(value.binding, depth);
      case "parameter":
        return this.ofParameter(value.scope, value.index, null, depth);
      case "member":
        if (isSelf(value.object, null)) return this.ofAttribute(value.object, value.property, depth);
        return append(this.of(value.object, depth), value.property);
      case "element":
        return append(this.of(value.object, depth), "*");
      case "choice":
        return this.ofAny(value.options, depth);
      case "call":
        return this.ofCall(value.call, depth);
      default:
        return undefined;
    }
  }

  /** The longest of several from the same root: `body = JSON.parse(event.body)` in one branch, `body = event` in the other. */
  private ofAny(values: readonly Value[], depth: number): readonly string[] | undefined {
    let found: readonly string[] | undefined;
    for (const value of values) {
      const path = this.of(value, depth);
      if (path === undefined) continue;
      if (found !== undefined && found[0] !== path[0]) return undefined;
      if (found === undefined || path.length > found.length) found = path;
    }
    return found;
  }

  private ofAttribute(object: Value, property: string, depth: number): readonly string[] | undefined {
    const owner = object.kind === "self" ? object.owner : object.kind === "name" ? object.binding.scope.owner : null;
    return owner === null
      ? undefined
      : this.ofAny(
          attributeWrites(owner, property).map((write) => write.value),
          depth,
        );
  }

  private ofBinding(binding: Binding, depth: number): readonly string[] | undefined {
    if (this.underWay.has(binding)) return undefined;
    this.underWay.add(binding);
    const values = binding.writes.filter((write) => write.operator === "=" || write.operator === "for").map((write) => write.value);
    const parameter = binding.parameter === null ? undefined : this.ofParameter(binding.scope, binding.parameter.index, binding, depth);
    const path = parameter ?? this.ofAny(values, depth);
    this.underWay.delete(binding);
    return path;
  }

  private ofParameter(scope: Scope, index: number, binding: Binding | null, depth: number): readonly string[] | undefined {
    const seed = this.seeds.get(scope);
    if (seed !== undefined) return index === seed ? ["event"] : index === seed + 1 ? ["context"] : undefined;
    const linked = binding === null ? this.names.destructured(scope, index) : (this.names.links.get(binding) ?? []);
    if (linked.length > 0) return this.ofAny(linked, depth);
    return this.ofIteration(scope, index, depth);
  }

  /** `event.Records.map((record) => …)`. */
  private ofIteration(scope: Scope, index: number, depth: number): readonly string[] | undefined {
    for (const call of this.reachability.callers.get(scope) ?? []) {
      if (call.callee.kind !== "member" || !EACH.test(call.callee.property)) continue;
      if (index === (call.callee.property === "reduce" ? 1 : 0)) return append(this.of(call.callee.object, depth), "*");
    }
    return undefined;
  }

  private ofCall(call: Call, depth: number): readonly string[] | undefined {
    const first = call.args[0]?.value;
    if (call.callee.kind === "member") {
      const { object, property } = call.callee;
      if (property === "get" && first?.kind === "literal" && typeof first.value === "string")
        return append(this.of(object, depth), first.value);
      if (SAME_TEXT.test(property) && call.args.length <= 1) {
        const path = this.of(object, depth);
        if (path !== undefined) return path;
      }
    }
    const entry = this.names.entry(call);
    if (entry?.role === "parse" || entry?.role === "same-object" || PARSES.test(calleeName(call)))
      return this.ofAny(
        call.args.map((argument) => argument.value),
        depth,
      );
    for (const edge of this.reachability.edges.get(call) ?? []) {
      if (edge.isCallback || edge.target.returns.length > 3) continue;
      const path = this.ofAny(
        edge.target.returns.flatMap((each) => (each.value === null ? [] : [each.value])),
        depth,
      );
      if (path !== undefined) return path;
    }
    return undefined;
  }
}

function append(path: readonly string[] | undefined, step: string): readonly string[] | undefined {
  return path === undefined ? undefined : [...path, step];
}

function calleeName(call: Call): string {
  return call.callee.kind === "member" ? call.callee.property : call.callee.kind === "name" ? call.callee.name : "";
}
