/** Is a value the same on every invocation: made of constants, the environment and what module code sets up? */
import type { Binding, Call, Value } from "../model/code.ts";
import { attributeWrites, isSelf } from "./classes.ts";
import type { Names } from "./names.ts";

const MAX_DEPTH = 8;

/** Constructors and functions whose result depends on their arguments alone. */
const PURE =
  /^(pypi:os\.(getenv|environ\.get|environ\[\])|pypi:(botocore\.(config|client)\.Config|boto3\.session\.Config|urllib\.parse\.\w+|ssl\.create_default_context|os\.path\.\w+|dynamodb_json\.\w+)|builtins:(str|int|float|bool|dict|list|tuple|set|len)|global:(String|Number|Boolean|parseInt|parseFloat|Object\.\w+|JSON\.\w+|URL|Array)|npm:(https?|path|url)\.\w+|npm:@(smithy|aws-sdk)\/(node-http-handler\.NodeHttpHandler|types\S*)|npm:agentkeepalive(\.\w+)?|npm:proxy-agent|npm:(hpagent|https-proxy-agent)\.\w+)$/;

export class Steadiness {
  private readonly underWay = new Set<Binding | Value>();
  private readonly names: Names;
  private readonly dependsOnEvent: (value: Value) => boolean;

  constructor(names: Names, dependsOnEvent: (value: Value) => boolean) {
    this.names = names;
    this.dependsOnEvent = dependsOnEvent;
  }

  of(value: Value, depth = 0): boolean {
    if (depth > MAX_DEPTH || this.dependsOnEvent(value)) return false;
    const each = (inner: Value): boolean => this.of(inner, depth + 1);
    switch (value.kind) {
      case "literal":
      case "module":
      case "function":
      case "class":
        return true;
      case "name":
        return this.ofBinding(value.binding, depth);
      case "member":
        return isSelf(value.object, null) ? this.ofAttribute(value, depth) : each(value.object);
      case "element":
        return value.key !== null && each(value.object) && each(value.key);
      case "template":
        return value.parts.every(each);
      case "list":
        return value.items.every(each);
      case "map":
        return value.entries.every((entry) => each(entry.value) && (entry.keyValue === null || each(entry.keyValue)));
      case "choice":
        return value.options.every(each);
      case "operation":
        return value.operands.every(each);
      case "call":
        return this.ofCall(value.call, depth);
      default:
        return false;
    }
  }

  private ofBinding(binding: Binding, depth: number): boolean {
    if (binding.kind === "builtin" || binding.function !== null || binding.class !== null || binding.kind === "import") return true;
    if (binding.scope.kind === "module") {
      return binding.writes.every(
        (write) => write.scope === binding.scope || (write.operator === "=" && this.guarded(binding, write.value, depth)),
      );
    }
    return this.guarded(binding, null, depth);
  }

  /** Loops over a binding's own definition count as steady: `x = x or 1`. */
  private guarded(binding: Binding, only: Value | null, depth: number): boolean {
    if (this.underWay.has(binding)) return true;
    this.underWay.add(binding);
    const steady = only === null ? this.allWrites(binding, depth) : this.of(only, depth + 1);
    this.underWay.delete(binding);
    return steady;
  }

  private allWrites(binding: Binding, depth: number): boolean {
    const writes = binding.writes.filter((write) => write.operator !== "declare");
    if (writes.some((write) => write.operator === "for" || write.operator === "catch" || write.operator === "with")) return false;
    const values = writes.map((write) => write.value);
    if (binding.parameter !== null) {
      const linked = this.names.links.get(binding) ?? [];
      if (linked.length === 0 && binding.parameter.default === null) return false;
      values.push(...linked);
      if (linked.length === 0 && binding.parameter.default !== null) values.push(binding.parameter.default);
    }
    return values.length > 0 && values.every((value) => this.of(value, depth + 1));
  }

  private ofAttribute(value: Extract<Value, { kind: "member" }>, depth: number): boolean {
    const { object } = value;
    const owner = object.kind === "self" ? object.owner : object.kind === "name" ? object.binding.scope.owner : null;
    if (owner === null) return false;
    const writes = attributeWrites(owner, value.property);
    if (writes.length === 0) return owner.scope.bindings.some((each) => each.name === value.property);
    return writes.every((write) => this.of(write.value, depth + 1));
  }

  private ofCall(call: Call, depth: number): boolean {
    if (!call.args.every((argument) => this.of(argument.value, depth + 1))) return false;
    const name = this.names.qualifiedName(call.callee);
    if (name !== undefined) {
      const entry = this.names.entry(call);
      if (PURE.test(name) || entry?.role === "sdk-client" || entry?.role === "same-object" || entry?.role === "parse") return true;
    }
    if (
      call.callee.kind === "member" &&
      /^(get|format|join|lower|upper|strip|replace|split|toLowerCase|toUpperCase|trim|concat|toString)$/.test(call.callee.property)
    ) {
      return this.of(call.callee.object, depth + 1);
    }
    const functions = this.names.referents(call.callee).filter((referent) => referent.kind === "function");
    return (
      functions.length > 0 &&
      functions.every((referent) => {
        const { returns } = (referent as Extract<typeof referent, { kind: "function" }>).scope;
        return returns.length > 0 && returns.every((each) => each.value === null || this.of(each.value, depth + 2));
      })
    );
  }
}
