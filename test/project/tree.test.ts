import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTree } from "../../server/src/project/tree.ts";
import { MemoryFiles } from "./memoryFiles.ts";

function treeOf(texts: Readonly<Record<string, string>>, exclude: string[] = []): FileTree {
  return new FileTree("/p", new MemoryFiles(texts), exclude);
}

test("lists code and nothing else", () => {
  const tree = treeOf({
    "/p/b.py": "",
    "/p/a.ts": "",
    "/p/a.d.ts": "",
    "/p/x.min.js": "",
    "/p/readme.md": "",
    "/p/d/c.tsx": "",
    "/p/.hidden.js": "",
  });
  assert.deepEqual(tree.sourcesNow(), ["/p/.hidden.js", "/p/a.ts", "/p/b.py", "/p/d/c.tsx"]);
});

test("leaves out installed packages, build output and what pip recorded", () => {
  const tree = treeOf({
    "/p/node_modules/x/index.js": "",
    "/p/a/.venv/lib/x.py": "",
    "/p/dist/x.js": "",
    "/p/cdk.out/asset/x.py": "",
    "/p/.aws-sam/build/x.py": "",
    "/p/layer/python/requests/__init__.py": "",
    "/p/layer/python/requests/api.py": "",
    "/p/layer/python/six.py": "",
    "/p/layer/python/own.py": "",
    "/p/layer/python/requests-2.0.dist-info/RECORD": "requests/__init__.py,sha256=x,1\r\nrequests/api.py,,\r\n",
    "/p/layer/python/six-1.dist-info/RECORD": "six.py,,\n../../bin/x,,\n",
    "/p/fn/pymysql/__init__.py": "",
    "/p/fn/pymysql/a.py": "",
    "/p/fn/pymysql/b.py": "",
    "/p/fn/pymysql/c.py": "",
    "/p/fn/pymysql/d.py": "",
    "/p/fn/pymysql/e.py": "",
    "/p/fn/app.py": "",
  });
  assert.deepEqual(tree.sourcesNow(), ["/p/fn/app.py", "/p/layer/python/own.py"]);
});

test("ignore files hold for their directory, and the innermost decides", () => {
  const tree = treeOf({
    "/p/.gitignore": "gen/\n*.tmp.py\n/only.py\n# comment\nBuilt.js\n",
    "/p/gen/a.py": "",
    "/p/x.tmp.py": "",
    "/p/only.py": "",
    "/p/sub/only.py": "",
    "/p/built.js": "",
    "/p/sub/.gitignore": "!keep.tmp.py\nsecret.py\n",
    "/p/sub/keep.tmp.py": "",
    "/p/sub/x.tmp.py": "",
    "/p/sub/secret.py": "",
    "/p/secret.py": "",
  });
  assert.deepEqual(tree.sourcesNow(), ["/p/built.js", "/p/secret.py", "/p/sub/keep.tmp.py", "/p/sub/only.py"]);
});

test("ignore files above the project count inside of one repository", () => {
  const inside = treeOf({ "/.gitignore": "z.py\n", "/r/.git/HEAD": "", "/p/z.py": "", "/p/a.py": "" });
  assert.deepEqual(inside.sourcesNow(), ["/p/a.py", "/p/z.py"], "no repository holds the project");
  const files = new MemoryFiles({ "/r/.git/HEAD": "", "/r/.gitignore": "z.py\n", "/r/p/z.py": "", "/r/p/a.py": "" });
  assert.deepEqual(new FileTree("/r/p", files, []).sourcesNow(), ["/r/p/a.py"]);
});

test("a named directory is walked even where it is left out, and what is below it keeps to the rules", () => {
  const tree = treeOf({
    "/p/.gitignore": "gen\n*.skip.py\n",
    "/p/gen/a.py": "",
    "/p/gen/node_modules/x.js": "",
    "/p/build/a.py": "",
    "/p/src/a.py": "",
    "/p/src/b.skip.py": "",
  });
  assert.deepEqual(tree.sourcesBelow("/p/gen"), ["/p/gen/a.py"]);
  assert.deepEqual(tree.sourcesBelow("/p/build"), ["/p/build/a.py"]);
  assert.deepEqual(tree.sourcesBelow("/p/src"), ["/p/src/a.py"]);
});

test("globs of the configuration: names at any depth, directories with all that is in them", () => {
  const texts = { "/p/a/legacy/x.py": "", "/p/a/x.gen.ts": "", "/p/b/c/x.py": "", "/p/b/d/x.py": "", "/p/ok.py": "" };
  assert.deepEqual(treeOf(texts, ["legacy", "*.gen.ts", "./b/c/"]).sourcesNow(), ["/p/ok.py", "/p/b/d/x.py"]);
  assert.ok(treeOf(texts, ["b/**"]).isExcluded("/p/b/d/x.py"));
});

test("every directory is read once, and again after a file came or went", () => {
  const files = new MemoryFiles({ "/p/a/x.py": "", "/p/a/b/y.py": "" });
  const tree = new FileTree("/p", files, []);
  tree.sourcesNow();
  const before = files.counts.entries;
  tree.sourcesNow();
  assert.equal(tree.file("/p/a/b/y.py"), "/p/a/b/y.py");
  assert.equal(tree.file("/p/a/b/z.py"), undefined);
  assert.equal(files.counts.entries, before);
  files.texts.set("/p/a/b/z.py", "");
  assert.equal(tree.changed("/p/a/b/z.py"), true);
  assert.equal(tree.file("/p/a/b/z.py"), "/p/a/b/z.py");
  assert.equal(tree.changed("/p/a/b/z.py"), false, "its content changed, and nothing came or went");
  files.texts.set("/p/n/e/w.py", "");
  assert.equal(tree.changed("/p/n/e/w.py"), true);
  assert.ok(tree.sourcesNow().includes("/p/n/e/w.py"));
  files.texts.delete("/p/a/x.py");
  assert.equal(tree.changed("/p/a/x.py"), true);
  assert.ok(!tree.sourcesNow().includes("/p/a/x.py"));
});
