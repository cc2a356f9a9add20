/**
 * Secrets that show what they are: keys with the prefix or the shape of their issuer. Most come from secretlint's rules;
 * patterns.ts holds what those miss.
 */
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { OWN_HINT, PATTERNS, type ProviderSecret } from "./patterns.ts";
import { DOCUMENTED, isPlaceholder, looksRandom } from "./values.ts";

export interface FoundProviderSecret extends ProviderSecret {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** By the last part of the rule's id; the message's id tells the variants apart where that matters. */
const SECRETLINT_KINDS: Readonly<Record<string, ProviderSecret>> = {
  aws: { kind: "an AWS secret key", environment: "AWS_SECRET_ACCESS_KEY" },
  privatekey: { kind: "a private key", environment: "PRIVATE_KEY" },
  npm: { kind: "an npm token", environment: "NPM_TOKEN" },
  basicauth: { kind: "a password in a URL", environment: "SERVICE_URL" },
  slack: { kind: "a Slack token", environment: "SLACK_TOKEN" },
  sendgrid: { kind: "a SendGrid key", environment: "SENDGRID_API_KEY" },
  shopify: { kind: "a Shopify token", environment: "SHOPIFY_TOKEN" },
  github: { kind: "a GitHub token", environment: "GITHUB_TOKEN" },
  gitlab: { kind: "a GitLab token", environment: "GITLAB_TOKEN" },
  grafana: { kind: "a Grafana token", environment: "GRAFANA_TOKEN" },
  openai: { kind: "an OpenAI key", environment: "OPENAI_API_KEY" },
  anthropic: { kind: "an Anthropic key", environment: "ANTHROPIC_API_KEY" },
  groq: { kind: "a Groq key", environment: "GROQ_API_KEY" },
  huggingface: { kind: "a Hugging Face token", environment: "HF_TOKEN" },
  linear: { kind: "a Linear key", environment: "LINEAR_API_KEY" },
  notion: { kind: "a Notion token", environment: "NOTION_TOKEN" },
  "1password": { kind: "a 1Password token", environment: "OP_SERVICE_ACCOUNT_TOKEN" },
  "hashicorp-vault": { kind: "a Vault token", environment: "VAULT_TOKEN" },
  vercel: { kind: "a Vercel token", environment: "VERCEL_TOKEN" },
  databricks: { kind: "a Databricks token", environment: "DATABRICKS_TOKEN" },
  docker: { kind: "a Docker token", environment: "DOCKER_TOKEN" },
  figma: { kind: "a Figma token", environment: "FIGMA_TOKEN" },
};

/** What a text must contain before secretlint is run on it: every prefix its rules look for. */
const SECRETLINT_HINT = new RegExp(
  [
    String.raw`secret_?access_?key|BEGIN ?[A-Z ]*PRIVATE KEY|npm_|xox[bpaor]-|xapp-|hooks\.slack\.com|SG\.`,
    String.raw`shp(?:pa|ca|at|ss)_|gh[pousr]_|github_pat_|glpat-|gl(?:c|sa)_|sk-|gsk_|hf_|lin_api_|ntn_|ops_ey|hv[sbr]\.`,
    String.raw`vc[piark]_|dapi|dckr_pat_|figd_`,
  ].join("|"),
  "i",
);

/** The first secret in the text that is known by its shape. */
export function providerSecret(text: string): FoundProviderSecret | undefined {
  if (text.length < 16 || !/\d/.test(text)) return undefined;
  if (OWN_HINT.test(text)) {
    for (const entry of PATTERNS) {
      const found = entry.pattern.exec(text);
      if (found === null || !isReal(found[0]) || entry.accepts?.(found[0]) === false) continue;
      return { kind: entry.kind, environment: entry.environment, start: found.index, end: found.index + found[0].length };
    }
  }
  return SECRETLINT_HINT.test(text) ? secretlintSecret(text) : undefined;
}

/** Documentation writes `AKIAXXXXXXXXXXXXXXXX`, `xoxb-your-token`, `ghp_1234567890…`. */
function isReal(match: string): boolean {
  if (DOCUMENTED.test(match) || /\u0000/.test(match)) return false;
  if (/(.)\1{7,}/.test(match.replace(/A{20,}/, "")) || /x{6,}|1234567|abcdefg/i.test(match.replace(/^\d+:/, ""))) return false;
  const last = /[\w+/=%-]*$/.exec(match)?.[0] ?? match;
  return match.startsWith("-----BEGIN") || !/your|example|placeholder|dummy|changeme|replace|redacted/i.test(last);
}

/**
 * secretlint's rules are handed one string of the file at a time, without its engine: that one is asynchronous and would
 * have to lint the whole file again, while a rule's `file` works at once on any text. Only the rule for PKCS#12 files is
 * asynchronous; no such file is source code.
 */
function secretlintSecret(text: string): FoundProviderSecret | undefined {
  for (const scanner of scanners()) {
    const range = scanner.run(text);
    const match = range === undefined ? "" : text.slice(range[0], range[1]);
    if (range === undefined || !isReal(match) || isPlaceholder(match) || !hasRandomPart(match)) continue;
    return { ...scanner.found, start: range[0], end: range[1] };
  }
  return undefined;
}

function hasRandomPart(match: string): boolean {
  return (
    /BEGIN/.test(match) || match.split(/[-_./:]/).some((part) => looksRandom(part, 8)) || looksRandom(match.replace(/[-_./:]/g, ""), 16)
  );
}

interface Scanner {
  readonly found: ProviderSecret;
  run(text: string): readonly [number, number] | undefined;
}

let cachedScanners: Scanner[] | undefined;

/** The rules that look at any text; database URLs and basic authentication are read by connections.ts, which knows hosts. */
function scanners(): Scanner[] {
  cachedScanners ??= rules.flatMap((rule) => {
    const found = SECRETLINT_KINDS[rule.meta.id.replace("@secretlint/secretlint-rule-", "")];
    return found === undefined || found.environment === "SERVICE_URL" ? [] : [scannerOf(rule, found)];
  });
  return cachedScanners;
}

function scannerOf(rule: (typeof rules)[number], found: ProviderSecret): Scanner {
  let range: readonly [number, number] | undefined;
  const translate = () => ({ message: "", messageId: "" });
  const handler = rule.create(
    { sharedOptions: {}, createTranslator: () => translate as never, report: (report) => void (range ??= report.range), ignore: () => {} },
    {},
  );
  return {
    found,
    run(text) {
      range = undefined;
      void handler.file?.({ content: text, filePath: undefined, contentType: "text" } as never);
      return range;
    },
  };
}
