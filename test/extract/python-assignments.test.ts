import { runCases } from "./pythonCases.ts";

runCases([
  [
    "unpacking",
    "writes",
    `
    a, (b, *c), d = value
    [e, *_, f] = g, h = other()
    for i, (j, k) in pairs: pass
    x.y, z["k"], w[0] = v
  `,
    `
    write a = value[0]
    write b = value[1][0]
    write c = [value[1][*]]
    write d = value[2]
    write e = other()[0]
    write _ = [other()[*]]
    write f = other()[-1]
    write g = other()[0]
    write h = other()[1]
    write i (for) pairs[*][0] in loop(pairs)
    write j (for) pairs[*][1][0] in loop(pairs)
    write k (for) pairs[*][1][1] in loop(pairs)
    write x.y = v[0]
    write z.k = v[1]
    write w[0] = v[2]
  `,
  ],
  [
    "tuple to tuple goes item by item",
    "writes",
    `
    a, b = b, a
    c, (d, e) = 1, [f(), g]
    first, *middle, last = 1, 2, 3, 4
    h, i = *j, k
    (l) = (m,) = 1
  `,
    `
    write a = b
    write b = a
    write c = 1
    write d = f()
    write e = g
    write first = 1
    write middle = [2, 3]
    write last = 4
    write h = [j[*], k][0]
    write i = [j[*], k][1]
    write l = 1
    write m = 1[0]
  `,
  ],
  [
    "every operator of an assignment",
    "writes",
    `
    a: int = 1
    b: str
    a += 2
    a -= 3
    a //= 4
    d["k"] = d.v = [5]
    d[i] += 6
    del a, d["k"], d[0]
    x[1:2] = y
  `,
    `
    write a = 1
    declare b
    write a += 2
    write a -= 3
    write a other= 4
    write d.k = [5]
    write d.v = [5]
    write d[i] += 6
    delete a
    delete d.k
    delete d[0]
    write x[?(1, 2)] = y
  `,
  ],
  [
    "with and except name what they give",
    "writes",
    `
    with open(p) as f, lock, a.b() as (c, d): pass
    async def g():
        async with s as t: pass
    try: pass
    except (A, b.B) as e: pass
  `,
    `
    write f (with) open(p)
    write c (with) a.b()[0]
    write d (with) a.b()[1]
    g: write t (with) s
    write e (catch) ?([A, b.B]) in catch([A, b.B])
  `,
  ],
]);
