/** What a person says is deployed of a function, written into `.lambda-ready.yaml`; everything else in the file stays as it is, byte for byte. */
import { isDeepStrictEqual } from "node:util";
import { Draft } from "./checklist/answers/draft.ts";
import type { DataDocument } from "./parse/data.ts";
import { parseYaml, YAML_LIMIT } from "./parse/yaml.ts";
import { createDataEditor } from "./rewrite/data/editor.ts";
import { emptied, removeAt } from "./rewrite/data/edits.ts";
import { type DataPath, locate } from "./rewrite/data/places.ts";
import { yamlText } from "./rewrite/data/scalars.ts";
import { newlineOf, withLineEnds } from "./rewrite/text.ts";
import { CONFIG_FILE, fileSchema } from "./settings.ts";
import { parseConfigFile } from "./settingsFile.ts";

export type EditedSettings =
  /** The whole new text. */
  | { readonly text: string }
  /** Why nothing can be written: one or two sentences. */
  | { readonly problem: string };

type Functions = Readonly<Record<string, { readonly deployed: string }>>;

const BY_HAND = `This entry cannot be changed without changing what others rely on or wrote. Change ${CONFIG_FILE} by hand.`;

/**
 * The settings file with what is deployed of one function said, replaced or taken back.
 * @param text the file as it is; undefined where there is none
 * @param key what `functions` calls the function
 * @param deployed `FunctionName`; null takes it back, and what is empty without it
 */
export function withDeployed(text: string | undefined, key: string, deployed: string | null): EditedSettings {
  const before = text ?? "";
  if (before.length > YAML_LIMIT) return { problem: `${CONFIG_FILE} is larger than a megabyte. It is not changed.` };
  const broken = brokenAt(before);
  if (broken !== undefined) return { problem: `${CONFIG_FILE} has to be repaired first. ${broken}` };
  const path = ["functions", key, "deployed"] as const;
  const after = deployed === null ? textWithout(before, path) : textWith(before, path, deployed);
  if (after === undefined || !isMeant(before, after, key, deployed)) return { problem: BY_HAND };
  return { text: after };
}

function textWith(text: string, path: readonly [string, string, string], deployed: string): string | undefined {
  const document = parseYaml(text);
  if (document.root === null) return newText(document, path, deployed);
  const editor = createDataEditor(document);
  return editor.set(path, deployed) ? editor.document.text : undefined;
}

/** A file without entries: what it holds are comments at most. */
function newText({ text }: DataDocument, [outer, key, inner]: readonly [string, string, string], deployed: string): string {
  const style = { quote: '"' } as const;
  const lines = `${outer}:\n  ${yamlText(key, style, false)}:\n    ${inner}: ${yamlText(deployed, style, false)}\n`;
  const gap = text === "" || /[\n\uFEFF]$/.test(text) ? "" : "\n";
  return text + withLineEnds(gap + lines, newlineOf(text));
}

/** An empty map of functions goes along, and the file stays, be it with nothing in it. */
function textWithout(text: string, path: DataPath): string | undefined {
  const document = parseYaml(text);
  const found = locate(document, path);
  if (document.root === null || (found && found.rest.length > 0)) return text;
  const draft = new Draft(document);
  return draft.apply(removeAt(document, emptied(document, path, 1))) ? draft.text : undefined;
}

/** Why the file is not read; undefined where it is. */
function brokenAt(text: string): string | undefined {
  const { problems } = read(text);
  const broken = problems.find(({ message }) => message.startsWith("Not valid YAML"));
  return broken && `Line ${broken.line}: ${broken.message}`;
}

/** Does the result say what was meant, and of everything else what was said before, with nothing wrong in it that was not? */
function isMeant(before: string, after: string, key: string, deployed: string | null): boolean {
  const [was, is] = [read(before), read(after)];
  if (is.problems.length > was.problems.length) return false;
  const { functions = {}, ...others } = was.value;
  const expected = new Map(Object.entries(functions as Functions));
  if (deployed === null) expected.delete(key);
  else expected.set(key, { deployed });
  const { functions: said = {}, ...rest } = is.value;
  return isDeepStrictEqual(rest, others) && isDeepStrictEqual(new Map(Object.entries(said as Functions)), expected);
}

/** Unknown rules are left alone: which ones there are does not matter here. */
function read(text: string): ReturnType<typeof parseConfigFile> {
  return parseConfigFile(fileSchema, CONFIG_FILE, text, new Set());
}
