import { before } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { cases } from "./javascriptFacts.ts";

before(() => initParser());

cases([
  [
    "if chains are one branch",
    "if (a) x(); else if (b) { return; } else { if (c) throw d; else return }",
    {
      branches: ["if: a; b exits; else exits", "if: c exits; else exits"],
      calls: ["x() @then(a)"],
      throws: ["d @else then(c)"],
    },
  ],
  [
    "cases that fall through are joined",
    `
    switch (e.type) { case 'a': case 'b': one(); break; case 'c': two(); case 'd': { three(); return; } case 'x': default: four(); }`,
    {
      branches: ['switch e.type: "a", "b" exits; "c"; "c", "d" exits; default'],
      strings: ['"a" compare type', '"b" compare type', '"c" compare type', '"d" compare type', '"x" compare type'],
      calls: ["one() @case", "two() @case", "three() @case", "four() @case"],
    },
  ],
  [
    "an if whose arms exit exits itself, and so do switch and try",
    `
    if (a) { if (b) return 1; else throw 2; } else { switch (c) { case 1: return 1; default: throw 2 } }
    if (d) { try { return 1 } catch { throw 2 } } else { switch (e) { case 1: if (x) break; return; default: return } }`,
    {
      branches: [
        "if: a exits; else exits",
        "if: b exits; else exits",
        "switch c: 1 exits; default exits",
        "if: d exits; else",
        "switch e: 1 exits; default exits",
        "if: x exits",
      ],
    },
  ],
  [
    "conditional operands",
    "const v = a && b() || c() ?? d; const w = p ? q() : r();",
    {
      writes: ["v = (a | b() | c() | d)", "w = (q() | r())"],
      calls: ["b() @operand(a)", "c() @operand(not (a | b()))", "q() @then(p)", "r() @else"],
      branches: ["conditional: p; else"],
    },
  ],
  [
    "loops",
    `
    for (const x of xs()) f(x); for (const k in o) g(k); for (const [a, { b }] of m) {} for (let i = 0; i < n; i++) h(); while (w) { break; }
    do { z() } while (y()); for (o.p of q) continue; for await (const c of d) {}`,
    {
      writes: [
        "x for xs()[*] @loop(xs())",
        "k for ?(o) @loop(o)",
        "a for m[*][0] @loop(m)",
        "b for m[*][1].b @loop(m)",
        "i = 0",
        "i += 1 @loop(i < n)",
        "o.p for q[*] @loop(q)",
        "c for d[*] @loop(d)",
      ],
      calls: ["xs()", "f(x) @loop(xs())", "g(k) @loop(o)", "h() @loop(i < n)", "z() @loop(y())", "y()"],
    },
  ],
  [
    "try, catch and finally",
    "try { a() } catch ({ message }) { b(message) } finally { c() } try {} catch (e) { e; }",
    {
      writes: ["message catch ?.message @catch", "e catch ? @catch"],
      calls: ["a() @try", "b(message) @catch", "c() @finally"],
      bindings: ["catch message", "catch e"],
    },
  ],
  [
    "calls: new, optional, awaited, tagged, spread, in parentheses",
    `await a?.b(1, ...c); new D.E(f); new G; h\`x\${i}\`; (0, j.k)(l); (await m()).n(); yield o();`,
    {
      calls: ["await a.b(1, ...c)", "new D.E(f)", "new G()", 'h(template("x", i))', "j.k(l)", "await m().n()", "await m()", "await o()"],
      returns: ["await o()"],
    },
  ],
  [
    "the statement of a call is what an edit may stand before",
    "const a = b(); if (c()) { d(); } const e = () => f(); for (g(); ;) {} class H { i = j(); }",
    {
      statements: ["const a = b();", "if (c()) { d(); }", "d();", "for (g(); ;) {}", "f()", "i = j()"],
    },
  ],
  [
    "values",
    "x = [1, , ...a, -2, 1_000, 10n, /r/g, null, undefined, void 0, !b, typeof c, d < e, import.meta, 'f' in g, (h, i)]; y = {a, 'b': 1, [c]: 2, ['d']: 3, ...e};",
    {
      writes: [
        'x = [1, null, ?(a), -2, 1000, 10, /r/g, null, null, null, ! b, typeof c, d < e, ?, "f" in g, i]',
        "y = {a: a, b: 1, [c]: 2, d: 3, ...e}",
      ],
    },
  ],
  [
    "strings put together",
    `x = 'a' + b + 'c'; y = \`d\${e}f\${\`g\`}\`; z = 1 + 2 + h; s += \`i\${j}\`; k = 'l' + ('m' + n);`,
    {
      writes: [
        'x = template("a", b, "c")',
        'y = template("d", e, "f", "g")',
        "z = 1 + 2 + h",
        's += template("i", j)',
        'k = template("l", "m", n)',
      ],
    },
  ],
  [
    "strings know what they are given to",
    `
    "use strict"; const a = "1"; b.c = "2"; d["e"] = "3"; f = { g: "4", "h": \`5\` }; k("6"); new L(m ? "7" : n); o === "8"; "9" != p.q;
    function r(s = "10", { t = "11" }) { "use strict"; return "12"; } const u = v.w || "13"; x = \`14\${y}\`; z["no"]; const aa = "15" + bb;`,
    {
      strings: [
        '"1" variable a',
        '"2" property c',
        '"3" property e',
        '"4" property g',
        '"5" property h',
        '"6" argument k',
        '"7" argument L',
        '"8" compare o',
        '"9" compare q',
        '"10" default s',
        '"11" default t',
        '"12" none',
        '"13" variable u',
        '"14\\u0000" template variable x',
        '"15" variable aa',
      ],
    },
  ],
  [
    "escapes are decoded",
    `a = "\\n\\x41\\u0042\\u{43}\\\n\\'\\0"; b = \`\\\`\\\${\`;`,
    { strings: ['"\\nABC\'\\u0000" variable a', '"`${" variable b'] },
  ],
  [
    "this: methods have their class's, arrows the outer one, objects and functions none",
    `
    class A extends B { m() { this.x = () => this; super.m(); function f() { return this; } } } const o = { p() { return this; } };`,
    {
      writes: ["o = {p: fn p}", "m: this<A>.x = fn x"],
      returns: ["x: this<A>", "f: this", "p: this"],
      calls: ["m: super<A>.m()"],
    },
  ],
  [
    "classes: fields, statics, accessors, private names",
    `
    class A { b = c(); static d = 1; #e = () => this.b; get f() { return 1 } static g() {} constructor() {} static { h(); } [i]() {} }
    const J = class extends K.L {}; const M = class N { o() { N; } };`,
    {
      classes: ["A() f g constructor ?", "J(K.L) ", "N() o"],
      writes: ["J = class J", "M = class N", "A: this<A>.b = c()", "A: d = 1", "A: this<A>.#e = fn #e"],
      calls: ["A: c()", "A: h()"],
      bindings: ["class A", "constant J", "class N", "constant M", "A: variable d"],
      reads: ["K -> builtin", "A: c -> builtin", "A: h -> builtin", "A: i -> builtin", "o: N -> class 188"],
    },
  ],
  [
    "promise chains: callbacks are values of the arguments",
    "a().then((r) => r.b()).catch(console.error);",
    {
      calls: ["a()", "a().then(fn ?)", "a().then(fn ?).catch(console.error)", "function: r.b()"],
    },
  ],
  [
    "JSX is read for what runs in it",
    "const v = <Foo a=\"no\" on={() => f('yes')} {...p}>text {g(h)}<b.C/></Foo>;",
    {
      calls: ["g(h)", 'function: f("yes")'],
      strings: ['"yes" argument f'],
      reads: ["Foo -> builtin", "p -> builtin", "g -> builtin", "h -> builtin", "b -> builtin", "function: f -> builtin"],
    },
  ],
  [
    "comments, wherever they stand",
    "// a\nfoo(/* b */ c); interface I { /* d */ x: string } // e",
    { comments: ["// a", "/* b */", "/* d */", "// e"] },
  ],
]);
