import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Program } from "../../server/src/flow/program.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { Project, type Selection } from "../../server/src/project.ts";
import { defaults } from "../../server/src/settings.ts";
import { MemoryFiles } from "./memoryFiles.ts";

before(() => initParser());

const HANDLER = "from helper import go\n\ndef lambda_handler(event, context):\n    return go(event)\n";
const HELPER = "def go(event):\n    return 1\n";

async function opened(texts: Readonly<Record<string, string>>): Promise<{ project: Project; files: MemoryFiles }> {
  const files = new MemoryFiles(texts);
  const project = Project.open("/p", { settings: defaults, files });
  await project.scan();
  return { project, files };
}

function handlers(program: Program): string[] {
  return program.handlers.map((handler) => `${handler.module.path}:${handler.name}`).sort();
}

function paths(program: Program): string[] {
  return program.modules.map((module) => module.path).sort();
}

test("a helper's program is that of every handler that loads it", async () => {
  const { project } = await opened({
    "/p/a/app.py": HANDLER,
    "/p/a/helper.py": HELPER,
    "/p/b/app.py": HANDLER,
    "/p/b/helper.py": "from common import x\n\ndef go(event):\n    return x\n",
    "/p/common.py": "x = 1\n",
    "/p/alone.py": "y = 1\n",
  });
  assert.deepEqual(handlers(project.programFor("/p/a/helper.py")), ["/p/a/app.py:lambda_handler"]);
  assert.deepEqual(handlers(project.programFor("/p/common.py")), ["/p/b/app.py:lambda_handler"]);
  assert.deepEqual(paths(project.programFor("/p/common.py")), ["/p/b/app.py", "/p/b/helper.py", "/p/common.py"]);
  assert.deepEqual(paths(project.programFor("/p/alone.py")), ["/p/alone.py"]);
  assert.equal(project.program().handlers.length, 2);
});

test("before the scan a file is known by itself and by what it imports", () => {
  const files = new MemoryFiles({ "/p/app.py": HANDLER, "/p/helper.py": HELPER });
  const project = Project.open("/p", { settings: defaults, files });
  assert.equal(files.counts.read, 0);
  assert.deepEqual(paths(project.programFor("/p/app.py")), ["/p/app.py", "/p/helper.py"]);
});

test("programs and modules stay until a text in them changes", async () => {
  const { project } = await opened({ "/p/app.py": HANDLER, "/p/helper.py": HELPER, "/p/other.py": "def handler(event, context): pass\n" });
  const program = project.programFor("/p/app.py");
  assert.equal(project.programFor("/p/app.py"), program);
  project.setDocument("/p/other.py", "x = 2\n");
  assert.equal(project.programFor("/p/app.py"), program);
  const app = project.module("/p/app.py");
  project.setDocument("/p/helper.py", "def go(event):\n    return 2\n");
  assert.notEqual(project.programFor("/p/app.py"), program);
  assert.equal(project.module("/p/app.py"), app);
});

test("the editor's text wins until the document is closed", async () => {
  const { project, files } = await opened({ "/p/app.py": HANDLER, "/p/helper.py": HELPER });
  project.setDocument("/p/app.py", "x = 1\n");
  files.texts.set("/p/app.py", "y = 1\n");
  project.fileChanged("/p/app.py");
  assert.equal(project.module("/p/app.py")?.text, "x = 1\n");
  assert.deepEqual(handlers(project.programFor("/p/helper.py")), []);
  project.closeDocument("/p/app.py");
  assert.equal(project.module("/p/app.py")?.text, "y = 1\n");
});

test("an edit that adds an import is seen by what it imports, one that removes it too", async () => {
  const { project } = await opened({ "/p/app.py": "def lambda_handler(event, context): pass\n", "/p/helper.py": HELPER });
  assert.deepEqual(handlers(project.programFor("/p/helper.py")), []);
  project.setDocument("/p/app.py", HANDLER);
  assert.deepEqual(handlers(project.programFor("/p/helper.py")), ["/p/app.py:lambda_handler"]);
  project.setDocument("/p/app.py", "def lambda_handler(event, context): return 1\n");
  assert.deepEqual(handlers(project.programFor("/p/helper.py")), []);
});

