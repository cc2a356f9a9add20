/** Texts that use the grammars broadly, for tests that want variety rather than a certain construct. */
import type { Grammar } from "../../server/src/parse/parser.ts";

const PYTHON = `"""Orders — größer 😀."""
from __future__ import annotations
import os, sys as system
from .store import (get_table, put as put_item,)
from boto3 import client as c

LOG: Logger = get_logger(__name__)  # module level
TABLE = c("dynamodb", region_name=os.environ.get("REGION", 'eu-west-1'))
total = 0

@decorate(level=1)
@other.thing
class Orders(Base, metaclass=Meta):
    count: int = 0

    @staticmethod
    def parse(body: str, *rest, strict: bool = False, **options) -> dict[str, int]:
        return {**json.loads(body), "a": [x * 2 for x in rest if x], 'b': (y async for y in z)}

    async def save(self, item, /, other=None, *, deep=True):
        global total
        total += 1
        async with self.lock as lock, open(f"/tmp/{item['id']!r:>{total}}.txt", "wb") as f:
            await f.write(b"\\x00" + item.body[1:-1:2])
        try:
            yield await self.put(*item, **other)
        except (KeyError, ValueError) as error:
            raise RuntimeError("no %s" % item) from error
        except* OSError: pass
        else:
            return
        finally:
            del item.x, other[0]

def handler(event, context):
    # one arm for each action
    match event["action"]:
        case "create" | "update" if event.get("n", 0) > 1:
            return lambda a, b=2: a @ b
        case {"type": kind, **more} | [first, *_]:
            print(kind, file=system.stderr, end='')
        case Point(x=0) as p:
            assert p, "not \\N{BULLET} é"
    for index, (key, value) in enumerate(event.items()):
        while not value is None and key not in (1, 2.5e3, 0x1f, 3j, ...):
            value = -value ** 2 if key else ~value // 3 << 1
            if (n := len(key)) >= 10: break
            elif n == 3:
                continue
            else:
                nonlocal_name = x = y = "a" 'b' r"\\d" f"{key=}" f'''{value
                }'''
    return {"statusCode": 200, 'body': "".join(map(str, event))}

type Pair[T] = tuple[T, T]
if __name__ == "__main__": handler({}, None)
print >>sys.stderr, "old"
exec "code"
`;

const SCRIPT = `#!/usr/bin/env node
"use strict";
// größer 😀
import base, { S3Client, type Foo, PutObjectCommand as Put } from "@aws-sdk/client-s3";
import * as util from 'node:util';
export * from "./other.js";
export { base as default, util };
const { Client: Pg, ...others } = require("pg"), [first, , ...tail] = process.argv;
var counter = 0, re = /[a-z/]+\\/(?<n>x)/giu;
let cache = new Map();

/** Wraps it. */
class Orders extends Base {
  static #instances = new Set();
  static { Orders.ready = true; }
  name = "x"; 'quoted' = 1; [computed()] = 2;
  get size() { return this.#n ?? 0; }
  set size(value) { this.#n = value; }
  async *items({ from = 0, to: [end] }, ...rest) { yield* super.items(from, end, ...rest); }
  constructor() { super(); Orders.#instances.add(this); }
}

export const handler = middy(async (event, context) => {
  for (const record of event.Records) {
    try {
      const body = JSON.parse(record?.body ?? "{}"), id = \`id-\${body.id}-\${\`\${1 + 2}\`}\\n\`;
      if (!body || typeof body !== "object") continue; else if (body.a in body) delete body.a;
      await client.send(new Put({ Bucket: process.env.BUCKET, Key: id, ...body, async run() {}, get x() { return 1; }, [id]: 1, id }));
    } catch { counter++; } finally { cache.clear(); }
  }
  outer: for (let i = 0, j = 10; i < j; i++, --j) { while (true) { if (i) break outer; } }
  for (const key in event) do { counter **= 2; } while (counter <= 3 || !counter);
  switch (event.type) {
    case "a":
    case 'b': { return first?.[0]?.call(this, ...tail); }
    default: throw new Error(\`no \${event.type}\`);
  }
  const value = counter > 1 ? (a, b) => ({ a, b }) : function named() { return arguments; };
  x ||= y &&= z ??= void 0, import("./lazy.js").then(({ default: lazy }) => lazy\`tagged \${x}\`);
  return { statusCode: 200, body: JSON.stringify({ "n": 1n, m: 0xff, o: .5e-3, p: null, q: undefined, r: true }) };
});
module.exports.legacy = function (event, context, callback) { callback(null, event) }
`;

const TYPES = `
import type { APIGatewayProxyEvent as Event, Handler } from "aws-lambda";
declare module "x" { export function f(a: string): void; }
namespace N.M { export const a = 1; }
enum Kind { A = "a", B = 1 << 2, C }
abstract class Repo<T extends object = {}> implements Store<T>, Other {
  private readonly table!: string;
  @inject() declare x?: number;
  constructor(private a: string, public readonly b?: number) { super(); }
  abstract find<K extends keyof T>(this: Repo<T>, key: K, ...rest: unknown[]): Promise<T[K] | undefined>;
  [index: string]: any;
}
interface Options<T> extends Base { readonly a?: number; method(): asserts x is string; new (x: T): Options<T>; (y: T): void }
type Deep<T> = T extends (infer U)[] ? Deep<U> : { readonly [K in keyof T as \`get\${K & string}\`]?: T[K] };
export const run: Handler<Event, void> = async (event: Event): Promise<void> => {
  const value = event.body as unknown as string, other = event!.path satisfies string;
  let tuple: [a: string, b?: number, ...c: boolean[]] = undefined!;
  for (const x of f<string>(value)) g<typeof x>(x);
  function over(a: string): string; function over(a: any) { return a; }
};
export = run;
let u: unique symbol, v: typeof import("x"), w: abstract new () => object, y: -1 | "é😀" | true;
`;

const MARKUP = `
const view = <Frame title="größer" {...props} on={() => go()}>
  text {value} {/* comment */} <br/> &amp; <a.b c:d='1'></a.b> <></>
</Frame>;
`;

export const SAMPLES: readonly { readonly grammar: Grammar; readonly text: string }[] = [
  { grammar: "python", text: PYTHON },
  { grammar: "tsx", text: SCRIPT + MARKUP },
  { grammar: "typescript", text: SCRIPT.replace(/^#!.*\n/, "") + TYPES },
  { grammar: "tsx", text: TYPES + MARKUP },
];

/** A generator of numbers below a bound, the same in every run. */
export function dice(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** The text with one random piece gone, doubled or replaced by something that does not belong there. */
export function damage(text: string, roll: (bound: number) => number): string {
  const at = roll(text.length);
  const until = Math.min(text.length, at + roll(40));
  const intruders = ["(", "}", '"', "`", "\n", "😀", "\ud800", "\0", " class ", "=>", "#", "${", ":", "\r\n", "\ufeff", "'''"];
  const kinds = [
    () => text.slice(0, at) + text.slice(until),
    () => text.slice(0, until) + text.slice(at),
    () => text.slice(0, at) + (intruders[roll(intruders.length)] as string) + text.slice(at),
    () => text.slice(0, at),
  ];
  return (kinds[roll(kinds.length)] as () => string)();
}
