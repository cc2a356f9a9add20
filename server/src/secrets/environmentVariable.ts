/** Secrets among the environment variables of a template: there a name and its text are all there is. */
import { dsnPassword, headerCredential, queryKey, urlPassword } from "./connections.ts";
import { holdsSecret, repeatsName } from "./detect.ts";
import { namedSecret, type SecretNoun } from "./names.ts";
import { providerSecret } from "./providers.ts";
import { isPlaceholder, isReference, isWordy, isWorkingWord } from "./values.ts";

const LONGEST = 4096;
/** Looked up when the stack is deployed. */
const DYNAMIC = /\{\{resolve:/;
/** A setting under a secret's name: a switch, a number, a time. */
const SETTING = /^(?:true|false|yes|no|on|off|enabled?|disabled?|none|null|\d{1,5}|\d+(?:ms|s|m|min|h|d|days?|hours?))$/i;
/** Words that stand in the place of a user or of the secret itself. */
const NAMES_ITSELF = /^(?:user|username|secret|token|key|api[-_]?key|plaintext|cognito|iam|jwt|basic|bearer|ssm|secretsmanager|kms)$/i;

/** The kind of secret ("a database password") that the text of this variable is; undefined for what is none, or cannot be told. */
export function secretInVariable(name: string, text: string): string | undefined {
  if (text.length < 4 || text.length > LONGEST || DYNAMIC.test(text)) return undefined;
  const whole = providerSecret(text) ?? urlPassword(text) ?? dsnPassword(text) ?? queryKey(text) ?? headerCredential(text);
  if (whole !== undefined) return whole.kind;
  const named = namedSecret(name);
  return named !== undefined && holdsSecret(named, text) && !repeatsName(name, text) ? named.kind : undefined;
}

/**
 * The kind of secret that the variable's name promises where its text is something rather than nothing: `DB_PASS: postgres`.
 * A word under the name of a key or token is the name of one as often as not.
 */
export function plainUnderSecretName(name: string, text: string): string | undefined {
  const named = namedSecret(name);
  if (!named?.isHead || text.length < 4 || text.length > LONGEST || DYNAMIC.test(text)) return undefined;
  if (SETTING.test(text) || NAMES_ITSELF.test(text) || isPlaceholder(text) || isReference(text)) return undefined;
  return holdsWord(named.noun, text) && (named.noun === "password" || !repeatsName(name, text)) ? named.kind : undefined;
}

function holdsWord(noun: SecretNoun, text: string): boolean {
  if (noun === "password") return isWorkingWord(text);
  return noun !== "auth" && text.length >= 12 && /\d/.test(text) && /[A-Za-z]/.test(text) && !isWordy(text.replace(/\d/g, ""));
}
