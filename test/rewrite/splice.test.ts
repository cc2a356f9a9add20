import assert from "node:assert/strict";
import { test } from "node:test";
import { parseYaml } from "../../server/src/parse/yaml.ts";
import { createDataEditor, type DataEditor } from "../../server/src/rewrite/data/editor.ts";

const template = `# what it is
Resources:
  First: # the first one
    Type: AWS::SQS::Queue

  # the second one
  Second:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Layers: [!Ref Shared, 'x']   # two
      Code:
        ZipFile: |
          def handler(event, context):
            pass

  Last:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Value: !GetAtt Second.Arn
`;

const edits: Readonly<Record<string, (editor: DataEditor) => boolean>> = {
  "of the first resource": (editor) => editor.set(["Resources", "First", "Properties", "QueueName"], "orders"),
  "of one in the middle": (editor) => editor.append(["Resources", "Second", "Properties", "Layers"], ["y"]),
  "of the last one": (editor) => editor.set(["Resources", "Last", "Type"], "AWS::SNS::Subscription"),
  "a new resource": (editor) => editor.insertAfter(["Resources", "Second"], "Third", { Type: "AWS::SQS::Queue" }),
  "a new last one": (editor) => editor.insertAfter(["Resources", "Last"], "Third", { Type: "AWS::SQS::Queue" }),
  "something less": (editor) => editor.remove(["Resources", "Second", "Properties", "Code"]),
  "of the last part": (editor) => editor.set(["Outputs", "Name", "Description"], "its name"),
};

test("a document that was put together is the one that reading its text gives", () => {
  for (const [what, edit] of Object.entries(edits)) {
    for (const text of [template, template.replaceAll("\n", "\r\n"), template.trimEnd()]) {
      const editor = createDataEditor(parseYaml(text));
      assert.ok(edit(editor), what);
      assert.deepEqual(editor.document, parseYaml(editor.document.text), what);
    }
  }
});
