import { runCases } from "./pythonCases.ts";

runCases([
  [
    "if, elif and else are arms of one branch",
    "branches writes calls exits",
    `
    if a:
        x = 1
    elif b():
        x = 2
        if c: y()
    else:
        return
  `,
    `
    if: then(a) then(b()) else()
    write x = 1 in then(a)
    call b()
    write x = 2 in then(b())
    if: then(c) in then(b())
    call y() in then(c) in then(b())
    exits else
  `,
  ],
  [
    "loops with else",
    "writes calls",
    `
    for i in f():
        g(i)
    else:
        h()
    while j():
        k()
    else:
        l()
    async def m():
        async for n in o: pass
  `,
    `
    write i (for) f()[*] in loop(f())
    call f()
    call g(i) in loop(f())
    call h() in else
    call j()
    call k() in loop(j())
    call l() in else
    m: write n (for) o[*] in loop(o)
  `,
  ],
  [
    "try, except, else and finally",
    "calls",
    `
    try: a()
    except B: b()
    except (C, D) as e: c()
    except: d()
    else: f()
    finally: g()
    try: h()
    except* I: i()
  `,
    `
    call a() in try
    call b() in catch(B)
    call c() in catch([C, D])
    call d() in catch
    call f() in else
    call g() in finally
    call h() in try
    call i() in catch(I)
  `,
  ],
  [
    "with",
    "calls",
    `
    with a(), b() as c:
        d()
    with (e() as f, g()): h()
  `,
    `
    call a()
    call b()
    call d() in with
    call e()
    call g()
    call h() in with
  `,
  ],
  [
    "what control never runs past",
    "exits",
    `
    def f():
        if a: return
        else: raise b
    def g():
        for c in d:
            if c: continue
            break
    def h():
        with i:
            try: return 1
            except J: raise
    def k():
        try: l()
        finally: return
    def m():
        if n: return
        elif o: return
    def p():
        while True: return
  `,
    `
    exits body
    exits then(a)
    exits else
    exits loop(d)
    exits then(c)
    exits body
    exits with
    exits try
    exits catch(J)
    exits body
    exits finally
    exits then(n)
    exits then(o)
    exits loop(true)
  `,
  ],
  [
    "match with every pattern",
    "branches writes",
    `
    match event["type"]:
        case "a" | "b": pass
        case -1 | None | True: pass
        case {"k": 1, "n": name, **rest}: pass
        case [first, *others, _]: pass
        case Point(x=0, y=y) as point: pass
        case Kind.ORDER: pass
        case (("c")): pass
        case "d", z: pass
        case other if other > 1: pass
        case _: pass
  `,
    `
    match event["type"]: case("a", "b") case(-1, null, true) case({k: 1, n: ?()}) case([?(), ?(), ?()]) case(?(Point)) case(Kind.ORDER) case("c") case(["d", ?()]) case(?(other > 1)) case()
    write name = event["type"]["n"] in case
    write rest = ?(event["type"]) in case
    write first = event["type"][0] in case
    write others = [event["type"][*]] in case
    write y = event["type"].y in case
    write point = event["type"] in case
    write z = event["type"][1] in case
    write other = event["type"] in case
  `,
  ],
  [
    "cases are conditional, guards too",
    "calls strings exits",
    `
    def f(kind, n):
        match kind, n:
            case "a", 1:
                return a()
            case "b", m if c(m):
                return b()
            case _:
                raise X
  `,
    `
    exits body
    string "a" as compare kind
    exits case
    f: call a() in case
    string "b" as compare kind
    f: call c(m) in case
    exits then(c(m))
    f: call b() in then(c(m)) in case
    exits case
  `,
  ],
  [
    "code of the main guard stands under its test",
    "calls",
    `
    if __name__ == "__main__":
        handler({}, None)
  `,
    `
    call handler({}, null) in then(__name__ == "__main__")
  `,
  ],
  [
    "Python 2",
    "calls writes returns",
    `
    print "a", b()
    def f((c, d), e): return c
  `,
    `
    call print("a", b())
    call b()
    f: write c = parameter 0[0]
    f: write d = parameter 0[1]
    f: return c
  `,
  ],
]);
