import assert from "node:assert/strict";
import { test } from "node:test";
import { importPlace } from "../../server/src/rewrite/python/importPlace.ts";
import { ensureImport, type ImportRequest, joinImports } from "../../server/src/rewrite/python/imports.ts";
import { applyEdits, newlineOf } from "../../server/src/rewrite/text.ts";
import { programOf } from "./pythonCase.ts";

/** Puts the import where it belongs, the way `ensureImport` does. */
function withImport(text: string, module: string, name?: string): string {
  const place = importPlace(text, module, name !== undefined, Number.POSITIVE_INFINITY);
  const newline = newlineOf(text);
  const statement = name === undefined ? `import ${module}` : `from ${module} import ${name}`;
  return text.slice(0, place.offset) + newline.repeat(place.before) + statement + newline.repeat(place.after) + text.slice(place.offset);
}

const cases: { title: string; text: string; module: string; name?: string; expected: string }[] = [
  { title: "an empty file", text: "", module: "os", expected: "import os\n" },
  { title: "no imports", text: "x = 1\n", module: "os", expected: "import os\n\nx = 1\n" },
  { title: "a docstring", text: '"""What it does."""\nx = 1\n', module: "os", expected: '"""What it does."""\n\nimport os\n\nx = 1\n' },
  { title: "a docstring and a blank line", text: '"""What."""\n\nx = 1\n', module: "os", expected: '"""What."""\n\nimport os\n\nx = 1\n' },
  { title: "a docstring alone", text: '"""What."""', module: "os", expected: '"""What."""\n\nimport os' },
  {
    title: "a future import",
    text: "from __future__ import annotations\n\nx = 1\n",
    module: "os",
    expected: "from __future__ import annotations\n\nimport os\n\nx = 1\n",
  },
  {
    title: "shebang and encoding",
    text: "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nx = 1\n",
    module: "os",
    expected: "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport os\n\nx = 1\n",
  },
  {
    title: "a licence above",
    text: "# Copyright\n# of somebody\n\nx = 1\n",
    module: "os",
    expected: "# Copyright\n# of somebody\n\nimport os\n\nx = 1\n",
  },
  {
    title: "a comment that belongs to the code",
    text: "# the limit\nx = 1\n",
    module: "os",
    expected: "import os\n\n# the limit\nx = 1\n",
  },
  {
    title: "order within the section",
    text: "import json\nimport sys\n\nimport boto3\n",
    module: "os",
    expected: "import json\nimport os\nimport sys\n\nimport boto3\n",
  },
  {
    title: "first of the section",
    text: "import json\n\nimport boto3\n",
    module: "base64",
    expected: "import base64\nimport json\n\nimport boto3\n",
  },
  { title: "a section before", text: "import boto3\n\nx = 1\n", module: "os", expected: "import os\n\nimport boto3\n\nx = 1\n" },
  { title: "a section after", text: "import os\n\nx = 1\n", module: "boto3", expected: "import os\n\nimport boto3\n\nx = 1\n" },
  {
    title: "sections that are not set apart",
    text: "import os\nimport requests\nfrom .db import get\n",
    module: "boto3",
    expected: "import os\nimport boto3\nimport requests\nfrom .db import get\n",
  },
  {
    title: "from imports behind imports",
    text: "import os\nimport sys\nx = 1\n",
    module: "datetime",
    name: "datetime",
    expected: "import os\nimport sys\nfrom datetime import datetime\nx = 1\n",
  },
  {
    title: "imports before from imports",
    text: "from typing import Any\nx = 1\n",
    module: "os",
    expected: "import os\nfrom typing import Any\nx = 1\n",
  },
  {
    title: "an import over several lines",
    text: "from typing import (\n    Any,  # x\n    Dict,\n)\nx = 1\n",
    module: "typing2",
    name: "y",
    expected: "from typing import (\n    Any,  # x\n    Dict,\n)\n\nfrom typing2 import y\nx = 1\n",
  },
  {
    title: "statements between the imports",
    text: "import sys\nsys.path.insert(0, 'lib')\nimport requests\n",
    module: "boto3",
    expected: "import sys\nsys.path.insert(0, 'lib')\nimport boto3\nimport requests\n",
  },
  { title: "CRLF and a byte order mark", text: "\uFEFFx = 1\r\n", module: "os", expected: "\uFEFFimport os\r\n\r\nx = 1\r\n" },
  {
    title: "imports below a definition are not looked at",
    text: "def f():\n    pass\nimport sys\n",
    module: "os",
    expected: "import os\n\ndef f():\n    pass\nimport sys\n",
  },
  {
    title: "an import in a string",
    text: '"""\nimport this\n"""\nimport json\n',
    module: "os",
    expected: '"""\nimport this\n"""\nimport json\nimport os\n',
  },
];

for (const one of cases) {
  test(`an import is added: ${one.title}`, () => assert.equal(withImport(one.text, one.module, one.name), one.expected));
}

/** The local name and the text after the import was made sure of. */
function ensured(text: string, request: ImportRequest, readIn?: string): { local: string; text: string } {
  const module = programOf({ "app.py": text }).modules[0];
  assert.ok(module);
  const scopes = module.scopes.filter((scope) => scope.name === readIn);
  const { local, edits } = ensureImport(module, { ...request, readIn: scopes });
  return { local, text: applyEdits(text, "app.py", edits) };
}

test("an import that is there is used, whatever it is called", () => {
  assert.deepEqual(ensured("import json as j\n", { module: "json" }), { local: "j", text: "import json as j\n" });
  const from = "from os import environ as env\n";
  assert.deepEqual(ensured(from, { module: "os", name: "environ" }), { local: "env", text: from });
  assert.equal(ensured("import os.path\n", { module: "os" }).local, "os");
});

test("an import under a condition, or of a name that is set again, is not relied on", () => {
  const guarded = "try:\n    import json\nexcept ImportError:\n    json = None\n";
  assert.deepEqual(ensured(guarded, { module: "json" }), { local: "json_module", text: `import json as json_module\n\n${guarded}` });
});

test("a name that is taken is imported under another one", () => {
  assert.deepEqual(ensured("os = 1\n", { module: "os" }), { local: "os_module", text: "import os as os_module\n\nos = 1\n" });
  const shadowed = "import os\n\n\ndef f(os):\n    return os\n";
  assert.deepEqual(ensured(shadowed, { module: "os" }, "f"), {
    local: "os_module",
    text: shadowed.replace("import os\n", "import os\nimport os as os_module\n"),
  });
});

test("imports that go to one place stand together", () => {
  const text = "import os\n\nx = 1\n";
  const module = programOf({ "app.py": text }).modules[0];
  assert.ok(module);
  const edits = ["boto3", "requests"].flatMap((name) => ensureImport(module, { module: name }).edits);
  assert.equal(applyEdits(text, "app.py", joinImports(module, edits)), "import os\n\nimport boto3\nimport requests\n\nx = 1\n");
});
