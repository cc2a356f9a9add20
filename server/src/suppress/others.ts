/**
 * What other tools were told to be silent about, in their own words: `Metadata` of cfn-lint, checkov, cdk-nag and cfn_nag, comments
 * of checkov, tfsec, trivy, tflint and semgrep, and `NagSuppressions` in CDK code. Never reported as unused: they are not ours.
 */
import type { Module, Range } from "../model/code.ts";
import { itemsOf, property, textOf } from "../model/expressions.ts";
import type { MapExpression, Resource, Template } from "../model/infrastructure.ts";
import type { OtherTool } from "../vocabulary/otherTools.ts";
import { templateMetadata } from "./metadata.ts";

export interface Decision {
  readonly tool: OtherTool;
  /** As the tool writes it. */
  readonly id: string;
  /** The resources it is about, and all that was made from them. */
  readonly about: readonly Resource[] | "file";
}

const MARKS = /checkov|bridgecrew|cortex:skip|tfsec|trivy|tflint-ignore|nosemgrep|cfn-lint|cdk_nag|cfn_nag|[sS]uppressions/;

export function decisionsOfOthers(file: Module | Template, resources: readonly Resource[]): Decision[] {
  if (!MARKS.test(file.text)) return [];
  const module = "dialect" in file ? file.module : file;
  return [
    ...inMetadata(templateMetadata(file), "file"),
    ...resources.flatMap((resource) => inMetadata(resource.owner ? null : resource.metadata, [resource])),
    ...file.comments.flatMap((comment) => inComment(file, comment, resources)),
    ...(module ? inCode(module, resources) : []),
  ];
}

/** Where each tool keeps its list, and the key of the id where the items are maps. */
const METADATA: readonly { readonly tool: OtherTool; readonly path: string; readonly key?: string }[] = [
  { tool: "cfn-lint", path: "cfn-lint.config.ignore_checks" },
  { tool: "checkov", path: "checkov.skip", key: "id" },
  { tool: "cdk-nag", path: "cdk_nag.rules_to_suppress", key: "id" },
  { tool: "cfn_nag", path: "cfn_nag.rules_to_suppress", key: "id" },
];

function inMetadata(metadata: MapExpression | null, about: Decision["about"]): Decision[] {
  if (!metadata) return [];
  return METADATA.flatMap(({ tool, path, key }) =>
    (itemsOf(property(metadata, path)) ?? []).flatMap((item) => {
      const id = textOf(key !== undefined && item.kind === "map" ? property(item, key) : item);
      return id === undefined ? [] : [{ tool, id, about }];
    }),
  );
}

const COMMENTS: readonly { readonly tool: OtherTool; readonly pattern: RegExp }[] = [
  { tool: "checkov", pattern: /(?:checkov|bridgecrew|cortex):skip=[ \t]*([\w-]+(?:,[\w-]+)*)/g },
  { tool: "trivy", pattern: /(?:tfsec|trivy):ignore:([\w*-]+)/g },
  { tool: "tflint", pattern: /tflint-ignore(?:-file)?:[ \t]*(\w+(?:[ \t]*,[ \t]*\w+)*)/g },
  { tool: "semgrep", pattern: /nosemgrep:[ \t]*([\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*)/g },
];

function inComment(file: Module | Template, comment: Range, resources: readonly Resource[]): Decision[] {
  const text = file.text.slice(comment.start, comment.end);
  return COMMENTS.flatMap(({ tool, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const about = match[0].startsWith("tflint-ignore-file") ? "file" : resourcesAt(file, comment, resources);
      return (match[1] ?? "").split(",").map((id) => ({ tool, id: id.trim(), about }));
    }),
  );
}

/** The innermost resource a comment stands in, or that begins below it; a comment on a resource's first line is inside as well. */
function resourcesAt(file: Module | Template, comment: Range, resources: readonly Resource[]): Resource[] {
  const beside = file.text.indexOf("\n", comment.end);
  const holders = resources.filter(({ place }) => place.start <= comment.start && place.end >= comment.end);
  const near = holders.length > 0 ? holders : resources.filter(({ place }) => isBetween(file.text, comment, place, beside));
  const size = Math.min(...near.map(({ place }) => place.end - place.start));
  return near.filter(({ place }) => place.end - place.start === size);
}

/** Does the resource begin below the comment with nothing but comments in between, or end on its line? */
function isBetween(text: string, comment: Range, place: Range, lineEnd: number): boolean {
  if (place.end <= comment.start) return !text.slice(place.end, comment.start).includes("\n");
  if (lineEnd < 0 || place.start < comment.end) return false;
  const between = text.slice(comment.end, place.start);
  return between.length < 2000 && /^[^\S\n]*\n(?:[^\S\n]*(?:#|\/\/)[^\n]*\n)*[^\n]*$/.test(between);
}

/** `NagSuppressions.addResourceSuppressions(fn, [{ id, reason }])`, `add_stack_suppressions(self, [NagPackSuppression(id=…)])`. */
function inCode(module: Module, resources: readonly Resource[]): Decision[] {
  const calls = module.scopes.flatMap((scope) => scope.calls);
  return calls.flatMap((call) => {
    const name = call.callee.kind === "member" ? call.callee.property.replaceAll("_", "").toLowerCase() : "";
    const [target = "", ...rest] = call.args.map((argument) => module.text.slice(argument.start, argument.end));
    const list = rest.find((argument) => argument.startsWith("[")) ?? "";
    const about =
      name === "addresourcesuppressions"
        ? madeBy(module, target, resources)
        : name === "addresourcesuppressionsbypath"
          ? resources.filter((resource) => pathNames(rest[0] ?? "").has(resource.name))
          : name === "addstacksuppressions" && ("file" as const);
    return about ? idsIn(list).map((id) => ({ tool: "cdk-nag" as const, id, about })) : [];
  });
}

function idsIn(list: string): string[] {
  return [...list.matchAll(/["']?\bid["']?\s*[:=]\s*["'`]([\w.[\]-]+)/g)].map((match) => match[1] ?? "");
}

/** `"/Stack/Orders/Resource"` names all constructs on the way. */
function pathNames(path: string): ReadonlySet<string> {
  return new Set(path.split(/["'`/]+/));
}

/** The resources made in the statements that give the names in the argument their values. */
function madeBy(module: Module, target: string, resources: readonly Resource[]): Resource[] {
  const names = new Set(target.match(/[\w.$#]+/g));
  const statements = module.scopes
    .flatMap((scope) => scope.writes)
    .filter((write) => names.has(module.text.slice(write.target.start, write.target.end)))
    .map((write) => write.statement);
  return resources.filter(({ place }) => statements.some((one) => one.start <= place.start && one.end >= place.end));
}