test("files that come and go change what imports mean", async () => {
  const { project, files } = await opened({ "/p/app.py": HANDLER });
  assert.deepEqual(paths(project.programFor("/p/app.py")), ["/p/app.py"]);
  files.texts.set("/p/helper.py", HELPER);
  project.fileChanged("/p/helper.py");
  assert.deepEqual(paths(project.programFor("/p/app.py")), ["/p/app.py", "/p/helper.py"]);
  assert.deepEqual(handlers(project.programFor("/p/helper.py")), ["/p/app.py:lambda_handler"]);
  assert.ok(project.sources().includes("/p/helper.py"));
  files.texts.delete("/p/helper.py");
  project.fileChanged("/p/helper.py");
  assert.deepEqual(paths(project.programFor("/p/app.py")), ["/p/app.py"]);
  files.texts.set("/p/.gitignore", "app.py\n");
  project.fileChanged("/p/.gitignore");
  assert.deepEqual(project.sources(), []);
});

function parts(project: Project, selection: Selection): string[] {
  return [...project.parts(selection)].map((part) => part.modules.map((module) => module.path).join(" "));
}

test("parts go through every selected file about which there is something to ask", async () => {
  const { project } = await opened({
    "/p/a/app.py": HANDLER,
    "/p/a/helper.py": HELPER,
    "/p/a/config.py": 'API_KEY = "abcdefgh"\n',
    "/p/a/plain.py": "x = 1\n",
    "/p/b/app.js": "exports.handler = async (event) => require('./lib')(event);\n",
    "/p/b/lib.js": "module.exports = () => 1;\n",
    "/p/tools/config.py": 'API_KEY = "abcdefgh"\n',
  });
  assert.deepEqual(parts(project, project.select(["/p"])), ["/p/a/app.py /p/a/helper.py", "/p/b/app.js /p/b/lib.js", "/p/a/config.py"]);
  assert.deepEqual(parts(project, project.select(["/p/b"])), ["/p/b/app.js /p/b/lib.js"]);
  assert.deepEqual(parts(project, project.select(["/p/a/helper.py"])), ["/p/a/helper.py"]);
  assert.deepEqual(parts(project, project.select(["/p/tools"])), []);
  assert.deepEqual(parts(project, project.select(["/p/tools/config.py"])), ["/p/tools/config.py"], "named by itself");
});

test("a file beside a handler belongs to its function, one elsewhere does not", async () => {
  const { project } = await opened({ "/p/a/app.py": HANDLER, "/p/a/sub/config.py": "x = 1\n", "/p/b/config.py": "x = 1\n" });
  const belongs = (path: string) => {
    const module = project.module(path);
    return module !== undefined && project.programFor(path).belongsToFunction(module);
  };
  assert.equal(belongs("/p/a/sub/config.py"), true);
  assert.equal(belongs("/p/b/config.py"), false);
});

test("files that import each other, and deep chains, end", async () => {
  const texts: Record<string, string> = { "/p/app.py": "import m0\ndef lambda_handler(event, context): return m0\n" };
  for (let index = 0; index < 300; index += 1) texts[`/p/m${index}.py`] = `import m${(index + 1) % 300}\nimport app\n`;
  const { project } = await opened(texts);
  assert.equal(project.programFor("/p/m150.py").modules.length, 301);
});

test("a scan can be stopped", async () => {
  const controller = new AbortController();
  const project = Project.open("/p", { settings: defaults, files: new MemoryFiles({ "/p/app.py": HANDLER }) });
  controller.abort();
  await assert.rejects(project.scan(undefined, controller.signal), { name: "AbortError" });
});
