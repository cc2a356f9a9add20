/** Account ids stay in this room. */

/** `arn:aws:sqs:eu-west-1:123456789012:queue`, and queues' addresses. */
const accountInArn = /(\barn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)/g;
const accountInUrl = /(\bhttps?:\/\/[\w.-]+\/)\d{12}(?=\/)/g;

/** The text with `*` for the account id in each ARN and each queue's address. */
export function withoutAccount(text: string): string {
  return text.replace(accountInArn, "$1*").replace(accountInUrl, "$1*");
}
