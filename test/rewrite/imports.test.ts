import assert from "node:assert/strict";
import { test } from "node:test";
import { importPlace } from "../../server/src/rewrite/python/importPlace.ts";
import { newlineOf } from "../../server/src/rewrite/text.ts";

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
  { title: "a future import", text: "from __future__ import annotations\n\nx = 1\n", module: "os",
    expected: "from __future__ import annotations\n\nimport os\n\nx = 1\n" },
  { title: "shebang and encoding", text: "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nx = 1\n", module: "os",
    expected: "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport os\n\nx = 1\n" },
  { title: "a licence above", text: "# Copyright\n# of somebody\n\nx = 1\n", module: "os",
    expected: "# Copyright\n# of somebody\n\nimport os\n\nx = 1\n" },
  { title: "a comment that belongs to the code", text: "# the limit\nx = 1\n", module: "os", expected: "import os\n\n# the limit\nx = 1\n" },
  { title: "order within the section", text: "import json\nimport sys\n\nimport boto3\n", module: "os",
    expected: "import json\nimport os\nimport sys\n\nimport boto3\n" },
  { title: "first of the section", text: "import json\n\nimport boto3\n", module: "base64",
    expected: "import base64\nimport json\n\nimport boto3\n" },
  { title: "a section before", text: "import boto3\n\nx = 1\n", module: "os", expected: "import os\n\nimport boto3\n\nx = 1\n" },
  { title: "a section after", text: "import os\n\nx = 1\n", module: "boto3", expected: "import os\n\nimport boto3\n\nx = 1\n" },
  { title: "sections that are not set apart", text: "import os\nimport requests\nfrom .db import get\n", module: "boto3",
    expected: "import os\nimport boto3\nimport requests\nfrom .db import get\n" },
  { title: "from imports behind imports", text: "import os\nimport sys\nx = 1\n", module: "datetime", name: "datetime",
    expected: "import os\nimport sys\nfrom datetime import datetime\nx = 1\n" },
  { title: "imports before from imports", text: "from typing import Any\nx = 1\n", module: "os",
    expected: "import os\nfrom typing import Any\nx = 1\n" },
  { title: "an import over several lines", text: "from typing import (\n    Any,  # x\n    Dict,\n)\nx = 1\n", module: "typing2", name: "y",
    expected: "from typing import (\n    Any,  # x\n    Dict,\n)\n\nfrom typing2 import y\nx = 1\n" },
  { title: "statements between the imports", text: "import sys\nsys.path.insert(0, 'lib')\nimport requests\n", module: "boto3",
    expected: "import sys\nsys.path.insert(0, 'lib')\nimport boto3\nimport requests\n" },
  { title: "CRLF and a byte order mark", text: "\uFEFFx = 1\r\n", module: "os", expected: "\uFEFFimport os\r\n\r\nx = 1\r\n" },
  { title: "imports below a definition are not looked at", text: "def f():\n    pass\nimport sys\n", module: "os",
    expected: "import os\n\ndef f():\n    pass\nimport sys\n" },
  { title: "an import in a string", text: '"""\nimport this\n"""\nimport json\n', module: "os",
    expected: '"""\nimport this\n"""\nimport json\nimport os\n' },
];

for (const one of cases) {
  test(`an import is added: ${one.title}`, () => assert.equal(withImport(one.text, one.module, one.name), one.expected));
}
