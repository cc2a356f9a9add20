/**
 * What Lambda and Logs Insights cost: AWS's list prices in US dollars, without free tier and Savings Plans, at the first tier of usage
 * (6 billion GB-seconds a month on x86, 7.5 billion on arm64). From https://aws.amazon.com/lambda/pricing,
 * https://aws.amazon.com/cloudwatch/pricing and the Price List API.
 *
 * Requests and duration cost the same in all regions but those named here; what is not named is told as us-east-1 has it, which for
 * storage may be a little too low.
 */

/** The day the prices were looked at; those of us-east-1 and of the regions longest there are of the Price List API of 2026-09-19. */
export const PRICES_OF = "2026-09-28";

export interface Prices {
  /** A million requests. */
  readonly requests: number;
  /** A GB-second of memory. */
  readonly x86: number;
  readonly arm64: number;
  /** A GB-second of ephemeral storage above the 512 MB that come with each function. */
  readonly storage: number;
  /** A GB looked through by Logs Insights. */
  readonly insights: number;
}

const VIRGINIA = { requests: 0.2, x86: 0.0000166667, arm64: 0.0000133334, storage: 0.0000000309 };

/** Where requests or duration cost something else. */
const OTHERWISE: Readonly<Record<string, Partial<Prices>>> = {
  "af-south-1": { requests: 0.27, x86: 0.0000221, arm64: 0.00001768 },
  "ap-east-1": { requests: 0.28, x86: 0.00002292, arm64: 0.0000183 },
  "ap-southeast-5": { requests: 0.18, x86: 0.000015, arm64: 0.000012 },
  "eu-central-2": { requests: 0.22, x86: 0.0000183334, arm64: 0.0000146667 },
  "eu-south-1": { requests: 0.23, x86: 0.0000195172, arm64: 0.0000156138 },
  "il-central-1": { requests: 0.21, x86: 0.0000175, arm64: 0.000014 },
  "me-central-1": { requests: 0.25, x86: 0.0000206667, arm64: 0.0000165334 },
  "me-south-1": { requests: 0.25, x86: 0.0000206667, arm64: 0.0000165334 },
};

const STORAGE: Readonly<Record<string, number>> = {
  "af-south-1": 0.0000000404,
  "ap-east-1": 0.0000000407,
  "ap-northeast-1": 0.000000037,
  "ap-northeast-2": 0.0000000352,
  "ap-northeast-3": 0.000000037,
  "ap-south-1": 0.0000000352,
  "ap-south-2": 0.0000000352,
  "ap-southeast-1": 0.000000037,
  "ap-southeast-2": 0.000000037,
  "ap-southeast-3": 0.000000037,
  "ap-southeast-4": 0.000000037,
  "ap-southeast-5": 0.0000000333,
  "ca-central-1": 0.000000034,
  "ca-west-1": 0.000000034,
  "eu-central-1": 0.0000000367,
  "eu-central-2": 0.0000000441,
  "eu-north-1": 0.0000000323,
  "eu-south-1": 0.0000000357,
  "eu-south-2": 0.000000034,
  "eu-west-1": 0.000000034,
  "eu-west-2": 0.0000000358,
  "eu-west-3": 0.0000000358,
  "il-central-1": 0.0000000408,
  "me-central-1": 0.0000000374,
  "me-south-1": 0.0000000374,
  "sa-east-1": 0.0000000586,
  "us-west-1": 0.000000037,
};

const INSIGHTS: Readonly<Record<string, number>> = {
  "ap-northeast-1": 0.0076,
  "eu-central-1": 0.0063,
  "eu-west-1": 0.0057,
  "us-east-1": 0.005,
};
/** Elsewhere the highest of these: who reads the cost before deciding shall not pay more. */
const INSIGHTS_ELSEWHERE = 0.0076;

/** The prices of a region; undefined in China, where AWS has other prices in another currency. */
export function pricesIn(region: string): Prices | undefined {
  if (region.startsWith("cn-")) return undefined;
  const { storage } = VIRGINIA;
  const insights = INSIGHTS[region] ?? INSIGHTS_ELSEWHERE;
  return { ...VIRGINIA, storage: STORAGE[region] ?? storage, insights, ...OTHERWISE[region] };
}
