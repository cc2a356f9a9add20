import { before } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { cases } from "./javascriptFacts.ts";

before(() => initParser());

cases([
  [
    "imports of every form",
    `
    import d, { x as y, type Z, default as e } from "a"; import * as ns from "./b"; import "side"; import type { T } from "t"; import f from "f.json" with { type: "json" };`,
    {
      imports: ["import a", "import ./b", "import side", "import t type", "import f.json"],
      bindings: ["import d", "import y", "import Z", "import e", "import ns", "import T", "import f"],
      writes: [
        "d import module(a).default",
        "y import module(a).x",
        "Z import module(a).Z",
        "e import module(a).default",
        "ns import module(./b)",
        "T import module(t).T",
        "f import module(f.json).default",
      ],
      strings: [],
    },
  ],
  [
    "require and dynamic import are module values",
    `
    const { Client: Pg } = require("pg"); const fs = require('fs').promises; const m = await import(\`m\`); if (a) require("lazy")(b);
    const n = require(name); const o = wrap(require("o")); import("p").then((q) => q.r); await import(\`./\${s}\`);`,
    {
      imports: ["require pg", "require fs", "dynamic m", "require lazy @then(a)", "require o", "dynamic p"],
      writes: ["Pg = module(pg).Client", "fs = module(fs).promises", "m = module(m)", "n = require(name)", "o = wrap(module(o))"],
      calls: ["module(lazy)(b) @then(a)", "require(name)", "wrap(module(o))", "module(p).then(fn ?)"],
    },
  ],
  [
    "exports of ES modules",
    `
    export const a = 1, { b, c: [d] } = x; export function f() {} export class G {} export async function* h() {}
    const i = 1, j = 2; export { i, j as k, j as "l-m", i as default };`,
    {
      exports: ["a: a", "b: b", "d: d", "f: f", "G: G", "h: h", "i: i", "k: j", "l-m: j", "default: i"],
    },
  ],
  ["default exports", "export default async (event) => event;", { exports: ["default: fn ?"], returns: ["function: event"] }],
  ["default exports with a name", "export default function main() {}", { exports: ["default: main"], bindings: ["function main"] }],
  ["default exports of a call", "export default middy(handler).use(x);", { exports: ["default: middy(handler).use(x)"] }],
  [
    "re-exports",
    `export { x, y as z, default as w } from "./a"; export * from "./b"; export * as ns from "./c"; export { default } from "./d";`,
    {
      exports: [
        "x: module(./a).x",
        "z: module(./a).y",
        "w: module(./a).default",
        "ns: module(./c)",
        "default: module(./d).default",
        "star: module(./b)",
      ],
      imports: ["reexport ./a", "reexport ./b star", "reexport ./c star", "reexport ./d"],
      strings: [],
    },
  ],
  [
    "an exported name keeps its binding and is not read",
    "export const a = 1; export { a as b }; let c; c = 1;",
    {
      exports: ["a: a", "b: a"],
      reads: [],
      writes: ["a = 1", "c declare ?", "c = 1"],
    },
  ],
  [
    "CommonJS: single names",
    `
    exports.a = async (event) => event; module.exports.b = b; exports["c"] = 1; module.exports.d = exports.e = f;`,
    {
      exports: ["a: fn a", "b: b", "c: 1", "e: f", "d: f"],
    },
  ],
  [
    "CommonJS: a whole object",
    "module.exports = { a, b: c, async d() {}, 'e': () => 1, ...require('./f') };",
    {
      exports: ["a: a", "b: c", "d: fn d", "e: fn e", "whole: {a: a, b: c, d: fn d, e: fn e, ...module(./f)}", "star: module(./f)"],
    },
  ],
  [
    "CommonJS: a whole function, and names on it",
    "module.exports = exports = async function handler() {}; module.exports.x = 1;",
    {
      exports: ["x: 1", "whole: fn handler"],
      bindings: ["handler: function handler"],
    },
  ],
  [
    "exports of something else than the module are none",
    `
    const exports = {}; exports.a = 1; function f(module) { module.exports = 2; } module.foo = 3; x.exports = 4;`,
    { exports: [] },
  ],
  [
    "compiled TypeScript",
    `
    "use strict"; var __importDefault = (this && this.__importDefault) || function (mod) { return mod; };
    Object.defineProperty(exports, "__esModule", { value: true }); exports.other = exports.handler = void 0;
    const a_1 = __importDefault(require("a")); const b = tslib_1.__importStar(require("b"));
    Object.defineProperty(exports, "c", { enumerable: true, get: function () { return a_1.c; } }); __exportStar(require("./d"), exports);
    const handler = async () => (0, a_1.default)(b); exports.handler = handler; Object.assign(exports, { other: 1 });`,
    {
      exports: ["c: a_1.c", "handler: handler", "other: 1", "star: module(./d)"],
      writes: [
        "__importDefault = (this | this.__importDefault | fn __importDefault)",
        "exports.other = null",
        "exports.handler = null",
        "a_1 = module(a)",
        "b = module(b)",
        "handler = fn handler",
        "exports.handler = handler",
      ],
      calls: [
        'Object.defineProperty(exports, "__esModule", {value: true})',
        'Object.defineProperty(exports, "c", {enumerable: true, get: fn get})',
        "__exportStar(module(./d), exports)",
        "Object.assign(exports, {other: 1})",
        "handler: a_1.default(b)",
      ],
    },
  ],
]);

