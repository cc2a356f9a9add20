/** Account ids stay in this room. */

/** `arn:aws:sqs:eu-west-1:123456789012:queue`, and queues' addresses. */
const accountInArn = /(\barn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)/g;
const accountInUrl = /(\bhttps?:\/\/[\w.-]+\/)\d{12}(?=\/)/g;

const bucket = /^arn:aws[\w-]*:s3:::/;

/** The text with `*` for the account id in each ARN and each queue's address. */
export function withoutAccount(text: string): string {
  // Names of queues are asked with, those of buckets are not, and often have the account in them.
  return bucket.test(text) ? withoutAnyAccount(text) : text.replace(accountInArn, "$1*").replace(accountInUrl, "$1*");
}

const alone = /(?<!\d)\d{12}(?!\d)/g;

/** For what people write and nothing is asked with (descriptions, tags, names of alarms): `*` for whatever may be an account id. */
export function withoutAnyAccount(text: string): string {
  return text.replace(alone, "*");
}
