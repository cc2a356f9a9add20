/**
 * Secrets that show what they are: keys with the prefix or the shape of their issuer. Most come from secretlint's rules;
 * the table below holds what those miss or find only in other kinds of files.
 */
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { DOCUMENTED, isPlaceholder, looksRandom } from "./values.ts";

/** What was found, with article, and the environment variable such a secret usually is read from. */
export interface ProviderSecret {
  readonly kind: string;
  readonly environment: string;
}

export interface FoundProviderSecret extends ProviderSecret {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

interface Pattern extends ProviderSecret {
  readonly pattern: RegExp;
  /** Says no to a match that only looks like one. */
  readonly accepts?: (match: string) => boolean;
}

const PATTERNS: readonly Pattern[] = [
  { kind: "an AWS access key id", environment: "AWS_ACCESS_KEY_ID", pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/ },
  { kind: "a Stripe key", environment: "STRIPE_SECRET_KEY", pattern: /(?<![A-Za-z0-9])[sr]k_(?:live|test)_[0-9A-Za-z]{16,}/ },
  { kind: "a Stripe webhook secret", environment: "STRIPE_WEBHOOK_SECRET", pattern: /(?<![A-Za-z0-9])whsec_[0-9A-Za-z+/=]{24,}/ },
  { kind: "a SendGrid key", environment: "SENDGRID_API_KEY", pattern: /(?<![A-Za-z0-9])SG\.[\w-]{16,32}\.[\w-]{32,64}/ },
  { kind: "a Telegram bot token", environment: "TELEGRAM_BOT_TOKEN", pattern: /(?<!\d)\d{8,10}:AA[\w-]{32,34}(?![\w-])/ },
  { kind: "a Slack webhook", environment: "SLACK_WEBHOOK_URL", pattern: /hooks\.slack\.com\/(?:services|workflows)\/T\w{5,40}\/[AB]\w{5,40}\/(?:\d+\/)?\w{16,40}/ },
  { kind: "a Slack webhook", environment: "SLACK_WEBHOOK_PATH", pattern: /^\/?(?:services\/)?T[A-Z0-9]{8,10}\/B[A-Z0-9]{8,10}\/[A-Za-z0-9]{24}$/ },
  { kind: "a Discord webhook", environment: "DISCORD_WEBHOOK_URL", pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{16,20}\/[\w-]{50,}/ },
  { kind: "a Discord bot token", environment: "DISCORD_TOKEN", pattern: /(?<![\w-])[MNO][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/ },
  { kind: "a Teams webhook", environment: "TEAMS_WEBHOOK_URL", pattern: /(?:webhook\.office|outlook\.office)\.com\/webhookb?2?\/[\w@-]{30,}\/IncomingWebhook\/\w{20,}/ },
  { kind: "a Google Chat webhook", environment: "GOOGLE_CHAT_WEBHOOK_URL", pattern: /chat\.googleapis\.com\/v1\/spaces\/[\w-]+\/messages\?key=[\w-]{20,}&token=[\w%-]{20,}/ },
  { kind: "a Zapier webhook", environment: "ZAPIER_WEBHOOK_URL", pattern: /hooks\.zapier\.com\/hooks\/catch\/\d{5,}\/\w{5,}/ },
  { kind: "an IFTTT webhook key", environment: "IFTTT_WEBHOOK_URL", pattern: /maker\.ifttt\.com\/(?:trigger|use)\/[^\s"']*?[\w-]{20,}/, accepts: (match) => /\d/.test(match) },
  { kind: "a Google API key", environment: "GOOGLE_API_KEY", pattern: /(?<![A-Za-z0-9])AIza[\w-]{35}(?![\w-])/ },
  { kind: "a Google client secret", environment: "GOOGLE_CLIENT_SECRET", pattern: /(?<![A-Za-z0-9])GOCSPX-[\w-]{28}/ },
  { kind: "a Google OAuth token", environment: "GOOGLE_OAUTH_TOKEN", pattern: /(?<![A-Za-z0-9])ya29\.[\w-]{40,}/ },
  { kind: "a Mailgun key", environment: "MAILGUN_API_KEY", pattern: /(?<![A-Za-z0-9])key-[0-9a-f]{32}(?![0-9a-f])/ },
  { kind: "a Mailchimp key", environment: "MAILCHIMP_API_KEY", pattern: /(?<![0-9a-f])[0-9a-f]{32}-us\d{1,2}(?!\d)/ },
  { kind: "a Square token", environment: "SQUARE_ACCESS_TOKEN", pattern: /(?<![A-Za-z0-9])(?:sq0(?:atp|csp)-[\w-]{22,43}|EAAA[\w-]{60})/ },
  { kind: "a Facebook access token", environment: "FACEBOOK_ACCESS_TOKEN", pattern: /(?<![A-Za-z0-9])EAA[A-Za-z]{1,3}[A-Za-z0-9]{90,}/ },
  { kind: "a Twitter bearer token", environment: "TWITTER_BEARER_TOKEN", pattern: /(?<![A-Za-z0-9])A{20,}[\w%]{40,}/ },
  { kind: "a New Relic key", environment: "NEW_RELIC_API_KEY", pattern: /(?<![A-Za-z0-9])NRAK-[A-Z0-9]{27}/ },
  { kind: "a DigitalOcean token", environment: "DIGITALOCEAN_TOKEN", pattern: /(?<![A-Za-z0-9])do[opr]_v1_[0-9a-f]{64}/ },
  { kind: "a Shippo token", environment: "SHIPPO_TOKEN", pattern: /(?<![A-Za-z0-9])shippo_(?:live|test)_[0-9a-f]{40}/ },
  { kind: "a PyPI token", environment: "PYPI_TOKEN", pattern: /(?<![A-Za-z0-9])pypi-AgEI[\w-]{50,}/ },
  { kind: "a Notion token", environment: "NOTION_TOKEN", pattern: /(?<![A-Za-z0-9])secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])/ },
  { kind: "an Airtable token", environment: "AIRTABLE_TOKEN", pattern: /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/ },
  { kind: "an OpenAI key", environment: "OPENAI_API_KEY", pattern: /(?<![A-Za-z0-9])sk-(?!ant-)(?:proj-|svcacct-)?[\w-]{40,}/ },
  { kind: "a storage account key", environment: "STORAGE_CONNECTION_STRING", pattern: /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}=*/ },
  { kind: "a JSON web token", environment: "JWT", pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}/, accepts: isPrivateJwt },
  { kind: "a private key", environment: "PRIVATE_KEY", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\\nr]*[A-Za-z0-9+/=\s\\]{60,}/ },
];

