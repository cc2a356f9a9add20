/** The tests of a project are read once: rules ask about them at every key that is pressed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Project } from "../../server/src/project.ts";
import { defaults } from "../../server/src/settings.ts";
import { memoryFiles, ROOT } from "../memoryProject.ts";

const TEST = `${ROOT}/tests/test_app.py`;

async function open(): Promise<{ project: Project; reads: () => number }> {
  const files = memoryFiles({ "app.py": "def lambda_handler(event, context):\n    return 1\n", "tests/test_app.py": "import app\n" });
  let reads = 0;
  const counting = {
    ...files,
    read(path: string) {
      if (path === TEST) reads++;
      return files.read(path);
    },
  };
  const project = Project.open(ROOT, { settings: defaults, files: counting });
  await project.scan();
  return { project, reads: () => reads };
}

test("an edit of other code reads no test again", async () => {
  const { project, reads } = await open();
  assert.equal(project.tests.get()?.mention(/\bapp\b/), true);
  const before = reads();
  project.setDocument(`${ROOT}/app.py`, "def lambda_handler(event, context):\n    return 2\n");
  assert.equal(project.tests.get()?.mention(/\bapp\b/), true);
  assert.equal(reads(), before);
});

test("a test that changes counts as it is now", async () => {
  const { project } = await open();
  assert.equal(project.tests.get()?.mention(/\borders\b/), false);
  project.setDocument(TEST, "import orders\n");
  assert.equal(project.tests.get()?.mention(/\borders\b/), true);
  project.closeDocument(TEST);
  assert.equal(project.tests.get()?.mention(/\borders\b/), false);
});
