/** What a text looks like: a placeholder, a word, a name of something, or the thing that has to stay secret. */

const PLACEHOLDER_WORD = new RegExp(
  [
    String.raw`example|sample|dummy|placeholder|change[ _-]?(?:me|it|this)|replace|redacted|mocked|lorem|fixme|to[ _-]?do\b`,
    String.raw`insert[ _-]|put[ _-]|enter[ _-]|fill[ _-]|update[ _-]|paste[ _-]|goes[ _-]?here|[ _-]here$|xxx|\*\*\*|\.\.\.`,
    String.raw`your|change[ _-]in[ _-]prod|foobar|^(?:abc|qwe|asd)?123(?:4(?:56?)?)?$`,
  ].join("|"),
  "i",
);
const PLACEHOLDER_TOKENS = new Set([
  "test",
  "tests",
  "testing",
  "fake",
  "mock",
  "foo",
  "bar",
  "baz",
  "todo",
  "tbd",
  "none",
  "null",
  "undefined",
  "hidden",
  "removed",
  "masked",
  "some",
  "my",
  "asdf",

  "default",
  "secrethere",
  "notasecret",
  "unused",
  "ignored",
  "invalid",
  "unknown",
  "demo",
  "temp",
  "blah",
]);
/** What the documentation of AWS, Stripe, Slack and jwt.io shows. */
export const DOCUMENTED =
  /EXAMPLE|sk_test_4eC39HqLyjWDarjtT1zdp7dc|sk_test_BQokikJOvBiI2HlWgH4olfQ2|eyJzdWIiOiIxMjM0NTY3ODkw|T0{8}\/B0{8}|je7MtGbClwBF\/2Zp9Utk/i;
