import assert from "node:assert/strict";
import { test } from "node:test";
import { formatGithub } from "../../server/src/report/github.ts";
import { formatJson } from "../../server/src/report/json.ts";
import { formatMarkdown } from "../../server/src/report/markdown.ts";
import { formatText } from "../../server/src/report/text.ts";
import { empty, finding, options, report } from "./sample.ts";

test("text: by file, places in a column, then what was done, what was not read, and the sum", () => {
  assert.equal(
    formatText({ ...report, applied: [{ path: "x.py", title: "Move it", rule: "r" }] }, options),
    `fn/a b,c.py
   5:10  warning  Made on every invocation, reuse it: boto3.client("s3") 50% | \`a_b\`  sdk-client-in-handler [fix]
         Called from lambda_handler here: fn/main.py:2:1
  120:1  error    A secret: KEY  hardcoded-secret

z.py
  5:10  hint  Red  and <b>_bold_</b>  sdk-client-in-handler

Fixed
  x.py: Move it  r

Not checked
  big.py: skipped: 6.0 MB is more than the 5 MB that are read

1 fix applied. 3 findings (1 error, 1 warning, 1 hint) in 2 files. Checked 12 files, 3 functions, 1.2 s. 1 can be fixed with --fix.
`,
  );
  assert.equal(formatText({ ...empty, files: 1, durationMs: 42 }, options), "No findings in 1 file, 3 functions, 42 ms.\n");
});

test("text: colours only when asked for", () => {
  assert.doesNotMatch(formatText(report, options), /\u001b/);
  const colored = formatText(report, { ...options, color: true });
  assert.match(colored, /\u001b\[33mwarning\u001b\[39m/);
  assert.match(colored, /\u001b\[1mfn\/a b,c\.py\u001b\[22m/);
  assert.doesNotMatch(colored, /\u0007/);
});

test("github: commands with everything escaped that ends a command or a property", () => {
  assert.equal(
    formatGithub(report, options),
    `::warning file=fn/a b%2Cc.py,line=5,endLine=5,col=10,endColumn=28,title=SDK client%2C made anew%3A 100%25 waste (sdk-client-in-handler)::Made on every invocation,%0Areuse it: boto3.client("s3") 50%25 | \`a_b\`
::error file=fn/a b%2Cc.py,line=120,endLine=122,title=Secret in code (hardcoded-secret)::A secret: KEY
::notice file=z.py,line=5,endLine=5,col=10,endColumn=28,title=SDK client%2C made anew%3A 100%25 waste (sdk-client-in-handler)::\u001b[31mRed\u001b[0m\u0007 and <b>_bold_</b>
::warning file=big.py,title=Not done as asked::skipped: 6.0 MB is more than the 5 MB that are read
`,
  );
  assert.equal(formatGithub(empty, options), "");
});

test("markdown: text cannot break the table or become markup, code stays code", () => {
  const text = formatMarkdown(report, options);
  assert.match(text, /^# Lambda Ready\n\n3 findings \(1 error, 1 warning, 1 hint\); 12 files and 3 functions checked\.\n/);
  assert.match(text, /^## `fn\/a b,c\.py`$/m);
  assert.match(
    text,
    /^\| 5:10 \| warning \| Made on every invocation, reuse it: boto3\.client\("s3"\) 50% \\\| `a_b` \| \[sdk-client-in-handler\]\(https:\/\/\S+sdk-client-in-handler\.md\) \|$/m,
  );
  assert.match(text, /and &lt;b&gt;\\_bold\\_&lt;\/b&gt;/);
  assert.match(text, /^- `big\.py`: skipped/m);
  assert.match(formatMarkdown({ ...report, findings: [{ ...finding, path: "a`b.py" }] }, options), /^## ``a`b\.py``$/m);
  assert.equal(formatMarkdown(empty, options), "# Lambda Ready\n\nNo findings; 12 files and 3 functions checked.\n");
});

test("json: the keys of the contract and no others", () => {
  const parsed = JSON.parse(formatJson(report, options)) as { findings: object[] };
  assert.deepEqual(Object.keys(parsed), ["version", "tool", "summary", "findings", "errors"]);
  assert.deepEqual(Object.keys(parsed.findings[0] ?? {}), [
    "ruleId",
    "severity",
    "message",
    "path",
    "range",
    "function",
    "related",
    "fixes",
  ]);
});
