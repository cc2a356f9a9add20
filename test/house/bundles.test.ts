/** What is in which bundle: AWS's SDK is loaded when somebody opens the view, so it is in a bundle of its own, which stays small. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { build, type Metafile } from "esbuild";
import { bundles } from "../../scripts/build.ts";

const sizeLimit = 500_000;
let outputs: Metafile["outputs"];

/** Built anew, as for the package, and written nowhere: dist/ may be of yesterday. */
before(async () => {
  const { metafile } = await build({ ...bundles(), minify: true, sourcemap: false, metafile: true, write: false });
  outputs = metafile.outputs;
});

function output(name: string): Metafile["outputs"][string] {
  const found = Object.entries(outputs).find(([file]) => file.endsWith(`/${name}.cjs`));
  return found?.[1] ?? assert.fail(`there is no ${name}.cjs`);
}

/** The files of AWS's SDK that code of is in the bundle. */
function ofSdk(name: string): string[] {
  const inputs = Object.entries(output(name).inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return inputs.map(([file]) => file).filter((file) => /node_modules\/@(?:aws-sdk|aws|smithy)\//.test(file));
}

test("aws.cjs has AWS's SDK, and at most 500 KB", () => {
  assert.ok(ofSdk("aws").length > 100);
  assert.ok(output("aws").bytes <= sizeLimit, `aws.cjs has ${output("aws").bytes} bytes`);
});

for (const name of ["extension", "server", "cli"]) {
  test(`${name}.cjs has nothing of AWS's SDK, nor of client/aws`, () => {
    assert.deepEqual(ofSdk(name), []);
    const ours = Object.keys(output(name).inputs).filter((file) => file.startsWith("client/aws/"));
    assert.deepEqual(ours, []);
  });
}
