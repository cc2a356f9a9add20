/**
 * Regions of AWS Lambda, from https://docs.aws.amazon.com/general/latest/gr/lambda-service.html; a person may type one that is newer.
 */

/** On for every account. */
const always = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ca-central-1",
  "sa-east-1",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eu-north-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
];

/** To be turned on for an account: until then AWS does not know its keys there. */
const optIn = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
];

/** Partitions with accounts of their own. */
const apart = ["us-gov-east-1", "us-gov-west-1", "cn-north-1", "cn-northwest-1"];

export const REGIONS: readonly string[] = [...always, ...optIn, ...apart];

/** Besides the opt-in regions those of other partitions: keys of one partition are not known in another. */
export const OPT_IN_REGIONS: ReadonlySet<string> = new Set([...optIn, ...apart]);