/** Supabase and Firebase publish the token of the anonymous role in every front end. */
function isPrivateJwt(token: string): boolean {
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("latin1");
  return !/"role"\s*:\s*"anon"/.test(payload);
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

/** What one text must contain before secretlint is run on it: every prefix its rules look for. */
const SECRETLINT_HINT =
  /secret_?access_?key|BEGIN ?[A-Z ]*PRIVATE KEY|npm_|xox[bpaor]-|xapp-|hooks\.slack\.com|SG\.|shp(?:pa|ca|at|ss)_|gh[pousr]_|github_pat_|glpat-|gl(?:c|sa)_|sk-|gsk_|hf_|lin_api_|ntn_|ops_ey|hv[sbr]\.|vc[piark]_|dapi|dckr_pat_|figd_/i;
/** The same for the table above. */
const OWN_HINT =
  /AKIA|ASIA|hooks\.slack|\/B[A-Z0-9]{8}|shippo_|[sr]k_(?:live|test)_|whsec_|SG\.|:AA|webhook|[MNO][\w-]{23,25}\.|chat\.googleapis|hooks\.zapier|maker\.ifttt|AIza|GOCSPX|ya29\.|key-|-us\d|sq0|EAA|A{20}|NRAK-|do[opr]_v1_|pypi-|secret_|pat[A-Za-z0-9]{14}\.|sk-|AccountKey|SharedAccessKey|eyJ|BEGIN /;

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
  return /BEGIN/.test(match) || match.split(/[-_./:]/).some((part) => looksRandom(part, 8)) || looksRandom(match.replace(/[-_./:]/g, ""), 16);
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