/** Looked up or filled in later: `${X}`, `{{x}}`, `<x>`, `%(x)s`, `[YOUR TOKEN]`, `$X`, `__X__`, `{}`. */
const FILLED_IN =
  /\$\{|\{\{|\{[A-Za-z_.0-9]*\}|<[^>]*>|%\(|%[sdv](?![A-Za-z0-9])|^\[.*\]$|^\$[A-Za-z_]+$|^__.*__$|#\{|^%[A-Za-z_]+%$|^@@|^!\w+/;
const SEQUENCES = "01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm 98765432109876543210";

/** Something that stands where a secret will be, or that an example uses. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length === 0 || FILLED_IN.test(trimmed)) return true;
  if (new Set(trimmed.toLowerCase()).size <= 2 || /(.)\1{5,}/.test(trimmed)) return true;
  if (PLACEHOLDER_WORD.test(trimmed) || DOCUMENTED.test(trimmed)) return true;
  if (isSequence(trimmed)) return true;
  if (looksRandom(trimmed, 20)) return false;
  return wordsOf(trimmed).some((word) => PLACEHOLDER_TOKENS.has(word) && (word !== "my" || isWordy(trimmed)));
}

/** `123456`, `abcd1234`, `abc123def456`: nothing left once runs of the keyboard and the alphabet are taken out. */
function isSequence(text: string, shortest = 4): boolean {
  const lower = text.toLowerCase();
  let covered = 0;
  for (let at = 0; at < lower.length; ) {
    let length = 0;
    while (at + length < lower.length && SEQUENCES.includes(lower.slice(at, at + length + 1)) && lower[at + length] !== " ") length++;
    if (length >= shortest) covered += length;
    at += Math.max(length >= shortest ? length : 1, 1);
  }
  return covered >= lower.length * 0.75;
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 0);
}

/** Letters only, apart from what joins words. */
export function isWordy(text: string): boolean {
  return /^[A-Za-z]+(?:[-_. /:][A-Za-z]+)*$/.test(text);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Letters and digits mixed as only a generator does it: the runs of one kind of character are short. */
export function looksRandom(text: string, minimum: number): boolean {
  if (text.length < minimum || !/^[\x21-\x7e]+$/.test(text)) return false;
  if (UUID.test(text)) return !isSequence(text.replace(/-/g, ""), 3);
  const runs = text.match(/[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  const letters = text.replace(/[^A-Za-z]/g, "").length;
  const digits = text.replace(/[^0-9]/g, "").length;
  if (letters < 2 || digits + letters < text.length * 0.75 || new Set(text).size < Math.min(8, text.length * 0.6)) return false;
  if (isSequence(text, 3)) return false;
  const meanRun = (letters + digits) / runs.length;
  if (digits >= 2) return meanRun < 3.2 && runs.length >= 4;
  return text.length >= 20 && meanRun < 2.6 && shannon(text) > 3.7;
}

function shannon(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const STRONG_SYMBOL = /[!@#$%^&*?+=~]/;

/** Names, paths, addresses and code: what literals under a secret's name hold when they are not the secret. */
export function isReference(text: string): boolean {
  return (
    /\s/.test(text) ||
    /^arn:|^[a-z][a-z0-9+.-]*:\/\/|^(?:ssm|secretsmanager|vault|env|projects|resolve|file|op|aws|kms|alias|parameterstore)[:/]/i.test(
      text,
    ) ||
    /^\.{0,2}\/|^~\/|^[A-Za-z]:\\|^[a-z][a-z-]*(?:\/[\w.-]+)+$/.test(text) ||
    /^\^.*\$$|\(\?[=!:<]|\[[A-Za-z]-[A-Za-z]/.test(text) ||
    /\.(?:pem|key|json|ya?ml|txt|env|p12|pfx|crt|cer|ini|conf|cfg|py|js|ts|html?|csv|jks|com|net|org|io|local|internal)$/i.test(text) ||
    /^[\w.-]+@[\w-]+\.[A-Za-z]{2,}$/.test(text) ||
    /^\$\.|^\$[A-Za-z_{]|^[#.][A-Za-z_-]+$|^[a-z]+\[.*\]$/.test(text) ||
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) ||
    (/[\\(){}<>|"'`\u0000]/.test(text) && !/^[^\s\u0000]{8,40}$/.test(text)) ||
    (/^(?:[A-Za-z_][\w-]*[./:])+[A-Za-z_][\w-]*$/.test(text) && !looksRandom(text, 16))
  );
}

/** MD5, SHA-1, SHA-256, bcrypt, argon2: what is stored of a password is not the password. */
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|\$(?:2[abxy]|argon2\w*|pbkdf2\S*|[156])\$.*)$/i;

/** A password a person would have chosen: letters with digits or symbols, no word and no name. */
export function isLikelyPassword(text: string): boolean {
  if (text.length < 6 || text.length > 128 || isReference(text) || isPlaceholder(text)) return false;
  if (HASH.test(text)) return false;
  const hasSymbol = STRONG_SYMBOL.test(text.replace(/^[#@$]|[?:=]$/g, ""));
  if (/^\d+$/.test(text)) return true;
  if (!/[A-Za-z]/.test(text) || !(/\d/.test(text) || hasSymbol)) return false;
  if (hasSymbol) return /[A-Za-z].*[A-Za-z]/.test(text);
  return !isNameLike(text);
}

/** `db_password_1`, `oauth2Token`, `field2`: words with a number, as identifiers have them. */
function isNameLike(text: string): boolean {
  if (looksRandom(text, 10)) return false;
  if (/^[a-z]+\d{1,2}$/i.test(text) && text.length < 7) return true;
  if (/pass|pwd|secret|token|key|auth|user|param|field|input|value|name|arg|oauth|sha\d|md5|utf|base64|aes|hs\d{3}|rs\d{3}/i.test(text))
    return true;
  return /^[A-Za-z]+(?:[-_.][A-Za-z0-9]+)+$/.test(text);
}

/** A key or token as an issuer makes it, or a secret with the mix of characters no identifier has. */
export function isLikelyToken(text: string): boolean {
  if (text.length < 8 || text.length > 4096 || isReference(text) || isPlaceholder(text)) return false;
  if (/^0x[0-9a-f]{40}$/i.test(text) || /^pk[_.]|^ExponentPushToken/.test(text)) return false;
  if (looksRandom(text.replace(/[-_.=+/~:|]/g, ""), 10)) return true;
  return STRONG_SYMBOL.test(text.slice(0, -1).replace(/[+=?]/g, "")) && /\d/.test(text) && /[A-Za-z]{3}/.test(text);
}

/** A weak but working password in a place that does use it: `postgres`, even `password`, given to a remote database. */
export function isWorkingWord(text: string): boolean {
  if (text.length < 4 || text.length > 64 || /[\s\u0000/\\]/.test(text) || isReference(text)) return false;
  return !FILLED_IN.test(text) && !PLACEHOLDER_WORD.test(text) && new Set(text).size > 2;
}
