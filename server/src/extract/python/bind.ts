/** The second phase: what the names collected by the walk are bound to. */
import type { Binding } from "../../model/code.ts";
import type { Frame, Mutable, Walker } from "./walker.ts";

/** Gives every read and every write of a name its binding, and the bindings their reads and writes. */
export function bindNames(w: Walker): void {
  for (const binding of w.hidden) binding.scope.bindings.push(binding);
  const builtins = new Map<string, Mutable<Binding>>();
  w.boundWrites.forEach((write, index) => {
    const binding = find(w.writeFrames[index] as Frame, w.boundNames[index] as string, w.rootFrame, builtins);
    if (write.target.kind === "binding") (write.target as Mutable<typeof write.target>).binding = binding;
    binding.writes.push(write);
  });
  w.reads.forEach((read, index) => {
    const binding = find(w.readFrames[index] as Frame, read.name, w.rootFrame, builtins);
    read.binding = binding;
    binding.reads.push(read);
  });
}

/** Python's rule: the frame itself, then the functions around it (not the classes), then the module, then the builtins. */
function find(from: Frame, name: string, root: Frame, builtins: Map<string, Mutable<Binding>>): Mutable<Binding> {
  let frame: Frame | null = from;
  let ownScope = true;
  while (frame !== null) {
    if (frame.globals?.has(name)) {
      frame = root;
      ownScope = true;
    }
    if (ownScope || frame.kind !== "class") {
      const binding = frame.names.get(name);
      if (binding !== undefined && !frame.nonlocals?.has(name)) return binding;
    }
    if (frame.kind !== "comprehension") ownScope = false;
    frame = frame.parent;
  }
  return builtins.get(name) ?? addBuiltin(name, root, builtins);
}

function addBuiltin(name: string, root: Frame, builtins: Map<string, Mutable<Binding>>): Mutable<Binding> {
  const builtin: Mutable<Binding> = {
    name,
    scope: root.scope,
    kind: "builtin",
    declaration: null,
    type: null,
    writes: [],
    reads: [],
    function: null,
    class: null,
    parameter: null,
  };
  builtins.set(name, builtin);
  return builtin;
}
