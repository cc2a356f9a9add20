/** The JSON schemas of the files that people write, made of the code that reads them: an editor completes and checks by them. */
import manifest from "../package.json" with { type: "json" };
import { ANSWER_VALUES } from "../server/src/checklist/answers/entry.ts";
import { ANSWERS_VERSION } from "../server/src/checklist/answers/reading.ts";
import type { Item } from "../server/src/checklist/item.ts";
import type { Profile, Rule } from "../server/src/rules/rule.ts";
import { LEVELS, PROFILES } from "../server/src/settings.ts";
import { unusedSuppression } from "../server/src/suppressUnused.ts";
import { THRESHOLDS, type ThresholdDescription } from "../server/src/vocabulary/thresholds.ts";

type Json = Readonly<Record<string, unknown>>;
type SettableRule = Pick<Rule, "id" | "title" | "severity" | "profile" | "section">;

const repository = manifest.repository.url.replace(/\.git$/, "");

const pages = `${repository}/blob/HEAD/server/src`;

const DRAFT = "http://json-schema.org/draft-07/schema#";

const ANSWER_TEXTS: Readonly<Record<(typeof ANSWER_VALUES)[number], string>> = {
  met: "A person has seen that it is met. A finding that says otherwise wins: the item stays failing.",
  "not needed": "It is not needed for this function. It does not count in the score.",
};

const PROFILE_TEXTS: Readonly<Record<Profile, string>> = {
  recommended: "Rules that matter to every function.",
  strict: "Recommended, and rules that matter where much depends on a function.",
  security: "Recommended, and rules for those who have to show that they comply.",
};

/** Of `.lambda-ready/checklist.yaml`. */
export function checklistSchema(items: readonly Item[]): Json {
  return {
    $schema: DRAFT,
    title: "Answers to the readiness checklist of Lambda Ready",
    description: "What people answer about functions, where evidence cannot decide.",
    type: ["object", "null"],
    additionalProperties: false,
    defaultSnippets: [{ label: "version and functions", body: { version: ANSWERS_VERSION, functions: {} } }],
    properties: {
      version: { const: ANSWERS_VERSION, description: "The version of this format." },
      functions: {
        description: "Functions by name, each with the items that are answered for it.",
        markdownDescription:
          'Functions by name, each with the items that are answered for it.\n\nWhere several functions have one name, write `path/template.yaml#Name`. `"*"` is every function that has no answer of its own.',
        type: ["object", "null"],
        properties: { "*": { allOf: [{ $ref: "#/definitions/items" }], description: "Every function that has no answer of its own." } },
        additionalProperties: { $ref: "#/definitions/items" },
        defaultSnippets: [{ label: "a function", body: { "${1:Function}": { "${2:item}": { answer: "${3|met,not needed|}" } } } }],
      },
    },
    definitions: { items: itemsSchema(items), answer: answerSchema() },
  };
}

function itemsSchema(items: readonly Item[]): Json {
  return {
    type: ["object", "null"],
    additionalProperties: false,
    properties: Object.fromEntries(
      items.map(({ id, text, manual }) => [
        id,
        // Beside a bare $ref some editors read nothing.
        { allOf: [{ $ref: "#/definitions/answer" }], description: text, markdownDescription: itemMarkdown(id, text, manual) },
      ]),
    ),
  };
}

function itemMarkdown(id: string, text: string, manual: string | undefined): string {
  const guide = `[What it asks](${pages}/checklist/items/${id}.md)`;
  return [`**${text}**`, ...(manual ? [manual] : []), guide].join("\n\n");
}

function answerSchema(): Json {
  const value = { enum: ANSWER_VALUES, enumDescriptions: ANSWER_VALUES.map((each) => ANSWER_TEXTS[each]) };
  const text = (description: string) => ({ type: ["string", "null"], description });
  return {
    anyOf: [
      { ...value, type: "string", description: "The answer alone." },
      {
        type: "object",
        description: "The answer, with who gave it, when and why.",
        required: ["answer"],
        additionalProperties: false,
        properties: {
          answer: { ...value, description: "What the answer is." },
          who: text("Who gave it: a person's name, as git knows it."),
          date: { ...text("The day on which it was given: year, month and day."), pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
          note: text("Why, and where that can be looked up."),
        },
      },
    ],
    defaultSnippets: [
      { label: "met", body: { answer: "met", who: "${1:name}", date: "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", note: "$2" } },
      { label: "not needed", body: { answer: "not needed", who: "${1:name}", note: "$2" } },
    ],
  };
}

/** Of `.lambda-ready.yaml`. */
export function settingsSchema(rules: readonly SettableRule[]): Json {
  return {
    $schema: DRAFT,
    title: "Configuration of Lambda Ready",
    description: "What a project asks of Lambda Ready, in every editor and in the command.",
    type: ["object", "null"],
    additionalProperties: false,
    properties: {
      profile: {
        description: "Which rules are on.",
        enum: [...PROFILES, null],
        enumDescriptions: [...PROFILES.map((profile) => PROFILE_TEXTS[profile]), "As in the editor's settings."],
        default: "recommended",
      },
      rules: {
        description: "Rules by id, with the severity they report with. A rule that is not named follows the profile.",
        type: ["object", "null"],
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
      },
      exclude: {
        description: "Globs of files of which nothing is said, relative to the folder of this file.",
        type: ["array", "null"],
        items: { type: "string" },
        defaultSnippets: [{ label: "a folder", body: ["${1:examples}/**"] }],
      },
      functions: {
        description: "Functions by name, with what they are called where they are deployed.",
        type: ["object", "null"],
        additionalProperties: {
          type: "object",
          required: ["deployed"],
          additionalProperties: false,
          properties: { deployed: { type: "string", description: "The name of the deployed function." } },
        },
        defaultSnippets: [{ label: "a function", body: { "${1:Function}": { deployed: "${2:name}" } } }],
      },
      thresholds: {
        description: "From where on a figure of a deployed function is worth saying.",
        type: ["object", "null"],
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(THRESHOLDS).map(([name, each]) => [name, { ...thresholdSchema(each), description: each.description }]),
        ),
      },
    },
  };
}

/** Of one threshold, without its words. */
export function thresholdSchema({ default: standard, minimum, maximum }: ThresholdDescription): Json {
  return { type: "number", default: standard, minimum, ...(maximum !== undefined && { maximum }) };
}

function ruleSchema({ id, title, severity, profile, section }: SettableRule): Json {
  // The engine's own rule has no page.
  const page = id === unusedSuppression.id ? `${repository}#suppressing-a-finding` : `${pages}/rules/${section}/${id}.md`;
  return {
    enum: LEVELS,
    description: `${title} (${severity}, profile ${profile})`,
    markdownDescription: `**${title}**\n\nReports \`${severity}\` in the profile ${profile}. [Documentation](${page})`,
  };
}
