/** Where a function's code is: archives that Terraform makes, zips, objects in buckets. */
import { CODE_BASE, CODE_ENTRY, CODE_PATH, type Expression } from "../../model/infrastructure.ts";
import type { HclBody } from "../../parse/hcl.ts";
import { literal } from "../stack.ts";
import { argumentOf, nestedBlocks } from "./blocks.ts";
import { type Draft, type Drafts, get, put } from "./draft.ts";
import type { Archive, Evaluator } from "./evaluate.ts";
import type { Frame } from "./module.ts";
import { archiveOf, sourceGiven } from "./packaged.ts";
import { argument } from "./source.ts";
import { textOfLiteral } from "./values.ts";

export function addCode(drafts: Drafts): void {
  for (const draft of drafts.written("aws_lambda_function", "aws_lambda_layer_version")) {
    const { evaluator } = drafts;
    const filename = argumentOf(evaluator, draft.block.body, "filename", draft.frame);
    if (filename !== undefined && filename.kind !== "none") addFile(drafts, draft, filename);
    else addObject(drafts, draft);
    if (!isSaid(draft)) addGiven(evaluator, draft);
    const isPlaced = draft.properties.entries.has(CODE_PATH) || draft.properties.entries.has(CODE_ENTRY);
    if (isPlaced) put(draft.properties, CODE_BASE, draft.head, literal(draft.head, evaluator.root));
  }
}

/** `filename`, or the `source` of an object: an archive, or the path of a zip. */
function addFile(drafts: Drafts, draft: Draft, file: Expression): void {
  const options = (file.kind === "choice" ? file.options : [file]).filter((one) => one.kind !== "none");
  const archive = archiveOf(drafts.evaluator, draft, options);
  const path = options.find((one) => textOfLiteral(one) !== undefined) ?? file;
  if (archive !== undefined) addArchive(drafts.evaluator, draft, archive);
  else put(draft.properties, CODE_PATH, path.place, path);
}

/** Is it known, perhaps from a default, where the code is? */
function isSaid(draft: Draft): boolean {
  const code = get(draft, "Code");
  const image = code?.kind === "map" ? (code.entries.get("ImageUri") ?? code.entries.get("ZipFile")) : undefined;
  const paths = [CODE_PATH, CODE_ENTRY].map((name) => get(draft, name));
  return image !== undefined || textOfLiteral(get(draft, "PackageType")) === "Image" || paths.some((path) => path && !isUnknown(path));
}

function isUnknown(value: Expression): boolean {
  if (value.kind === "choice") return value.options.every(isUnknown);
  return value.kind === "joined" ? value.parts.some((part) => typeof part !== "string" && isUnknown(part)) : value.kind !== "literal";
}

/** A module of which nobody can say how it packs may have been told what to pack. */
function addGiven(evaluator: Evaluator, draft: Draft): void {
  const given = draft.type === "AWS::Lambda::Function" ? sourceGiven(evaluator, draft.frame.module) : undefined;
  if (given === undefined) return;
  put(draft.properties, given.isFile ? CODE_ENTRY : CODE_PATH, given.value.place, given.value);
}

/** The object in a bucket, where the same stack puts it there. */
function addObject(drafts: Drafts, draft: Draft): void {
  const code = get(draft, draft.type === "AWS::Lambda::Function" ? "Code" : "Content");
  const key = code?.kind === "map" ? code.entries.get("S3Key")?.value : undefined;
  if (key === undefined) return;
  const object = objectNamed(drafts, key);
  const source = get(object, "Source");
  if (source !== undefined) addFile(drafts, draft, source);
}

const OBJECTS = ["aws_s3_object", "aws_s3_bucket_object"];

function objectNamed(drafts: Drafts, key: Expression): Draft | undefined {
  if (key.kind === "reference") return drafts.byId.get(key.id);
  const text = textOfLiteral(key);
  const same = drafts.written(...OBJECTS).filter((object) => text !== undefined && textOfLiteral(get(object, "Key")) === text);
  return same.length === 1 ? same[0] : undefined;
}

/** Archives are followed into others no further: one has one source. */
function addArchive(evaluator: Evaluator, draft: Draft, { frame, key }: Archive): void {
  const block = frame.module.source.resources.get(key)?.block;
  if (block === undefined) return;
  const directory = argument(block, "source_dir");
  const file = argument(block, "source_file");
  const content = argument(block, "source_content");
  const at = (value: Expression) => value.place;
  if (file !== undefined) {
    const value = evaluator.evaluate(file.value, frame);
    put(draft.properties, CODE_ENTRY, at(value), value);
  } else if (directory !== undefined) {
    const value = evaluator.evaluate(directory.value, frame);
    put(draft.properties, CODE_PATH, at(value), value);
  } else if (content !== undefined) {
    addContent(evaluator, draft, evaluator.evaluate(content.value, frame));
  } else {
    addSources(evaluator, draft, block.body, frame);
  }
}

/** `source { content = …, filename = "index.js" }`: of several the one that the handler names. */
function addSources(evaluator: Evaluator, draft: Draft, body: HclBody, frame: Frame): void {
  const sources = nestedBlocks(evaluator, body, frame, ["source"]).filter((nested) => nested.type === "source" && !nested.isUnsure);
  const handler = textOfLiteral(get(draft, "Handler"))?.replace(/\.[^./]*$/, "");
  const isHandlers = (source: { body: HclBody; frame: Frame }) => {
    const name = textOfLiteral(argumentOf(evaluator, source.body, "filename", source.frame));
    return name !== undefined && name.replace(/\.[^./]*$/, "") === handler;
  };
  const source = sources.find(isHandlers) ?? (sources.length === 1 ? sources[0] : undefined);
  const content = source && argumentOf(evaluator, source.body, "content", source.frame);
  if (content !== undefined) addContent(evaluator, draft, content);
}

/** Text that is read from a file is that file; what is written in the template is inline. */
function addContent(evaluator: Evaluator, draft: Draft, content: Expression): void {
  const source = evaluator.texts.get(content);
  const isFile = source !== undefined && source.file.path !== content.place.file.path;
  if (isFile) put(draft.properties, CODE_ENTRY, content.place, literal(content.place, source.file.path));
  else put(draft.properties, "Code.ZipFile", content.place, content);
}
