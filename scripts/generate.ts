/**
 * `npm run generate`: what follows from the rule files, written where it is needed: the index the server imports, the table in
 * the README, the settings schema in package.json and its strings, the schemas of the files that people write. With `--check` it
 * changes nothing and fails when one is stale.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { items } from "../server/src/checklist/items/index.ts";
import { everyDialect, type Rule, type RuleLanguage } from "../server/src/rules/rule.ts";
import { unusedSuppression } from "../server/src/suppressUnused.ts";
import { THRESHOLDS } from "../server/src/vocabulary/thresholds.ts";
import { exportName, inRoot, type RuleFile, ruleFiles, shown } from "./paths.ts";
import { checklistSchema, settingsSchema, thresholdSchema } from "./schemas.ts";

type Json = Record<string, unknown>;
interface Loaded {
  readonly file: RuleFile;
  readonly rule: Rule;
}

const severities = ["off", "hint", "info", "warning", "error"];
const languageNames: Readonly<Record<RuleLanguage, string>> = {
  python: "Python",
  javascript: "JavaScript",
  typescript: "TypeScript",
  sam: "SAM",
  cloudformation: "CloudFormation",
  serverless: "Serverless",
  terraform: "Terraform",
  cdk: "CDK",
  deployed: "deployed",
};

/** Imports a rule; where its file does not say what its place says, it is left out and the reason is added to `problems`. */
async function load(file: RuleFile, problems: string[]): Promise<Loaded[]> {
  const where = shown(file.source);
  const name = exportName(file.id);
  if (!existsSync(file.page)) problems.push(`${where} has no page: ${shown(file.page)}`);
  try {
    const rule = ((await import(pathToFileURL(file.source).href)) as Record<string, Rule | undefined>)[name];
    if (!rule) problems.push(`${where} does not export ${name}`);
    else if (rule.id !== file.id) problems.push(`${where}: the id is ${rule.id}`);
    else if (rule.section !== file.section) problems.push(`${where}: the section is ${rule.section}`);
    else return [{ file, rule }];
  } catch (error) {
    problems.push(`${where} cannot be loaded: ${error instanceof Error ? error.message : error}`);
  }
  return [];
}

/** The rules whose severity can be set: those with a file, and the engine's own. */
function settable(rules: readonly Loaded[]): Rule[] {
  return [...rules.map(({ rule }) => rule), unusedSuppression];
}

function indexSource(rules: readonly Loaded[]): string {
  const imports = rules.map(({ file }) => `import { ${exportName(file.id)} } from "./${file.section}/${file.id}.ts";`);
  return [
    "// Written by `npm run generate`; do not edit.",
    'import type { Rule } from "./rule.ts";',
    ...imports,
    "",
    "/** Every rule, by id. */",
    "export const rules: readonly Rule[] = [",
    ...rules.map(({ file }) => `  ${exportName(file.id)},`),
    "];",
    "",
  ].join("\n");
}

function readmeSource(readme: string, rules: readonly Loaded[]): string {
  const begin = "<!-- rules: written by npm run generate -->";
  const end = "<!-- end of rules -->";
  const rows = rules.map(({ file, rule }) => {
    const isInfrastructure = everyDialect.every((dialect) => rule.languages.includes(dialect));
    const named = rule.languages.filter((language) => !isInfrastructure || !(everyDialect as readonly string[]).includes(language));
    const languages = [...named.map((language) => languageNames[language]), ...(isInfrastructure ? ["every dialect"] : [])].join(", ");
    return `| [\`${rule.id}\`](${shown(file.page)}) | ${rule.title} | ${rule.severity} | ${rule.profile} | ${languages} |`;
  });
  const table = ["| Rule | What it finds | Severity | Profile | Languages |", "|---|---|---|---|---|", ...rows].join("\n");
  const [head, rest] = readme.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error("README.md has lost the marks of the rule table");
  return `${head}${begin}\n${table}\n${end}${tail}`;
}

function manifestSource(manifest: string, rules: readonly Loaded[]): string {
  const parsed = JSON.parse(manifest) as { contributes: { configuration: { properties: Record<string, Json> } } };
  const setting = parsed.contributes.configuration.properties["lambdaReady.rules"];
  if (!setting) throw new Error("package.json has lost the setting lambdaReady.rules");
  setting.properties = Object.fromEntries(
    settable(rules).map(({ id }) => [id, { type: "string", enum: severities, description: `%rule.${id}%` }]),
  );
  const thresholds = parsed.contributes.configuration.properties["lambdaReady.thresholds"];
  if (!thresholds) throw new Error("package.json has lost the setting lambdaReady.thresholds");
  thresholds.properties = Object.fromEntries(
    Object.entries(THRESHOLDS).map(([name, threshold]) => [name, { ...thresholdSchema(threshold), description: `%threshold.${name}%` }]),
  );
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

function stringsSource(strings: string, rules: readonly Loaded[]): string {
  const kept = Object.entries(JSON.parse(strings) as Record<string, string>).filter(([key]) => !/^(?:rule|threshold)\./.test(key));
  const titles = settable(rules).map((rule) => [`rule.${rule.id}`, `${rule.title} (${rule.severity}, profile ${rule.profile})`] as const);
  const thresholds = Object.entries(THRESHOLDS).map(([name, { description }]) => [`threshold.${name}`, description] as const);
  return `${JSON.stringify(Object.fromEntries([...kept, ...thresholds, ...titles]), null, 2)}\n`;
}

/** The generated files, as they should be, from the rules that could be loaded; `problems` says which could not. */
export async function generated(problems: string[]): Promise<Map<string, string>> {
  const rules = (await Promise.all(ruleFiles().map((file) => load(file, problems)))).flat();
  const derive = (file: string, make: (text: string, rules: readonly Loaded[]) => string): [string, string] => {
    const full = inRoot(file);
    return [full, make(readFileSync(full, "utf8"), rules)];
  };
  const schema = (name: string, content: unknown): [string, string] => [inRoot("schemas", name), `${JSON.stringify(content, null, 2)}\n`];
  return new Map([
    schema("checklist.schema.json", checklistSchema(items)),
    schema("lambda-ready.schema.json", settingsSchema(settable(rules))),
    [inRoot("server/src/rules/index.ts"), indexSource(rules)],
    derive("README.md", readmeSource),
    derive("package.json", manifestSource),
    derive("package.nls.json", stringsSource),
  ]);
}

if (import.meta.main) {
  const check = process.argv.includes("--check");
  const problems: string[] = [];
  const stale = [...(await generated(problems))].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);
  for (const [file, text] of stale) {
    if (check) problems.push(`stale: ${shown(file)} (run npm run generate and commit what it writes)`);
    else writeFileSync(file, text);
    if (!check) console.log(`written: ${shown(file)}`);
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
