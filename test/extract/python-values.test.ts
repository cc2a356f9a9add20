import { runCases } from "./pythonCases.ts";

runCases([
  ["constants, displays and operators", "writes", `
    a = 1_000, -0x1F, 1.5e3, True, None, ...
    b = [1, *c, (2,), {3}]
    d = {"k": 1, e: 2, **f, 7: g}
    h = a < b <= c, a not in b, not a, -a, a @ b - c
    i = a.b["c"][0][d], a[1:2], a[1, x]
    j = (((k)))
  `, `
    write a = [1000, -31, 1500, true, null, ?()]
    write b = [1, c[*], [2], set[3]]
    write d = {k: 1, [e]: 2, **f, 7: g}
    write h = [a < b and b <= c, a not in b, not a, - a, a @ b - c]
    write i = [a.b["c"][0][d], ?(a, ?(1, 2)), a[[1, x]]]
    write j = k
  `],
  ["and, or and conditional expressions choose, and what they choose is conditional", "writes calls branches", `
    a = b() or c() or d()
    e = f and g()
    h = i() if j() else k()
  `, `
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
  `],
  ["arguments of every kind", "calls", `
    f(1, *a, k=2, **b)
    g(x for x in y)
    h.i(j())(m=[n()])
    async def o():
        await p(await q())
        yield from r()
  `, `
    call f(1, *a, k=2, *b)
    call g([x, y])
    call h.i(j())(m=[n()])
    call h.i(j())
    call j()
    call n()
    o: call p(q()) awaited
    o: call q() awaited
    o: call r() awaited
  `],
  ["the statement a call stands in", "statements", `
    a = b(c())
    if d():
        e = [f() for g in h]
    @i()
    def j(k=l()): m()
    n = lambda: o(p())
  `, `
    b(c()) of a = b(c())
    c() of a = b(c())
    d() of if d(): ⏎ e = [f() for g in h]
    f() of e = [f() for g in h] in loop(h) in then(d())
    i() of @i() ⏎ def j(k=l()): m()
    l() of @i() ⏎ def j(k=l()): m()
    j: m() of m()
    n: o(p()) of o(p())
    n: p() of o(p())
  `],
  ["functions, lambdas and classes", "scopes", `
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
  `, `
    @app.route("/x", methods=["GET"]) @retry function f(a, b: int = 1, rest args, keyword-only c, keyword-only d: "D" = null, keyword-rest kw) async generator
    function g(a, keyword-only b)
    function on_event(e, rest rest, keyword-only k = 1)
    function null()
    @final class A(B, c.D)
    function m(self) method of A
    @staticmethod function s() static method of A
    @classmethod function k(cls) async static method of A
    class Inner()
  `],
  ["results and raises", "returns throws", `
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
  `, `
    f: return nothing in then(a)
    f: return 1
    f: return nothing
    f: return b[*]
    f: throw C("d")
    g: return [h, i] in try
    g: throw nothing in catch(A)
    j: return k.l
  `],
  ["super stands for the instance as one of a base", "calls", `
    class A(B):
        def __init__(self):
            super().__init__(self)
            super(A, self).go()
  `, `
    __init__: call super(A).__init__(self)
    __init__: call super(A).go()
  `],
  ["strings by the name they are given", "strings", `
    """A docstring."""
    password = "a"
    d["key"] = o.attr = "b"
    m = {"token": "c", **{"t2": "c2"}}
    f("d", pwd="e", **{"k": "f"})
    def g(secret="h", *, s2: str = "i"):
        "another"
    if kind == "j" or "k" != x.kind or e["type"] in ("l", "m"): pass
    url = get() or "n"
    host = "o" if p else "q"
    a, b = "r", ["s"]
    os.environ.get("T_KEY", "u")
    os.getenv("V_KEY", "w")
    for x in ["y"]: pass
    del z["unseen"]
  `, `
    string "a" as variable password
    string "b" as property attr
    string "c" as property token
    string "c2" as property t2
    string "d" as argument f
    string "e" as keyword pwd
    string "f" as property k
    string "h" as default secret
    string "i" as default s2
    string "j" as compare kind
    string "k" as compare kind
    string "l" as compare type
    string "m" as compare type
    string "n" as variable url
    string "o" as variable host
    string "q" as variable host
    string "r" as variable a
    string "s"
    string "T_KEY" as argument get
    string "u" as argument T_KEY
    string "V_KEY" as argument getenv
    string "w" as argument V_KEY
    string "y"
  `],
  ["prefixes, escapes and neighbours", "strings", String.raw`
    a = "x\n\x41\u00e9\U0001F600\101\q\
    y" 'z'
    b = r"\n" R'\d' b"\x00" Rb'\x'
    c = """two
    lines"""
    d = f"plain {{}}"
    e = ""
  `, String.raw`
    string "x\nAé😀A\\qyz" as variable a
    string "\\n\\d◦\\x" as variable b
    string "two\nlines" as variable c
    string "plain {}" as variable d
    string "" as variable e
  `],
  ["strings put together", "strings writes", `
    a = f"x{b!r:>{c}}y{{" "z" f"{d}"
    e = "p:%s@%(h)s %%" % (f, "g")
    i = "u{}{k:{l}} {{}}".format(m, k="n")
    o = "q" + r + "s" + t("v")
    w = ",".join(["x", y])
    z = "-".join(v for v in u)
    aa = os.path.join("bb", c)
    dd = e % f + g
  `, `
    write a = text("x", b, c, "y{z", d)
    template "x◦y{z◦" as variable a
    write e = text("p:%s@%(h)s %%", f, "g")
    template "p:◦@◦ %" as variable e
    string "g"
    write i = text("u{}{k:{l}} {{}}", m, "n")
    template "u◦◦ {}" as variable i
    string "n" as keyword k
    write o = text("q", r, "s", t("v"))
    template "q◦s◦" as variable o
    string "v" as argument t
    write w = text(",", "x", y)
    template "x,◦" as variable w
    write z = text("-", [v, u])
    template "◦" as variable z
    write v (for) u[*] in loop(u)
    write aa = os.path.join("bb", c)
    string "bb" as argument join
    write dd = e % f + g
  `],
  ["a chain longer than the stack is deep", "strings", `a = ${'"x" + '.repeat(3000)}b`, `template "${"x".repeat(3000)}◦" as variable a`],
]);
