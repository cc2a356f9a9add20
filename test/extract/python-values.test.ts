import { runCases } from "./pythonCases.ts";

runCases([
  [
    "constants, displays and operators",
    "writes",
    `
    a = 1_000, -0x1F, 1.5e3, True, None, ...
    b = [1, *c, (2,), {3}]
    d = {"k": 1, e: 2, **f, 7: g}
    h = a < b <= c, a not in b, not a, -a, a @ b - c
    i = a.b["c"][0][d], a[1:2], a[1, x]
    j = (((k)))
  `,
    `
    write a = [1000, -31, 1500, true, null, ?()]
    write b = [1, c[*], [2], set[3]]
    write d = {k: 1, [e]: 2, **f, 7: g}
    write h = [a < b and b <= c, a not in b, not a, - a, a @ b - c]
    write i = [a.b["c"][0][d], ?(a, ?(1, 2)), a[[1, x]]]
    write j = k
  `,
  ],
  [
    "and, or and conditional expressions choose, and what they choose is conditional",
    "writes calls branches",
    `
    a = b() or c() or d()
    e = f and g()
    h = i() if j() else k()
  `,
    `
    write a = <b() | c() | d()>
    call b()
    call c() in operand-or(b())
    call d() in operand-or(c()) in operand-or(b())
    write e = <f | g()>
    call g() in operand-and(f)
    write h = <i() | k()>
    call i() in then(j())
    conditional: then(j()) else()
    call j()
    call k() in else
  `,
  ],
  [
    "arguments of every kind",
    "calls",
    `
    f(1, *a, k=2, **b)
    g(x for x in y)
    h.i(j())(m=[n()])
    async def o():
        await p(await q())
        yield from r()
  `,
    `
    call f(1, *a, k=2, *b)
    call g([x, y])
    call h.i(j())(m=[n()])
    call h.i(j())
    call j()
    call n()
    o: call p(q()) awaited
    o: call q() awaited
    o: call r() awaited
  `,
  ],
  [
    "the statement a call stands in",
    "statements",
    `
    a = b(c())
    if d():
        e = [f() for g in h]
    @i()
    def j(k=l()): m()
    n = lambda: o(p())
  `,
    `
    b(c()) of a = b(c())
    c() of a = b(c())
    d() of if d(): ⏎ e = [f() for g in h]
    f() of e = [f() for g in h] in loop(h) in then(d())
    i() of @i() ⏎ def j(k=l()): m()
    l() of @i() ⏎ def j(k=l()): m()
    j: m() of m()
    n: o(p()) of o(p())
    n: p() of o(p())
  `,
  ],
  [
    "functions, lambdas and classes",
    "scopes",
    `
    @app.route("/x", methods=["GET"])
    @retry
    async def f(a, /, b: int = 1, *args, c, d: "D" = None, **kw) -> str:
        yield a
    def g(a, *, b): pass
    on_event = lambda e, *rest, k=1: e
    h(lambda: 0)
    @final
    class A(B, c.D, metaclass=M):
        def m(self): pass
        @staticmethod
        def s(): pass
        if x:
            @classmethod
            async def k(cls): pass
        class Inner: pass
  `,
    `
    @app.route("/x", methods=["GET"]) @retry function f(a, b: int = 1, rest args, keyword-only c, keyword-only d: "D" = null, keyword-rest kw) async generator
    function g(a, keyword-only b)
    function on_event(e, rest rest, keyword-only k = 1)
    function null()
    @final class A(B, c.D)
    function m(self) method of A
    @staticmethod function s() static method of A
    @classmethod function k(cls) async static method of A
    class Inner()
  `,
  ],
  [
    "results and raises",
    "returns throws",
    `
    def f():
        if a: return
        x = yield 1
        yield
        yield from b
        raise C("d") from e
    def g():
        try: return h, i
        except A: raise
    j = lambda k: k.l
  `,
    `
    f: return nothing in then(a)
    f: return 1
    f: return nothing
    f: return b[*]
    f: throw C("d")
    g: return [h, i] in try
    g: throw nothing in catch(A)
    j: return k.l
  `,
  ],
  [
    "super stands for the instance as one of a base",
    "calls",
    `
    class A(B):
        def __init__(self):
            super().__init__(self)
            super(A, self).go()
  `,
    `
    __init__: call super(A).__init__(self)
    __init__: call super(A).go()
  `,
  ],
]);
