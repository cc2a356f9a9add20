import { before } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { cases } from "./javascriptFacts.ts";

before(() => initParser());

cases([
  [
    "functions of every form take the name they are given",
    `
    function a(x, ...rest) {} const b = async (y = 1) => y; const c = function* () {}; o.d = function own() {};
    const m = { e() {}, f: () => {}, get g() { return 1 }, async *["h"]() {} }; x => x;`,
    {
      scopes: [
        "function a(x, rest rest)",
        "function b(y = 1) async arrow",
        "function c() generator",
        "function own()",
        "function e()",
        "function f() arrow",
        "function g()",
        "function h() async generator",
        "function ?(x) arrow",
      ],
      writes: ["b = fn b", "c = fn c", "o.d = fn own", "m = {e: fn e, f: fn f, g: ?(fn g), h: fn h}"],
      returns: ["b: y", "g: 1", "function: x"],
    },
  ],
  [
    "a function expression's own name is known inside of it only",
    "const f = function g() { g(); }; g();",
    {
      reads: ["g -> builtin", "g: g -> g: function 19"],
    },
  ],
  [
    "let, const and class live in their block, and sibling blocks are apart",
    "{ let a = 1; a; } { const a = 2; a; } a;",
    {
      bindings: ["variable a", "constant a"],
      reads: ["a -> variable 6", "a -> constant 26", "a -> builtin"],
    },
  ],
  [
    "var and functions are hoisted",
    "v; f(); if (x) { var v = 1; } function f() { return w; var w; }",
    {
      bindings: ["variable v", "function f", "f: variable w"],
      reads: ["v -> variable 21", "f -> function 39", "x -> builtin", "f: w -> f: variable 59"],
      writes: ["v = 1 @then(x)", "f: w declare ?"],
    },
  ],
  [
    "a name may be used in a function before its declaration",
    "const f = () => later; const later = 1;",
    { reads: ["f: later -> constant 29"] },
  ],
  [
    "parameters and inner names shadow",
    "const a = 1; function f(a) { { let a = 2; a; } return a; }",
    {
      reads: ["f: a -> f: variable 35", "f: a -> f: parameter 24"],
    },
  ],
  [
    "what is assigned and never declared is a global of the module",
    "function f(e) { last = e; count++; console.log(last); }",
    {
      bindings: ["function f", "undeclared last", "undeclared count", "f: parameter e"],
      writes: ["f: last = e", "f: count += 1"],
      reads: ["f: e -> f: parameter 11", "f: console -> builtin", "f: last -> undeclared"],
    },
  ],
  [
    "destructuring writes each name with its path",
    "const { a, b: { c = 1, ...d }, [k]: e, 'f-g': f, 0: g, ...h } = o; let [i, , j = 2, [l], ...m] = p;",
    {
      writes: [
        "a = o.a",
        "c = (o.b.c | 1)",
        "d = o.b",
        "e = o[k]",
        "f = o.f-g",
        "g = o[0]",
        "h = o",
        "i = p[0]",
        "j = (p[2] | 2)",
        "l = p[3][0]",
        "m = p",
      ],
    },
  ],
  [
    "destructuring assigns to names, members and elements",
    "let a; [a, b.c, d[0]] = x; ({ a, y: z.q = 1 } = x);",
    {
      writes: ["a declare ?", "a = x[0]", "b.c = x[1]", "d[0] = x[2]", "a = x.a", "z.q = (x.y | 1)"],
    },
  ],
  [
    "destructured parameters come from the parameter",
    "function f({ a, b: [c] }, d, { e } = { e: g() }) {}",
    {
      scopes: ["function f({}, d, {} = {e: g()})"],
      bindings: ["function f", "f: variable a", "f: variable c", "f: parameter d", "f: variable e"],
      writes: ["f: a = #0.a", "f: c = #0.b[0]", "f: e = (#2 | {e: g()}).e"],
      calls: ["f: g() @operand(not #2)"],
    },
  ],
  [
    "assignments of every operator",
    "a = b = c; d += e; f ??= g(); h.i ||= j; k &&= l; m--; delete n.o; p **= 2; q[r] = s; t['u'] = v;",
    {
      writes: [
        "a = c",
        "b = c",
        "d += e",
        "f ??= g() @operand(not f)",
        "h.i ||= j @operand(not h.i)",
        "k &&= l @operand(k)",
        "m -= 1",
        "n.o delete ?",
        "p other= 2",
        "q[r] = s",
        "t.u = v",
      ],
      calls: ["g() @operand(not f)"],
    },
  ],
]);
