/** Sources of packages that are not named outright: by the path an archive is written to, by its hash, by what a module was told. */
import type { Expression } from "../../model/infrastructure.ts";
import { argumentOf, argumentText } from "./blocks.ts";
import type { Draft } from "./draft.ts";
import type { Archive, Evaluator } from "./evaluate.ts";
import type { ModuleInstance } from "./module.ts";
import { resolvePath } from "./paths.ts";
import { textOfLiteral } from "./values.ts";

/** The archive among the values that a path may have; else the one that is written to that path, or whose hash tells of changes. */
export function archiveOf(evaluator: Evaluator, draft: Draft, options: readonly Expression[]): Archive | undefined {
  const named = options.map((one) => evaluator.archives.get(one)).find((one) => one !== undefined);
  return named ?? writtenTo(evaluator, draft, options) ?? hashed(evaluator, draft);
}

function writtenTo(evaluator: Evaluator, { frame }: Draft, options: readonly Expression[]): Archive | undefined {
  const paths = options.flatMap((one) => textOfLiteral(one) ?? []).map((path) => resolvePath(evaluator.root, path));
  if (paths.length === 0) return undefined;
  for (const [key, declaration] of frame.module.source.resources) {
    if (!/^(?:data\.)?archive_file\./.test(key)) continue;
    const own = frame.module.frame(declaration);
    const output = argumentText(evaluator, declaration.block.body, "output_path", own);
    if (output !== undefined && paths.includes(resolvePath(evaluator.root, output))) return { frame: own, key };
  }
  return undefined;
}

function hashed(evaluator: Evaluator, { block, frame }: Draft): Archive | undefined {
  const hash = argumentOf(evaluator, block.body, "source_code_hash", frame);
  return hash && evaluator.archives.get(hash);
}

/** Arguments of modules that tell where a function's sources are. */
const SOURCE_ARGUMENT = /(?:source|src|code|path|dir|directory|folder|file|filename|package|zip)$/i;

/** What a module was told that is a file or directory of the repository, where the module makes the package in ways of its own. */
export function sourceGiven(evaluator: Evaluator, module: ModuleInstance): { value: Expression; isFile: boolean } | undefined {
  for (let at: ModuleInstance | null = module; at !== null; at = at.parent) {
    for (const [name, { expression, frame }] of at.given) {
      if (!SOURCE_ARGUMENT.test(name)) continue;
      const value = evaluator.evaluate(expression, frame);
      const path = textOfLiteral(value);
      const kind = path === undefined || path === "" ? undefined : evaluator.around.kind(resolvePath(evaluator.root, path));
      if (kind === "directory" || (kind === "file" && /\.(?:py|[cm]?[jt]sx?|zip)$/.test(path ?? ""))) {
        return { value, isFile: kind === "file" && !/\.zip$/.test(path ?? "") };
      }
    }
  }
  return undefined;
}