cases(
  [
    [
      "TypeScript: declared types",
      `
    export const handler: Handler<SQSEvent, void> = async (event) => {}; const a = (async () => {}) satisfies Handler; let b: string | undefined;
    const c = ["x"] as const; function f(this: X, event: APIGatewayProxyEvent, context?: Context, ...rest: any[]): void {}`,
      {
        bindings: [
          "constant handler: Handler<SQSEvent, void>",
          "constant a: Handler",
          "variable b: string | undefined",
          "constant c",
          "function f",
          "handler: parameter event",
          "f: parameter event: APIGatewayProxyEvent",
          "f: parameter context: Context",
          "f: parameter rest: any[]",
        ],
        scopes: [
          "function handler(event) async arrow",
          "function a() async arrow",
          "function f(event: APIGatewayProxyEvent, context: Context, rest rest: any[])",
        ],
      },
    ],
    [
      "TypeScript: casts and type arguments are gone",
      "a = <any>b; c = d as unknown as E; f!.g!.h = i!; (j as K).l = m<N>(o!); p = new Q<R>(); (s as T) = u; v = w satisfies X;",
      {
        writes: ["a = b", "c = d", "f.g.h = i", "j.l = m(o)", "p = new Q()", "s = u", "v = w"],
      },
    ],
    [
      "TypeScript: what does not run is no fact",
      `
    interface A { b: typeof c } type D = E<"no">; declare const f: string; declare function g(): void; declare module "h" { const i: number }
    function j(): void; function j(a?: any) {} export type { D }; export interface K {} export { type D as L }; abstract class M { abstract n(): void }`,
      {
        bindings: ["function j", "class M", "j: parameter a: any"],
        reads: [],
        exports: [],
        strings: [],
        imports: [],
        scopes: ["function j(a: any)", "class M of M"],
      },
    ],
    [
      "TypeScript: enums and namespaces are constant maps",
      `
    enum E { A, B = 5, C, D = "d", 'F-G' = f() } export namespace N { export const x = 1; const y = x; export function z() {} }`,
      {
        writes: ['E = {A: 0, B: 5, C: 6, D: "d", F-G: f()}', "N = {x: x, z: z}", "x = 1", "y = x"],
        exports: ["N: N"],
        strings: ['"d" property D'],
      },
    ],
    [
      "TypeScript: parameter properties, decorators, field types",
      `
    @Injectable() class A { constructor(private readonly b: B, public c = 1, d: D) {} @e() f(@Param("g") h: string) {} @Inject() static i: I = j; k!: string; }`,
      {
        classes: ["A() constructor f @Injectable()"],
        scopes: ["class A of A", "function constructor(b: B, c = 1, d: D) of A", "function f(h: string) of A @e()"],
        writes: ["A: i = j", "constructor: this<A>.b = b", "constructor: this<A>.c = c"],
        bindings: [
          "class A",
          "A: variable i: I",
          "constructor: parameter b: B",
          "constructor: parameter c",
          "constructor: parameter d: D",
          "f: parameter h: string",
        ],
      },
    ],
    [
      "TypeScript: import and export assignments",
      "import x = require('y'); import z = x.A.B; export = { z };",
      {
        imports: ["require y"],
        writes: ["x import module(y)", "z import x.A.B"],
        exports: ["z: z", "whole: {z: z}"],
      },
    ],
    [
      "TypeScript: exported and decorated classes, overloads",
      "@a export class B {} @c() export default class D {} export function e(): void; export function e() {}",
      {
        exports: ["B: B", "default: D", "e: e"],
        classes: ["B()  @a", "D()  @c()"],
      },
    ],
  ],
  "typescript",
);
