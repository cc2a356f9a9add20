import { testsOf } from "../facts/tests.ts";
import { defineItem, type Sign } from "../item.ts";

export const testsCover = defineItem({
  id: "tests-cover",
  text: "Unit and integration tests",
  section: "testing",
  proofs: [],
  signs({ resource, code }, { workspace }) {
    const tests = workspace.tests();
    if (!resource || !code || !tests) return [];
    const { unit, integration } = testsOf(resource, code.handler, tests.texts());
    const says = unit && integration ? "proves" : "supports";
    const signs: Sign[] = [];
    if (unit) signs.push({ says, kind: "file", message: "A test imports its handler", place: unit });
    if (integration) signs.push({ says, kind: "file", message: "A test tries it together with what it uses", place: integration });
    return signs;
  },
});
