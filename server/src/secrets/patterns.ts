/** Keys by the prefix or shape their issuer gives them: what secretlint does not know, or finds only in other kinds of files. */

/** What was found, with article, and the environment variable such a secret usually is read from. */
export interface ProviderSecret {
  readonly kind: string;
  readonly environment: string;
}

export interface Pattern extends ProviderSecret {
  readonly pattern: RegExp;
  /** Says no to a match that only looks like one. */
  readonly accepts?: (match: string) => boolean;
}

function row(kind: string, environment: string, pattern: RegExp, accepts?: (match: string) => boolean): Pattern {
  return accepts === undefined ? { kind, environment, pattern } : { kind, environment, pattern, accepts };
}

export const PATTERNS: readonly Pattern[] = [
  row("an AWS access key id", "AWS_ACCESS_KEY_ID", /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/),
  row("a Stripe key", "STRIPE_SECRET_KEY", /(?<![A-Za-z0-9])[sr]k_(?:live|test)_[0-9A-Za-z]{16,}/),
  row("a Stripe webhook secret", "STRIPE_WEBHOOK_SECRET", /(?<![A-Za-z0-9])whsec_[0-9A-Za-z+/=]{24,}/),
  row("a SendGrid key", "SENDGRID_API_KEY", /(?<![A-Za-z0-9])SG\.[\w-]{16,32}\.[\w-]{32,64}/),
  row("a Telegram bot token", "TELEGRAM_BOT_TOKEN", /(?<!\d)\d{8,10}:AA[\w-]{32,34}(?![\w-])/),
  row("a Slack webhook", "SLACK_WEBHOOK_URL", /hooks\.slack\.com\/(?:services|workflows)\/T\w{5,40}\/[AB]\w{5,40}\/(?:\d+\/)?\w{16,40}/),
  row("a Slack webhook", "SLACK_WEBHOOK_PATH", /^\/?(?:services\/)?T[A-Z0-9]{8,10}\/B[A-Z0-9]{8,10}\/[A-Za-z0-9]{24}$/),
  row("a Discord webhook", "DISCORD_WEBHOOK_URL", /discord(?:app)?\.com\/api\/webhooks\/\d{16,20}\/[\w-]{50,}/),
  row("a Discord bot token", "DISCORD_TOKEN", /(?<![\w-])[MNO][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/),
  row(
    "a Teams webhook",
    "TEAMS_WEBHOOK_URL",
    /(?:webhook\.office|outlook\.office)\.com\/webhookb?2?\/[\w@-]{30,}\/IncomingWebhook\/\w{20,}/,
  ),
  row(
    "a Google Chat webhook",
    "GOOGLE_CHAT_WEBHOOK_URL",
    /chat\.googleapis\.com\/v1\/spaces\/[\w-]+\/messages\?key=[\w-]{20,}&token=[\w%-]{20,}/,
  ),
  row("a Zapier webhook", "ZAPIER_WEBHOOK_URL", /hooks\.zapier\.com\/hooks\/catch\/\d{5,}\/\w{5,}/),
  row("an IFTTT webhook key", "IFTTT_WEBHOOK_URL", /maker\.ifttt\.com\/(?:trigger|use)\/[^\s"']*?[\w-]{20,}/, (match) => /\d/.test(match)),
  row("a Google API key", "GOOGLE_API_KEY", /(?<![A-Za-z0-9])AIza[\w-]{35}(?![\w-])/),
  row("a Google client secret", "GOOGLE_CLIENT_SECRET", /(?<![A-Za-z0-9])GOCSPX-[\w-]{28}/),
  row("a Google OAuth token", "GOOGLE_OAUTH_TOKEN", /(?<![A-Za-z0-9])ya29\.[\w-]{40,}/),
  row("a Mailgun key", "MAILGUN_API_KEY", /(?<![A-Za-z0-9])key-[0-9a-f]{32}(?![0-9a-f])/),
  row("a Mailchimp key", "MAILCHIMP_API_KEY", /(?<![0-9a-f])[0-9a-f]{32}-us\d{1,2}(?!\d)/),
  row("a Square token", "SQUARE_ACCESS_TOKEN", /(?<![A-Za-z0-9])(?:sq0(?:atp|csp)-[\w-]{22,43}|EAAA[\w-]{60})/),
  row("a Facebook access token", "FACEBOOK_ACCESS_TOKEN", /(?<![A-Za-z0-9])EAA[A-Za-z]{1,3}[A-Za-z0-9]{90,}/),
  row("a Twitter bearer token", "TWITTER_BEARER_TOKEN", /(?<![A-Za-z0-9])A{20,}[\w%]{40,}/),
  row("a New Relic key", "NEW_RELIC_API_KEY", /(?<![A-Za-z0-9])NRAK-[A-Z0-9]{27}/),
  row("a DigitalOcean token", "DIGITALOCEAN_TOKEN", /(?<![A-Za-z0-9])do[opr]_v1_[0-9a-f]{64}/),
  row("a Shippo token", "SHIPPO_TOKEN", /(?<![A-Za-z0-9])shippo_(?:live|test)_[0-9a-f]{40}/),
  row("a PyPI token", "PYPI_TOKEN", /(?<![A-Za-z0-9])pypi-AgEI[\w-]{50,}/),
  row("a Notion token", "NOTION_TOKEN", /(?<![A-Za-z0-9])secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])/),
  row("an Airtable token", "AIRTABLE_TOKEN", /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/),
  row("an OpenAI key", "OPENAI_API_KEY", /(?<![A-Za-z0-9])sk-(?!ant-)(?:proj-|svcacct-)?[\w-]{40,}/),
  row("a storage account key", "STORAGE_CONNECTION_STRING", /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}=*/),
  row("a JSON web token", "JWT", /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}/, isPrivateJwt),
  row("a private key", "PRIVATE_KEY", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\\nr]*[A-Za-z0-9+/=\s\\]{60,}/),
];

/** Supabase and Firebase publish the token of the anonymous role in every front end. */
function isPrivateJwt(token: string): boolean {
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("latin1");
  return !/"role"\s*:\s*"anon"/.test(payload);
}

/** What a text must contain before the patterns are tried. */
export const OWN_HINT = new RegExp(
  [
    String.raw`AKIA|ASIA|hooks\.slack|\/B[A-Z0-9]{8}|shippo_|[sr]k_(?:live|test)_|whsec_|SG\.|:AA|webhook|[MNO][\w-]{23,25}\.`,
    String.raw`chat\.googleapis|hooks\.zapier|maker\.ifttt|AIza|GOCSPX|ya29\.|key-|-us\d|sq0|EAA|A{20}|NRAK-|do[opr]_v1_`,
    String.raw`pypi-|secret_|pat[A-Za-z0-9]{14}\.|sk-|AccountKey|SharedAccessKey|eyJ|BEGIN `,
  ].join("|"),
);
