/** Decides how trees of a grammar leave WebAssembly. */
import type { Language, Parser, Tree } from "web-tree-sitter";
import { readByCursor } from "./cursor.ts";
import { addressOf, readGrammarTables } from "./grammarTables.ts";
import { readFromMemory } from "./memory.ts";
import type { PlainNode } from "./node.ts";
import type { Memory } from "./runtime.ts";

export type ReadTree = (tree: Tree) => PlainNode;

/**
 * Every kind of node the fast reader has to know: long and short leaves, leaves of the external scanner, aliases, fields
 * through hidden nodes, comments where they are extras, wide characters, an ERROR and a MISSING node.
 */
const SAMPLES: Record<string, string> = {
  python: `# \u{1f600}
@d
def f(a, *b, c: int = 1) -> str:
    """é"""
    x = f"{a!r:>{c}}" if not a else [i for i in b if i]  # c
    match x:
        case {"k": [1, *_]}: print(x, end="")
    return a.b[0](

class C(B, m=1): pass
y = (1 +
try:
  $ 1
`,
  typescript: `/* \u{1f600} */ import { a as b } from "é";
export default async function f<T>({ c, ...d }: P, e = \`q\${b}\`): Promise<T> { return c!.d?.[0] ?? new X(/r/g); } // c
class K extends L { static #p = 1; get g() { return this.#p; } }
const o: A = { c, async *g() {}, [k]: (x) => x, "l": 1, };
type U = "a" | { readonly k?: number };
if (a { b( }
let 1 @ = ;
`,
  hcl: `# \u{1f600}
resource "a" b {
  c = { "é" = [1, -2.5], (d) : !e.f[0].*.g, h = null } // i
  j = "k\${l ? m : n(o...)}p" /* q */
  r { s = [for t, u in v[*].w : u if t == 1 && x] }
  y = <<-EOF
    z \${a.b} %{ if c }d%{ endif }
  EOF
}
e {
  f = = "g
}
`,
};

/** The fast reader where this grammar's trees are laid out as it expects, else the cursor walk. */
export function chooseReader(grammar: string, language: Language, parser: Parser, memory: Memory): ReadTree {
  const tables = readGrammarTables(language, memory);
  if (tables === undefined) return readByCursor;
  const fast: ReadTree = (tree) => readFromMemory(tree, tables, memory);
  const tree = parser.parse(SAMPLES[grammar] ?? (SAMPLES.typescript as string));
  if (tree === null) return readByCursor;
  try {
    // The tree's third word is its language; where it is not, nothing else is where we look for it.
    if (memory.HEAPU32[(addressOf(tree) >>> 2) + 2] !== addressOf(language)) return readByCursor;
    return sameTree(fast(tree), readByCursor(tree)) ? fast : readByCursor;
  } catch {
    return readByCursor;
  } finally {
    tree.delete();
  }
}

/** Are two trees equal in every field of every node? */
export function sameTree(left: PlainNode, right: PlainNode): boolean {
  const pairs: [PlainNode, PlainNode][] = [[left, right]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a.type !== b.type || a.isNamed !== b.isNamed || a.field !== b.field || a.isError !== b.isError) return false;
    if (a.start !== b.start || a.end !== b.end || a.children.length !== b.children.length) return false;
    for (let index = 0; index < a.children.length; index++) {
      const [x, y] = [a.children[index] as PlainNode, b.children[index] as PlainNode];
      if (x.parent !== a || y.parent !== b) return false;
      pairs.push([x, y]);
    }
  }
  return true;
}
