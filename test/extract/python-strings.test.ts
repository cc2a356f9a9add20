import { runCases } from "./pythonCases.ts";

runCases([
  [
    "strings by the name they are given",
    "strings",
    `
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
  `,
    `
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
    string "u" as argument get
    string "V_KEY" as argument getenv
    string "w" as argument getenv
    string "y"
  `,
  ],
  [
    "prefixes, escapes and neighbours",
    "strings",
    String.raw`
    a = "x\n\x41\u00e9\U0001F600\101\q\
    y" 'z'
    b = r"\n" R'\d' b"\x00" Rb'\x'
    c = """two
    lines"""
    d = f"plain {{}}"
    e = ""
  `,
    String.raw`
    string "x\nAé😀A\\qyz" as variable a
    string "\\n\\d◦\\x" as variable b
    string "two\nlines" as variable c
    string "plain {}" as variable d
    string "" as variable e
  `,
  ],
  [
    "strings put together",
    "strings writes",
    `
    a = f"x{b!r:>{c}}y{{" "z" f"{d}"
    e = "p:%s@%(h)s %%" % (f, "g")
    i = "u{}{k:{l}} {{}}".format(m, k="n")
    o = "q" + r + "s" + t("v")
    w = ",".join(["x", y])
    z = "-".join(v for v in u)
    aa = os.path.join("bb", c)
    dd = e % f + g
  `,
    `
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
  `,
  ],
  ["a chain longer than the stack is deep", "strings", `a = ${'"x" + '.repeat(3000)}b`, `template "${"x".repeat(3000)}◦" as variable a`],
]);
