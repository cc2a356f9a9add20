import { runCases } from "./pythonCases.ts";

runCases([
  [
    "a function's names are its own, what it only reads is the module's",
    "writes reads",
    `
    db = None
    def get():
        db = connect()
        return db
    def read():
        return db
  `,
    `
    write db = null
    get: write db = connect()
    get: read builtin connect
    get: read variable db
    read: read variable db of module
  `,
  ],
  [
    "global writes to the module, also where it is said too late",
    "writes bindings",
    `
    def f():
        global a, b
        a = 1
        c = b = 2
        global c
  `,
    `
    function f (0 writes, 0 reads)
    variable a (1 writes, 0 reads)
    variable b (1 writes, 0 reads)
    variable c (1 writes, 0 reads)
    f: write a of module = 1
    f: write c of module = 2
    f: write b of module = 2
  `,
  ],
  [
    "nonlocal writes to the function around",
    "writes",
    `
    count = 0
    def outer():
        count = 1
        def inner():
            nonlocal count
            count += 1
  `,
    `
    write count = 0
    outer: write count = 1
    inner: write count of outer += 1
  `,
  ],
  [
    "a class's names are hidden from its methods",
    "writes reads",
    `
    table = "a"
    class Store:
        table = "b"
        name = table
        def get(self):
            return table, self.table
  `,
    `
    write table = "a"
    Store: write table = "b"
    Store: write name = table
    Store: read variable table
    get: read variable table of module
    get: read parameter self
  `,
  ],
  [
    "names are bound wherever in the scope they are written",
    "reads",
    `
    def f():
        g(x)
        x = 1
    def g(y):
        pass
  `,
    `
    f: read function g of module
    f: read variable x
  `,
  ],
  [
    "comprehension variables are hidden from the rest of the function",
    "writes reads",
    `
    def f(items, x):
        names = [x.name for x in items if x]
        return x
  `,
    `
    f: write names = [x.name, items]
    f: read variable x in then(x) in loop(items)
    f: write x (for) items[*] in loop(items)
    f: read parameter items
    f: read variable x in loop(items)
    f: read parameter x
  `,
  ],
  [
    "one comprehension in the other, sets, maps and generators",
    "writes",
    `
    a = {k: v for k, v in d.items()}
    b = {y for x in xs for y in x}
    c = sum(i for i in range(3))
    d = [[j for j in i] for i in d]
  `,
    `
    write a = {[k]: v}
    write k (for) d.items()[*][0] in loop(d.items())
    write v (for) d.items()[*][1] in loop(d.items())
    write b = set[y, xs, x]
    write x (for) xs[*] in loop(xs)
    write y (for) x[*] in loop(x) in loop(xs)
    write c = sum([i, range(3)])
    write i (for) range(3)[*] in loop(range(3))
    write d = [[j, i], d]
    write j (for) i[*] in loop(i) in loop(d)
    write i (for) d[*] in loop(d)
  `,
  ],
  [
    "walrus binds in the function, also from within a comprehension",
    "writes",
    `
    def f(xs):
        if (n := len(xs)) > 2: pass
        [last := x for x in xs]
    last
  `,
    `
    f: write n = len(xs)
    f: write last = x in loop(xs)
    f: write x (for) xs[*] in loop(xs)
  `,
  ],
  [
    "imports of every form",
    "imports writes",
    `
    from __future__ import annotations
    import a.b.c, d as e, f.g as h
    from i.j import (k, l as m)
    from . import n
    from ...o.p import q
    from r import *
    def s():
        import t
  `,
    `
    from __future__
    write annotations (import) module(__future__).annotations
    import a.b.c
    import d
    import f.g
    write a (import) module(a)
    write e (import) module(d)
    write h (import) module(f.g)
    from i.j
    write k (import) module(i.j).k
    write m (import) module(i.j).l
    from .
    write n (import) module(.).n
    from ...o.p
    write q (import) module(...o.p).q
    from r *
    s: import t
    s: write t (import) module(t)
  `,
  ],
  [
    "imports under a condition",
    "imports bindings",
    `
    from typing import TYPE_CHECKING
    if TYPE_CHECKING:
        from types_boto3 import S3
    else:
        S3 = object
    try:
        import orjson as json
    except ImportError:
        import json
  `,
    `
    from typing
    import TYPE_CHECKING (1 writes, 1 reads)
    import S3 (2 writes, 0 reads)
    import json (2 writes, 0 reads)
    from types_boto3 for types in then(TYPE_CHECKING)
    import orjson in try
    import json in catch(ImportError)
  `,
  ],
  [
    "definitions, and what a name is in the end",
    "bindings",
    `
    f = None
    def f(a: Event, *b, c=1, **d): pass
    class g: pass
    import h
    def h(): pass
  `,
    `
    function f (1 writes, 0 reads)
    class g (0 writes, 0 reads)
    import h (1 writes, 0 reads)
    f: parameter a: Event (0 writes, 0 reads)
    f: parameter b (0 writes, 0 reads)
    f: parameter c (0 writes, 0 reads)
    f: parameter d (0 writes, 0 reads)
  `,
  ],
]);
