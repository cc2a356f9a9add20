/** How CloudFormation names and tags what it deploys. */
import type { Traffic } from "../../traffic/traffic.ts";

/** The tags CloudFormation puts on a resource. */
export function stackTags(stack: string, logicalId: string): Record<string, string> {
  return {
    "aws:cloudformation:stack-name": stack,
    "aws:cloudformation:logical-id": logicalId,
    "aws:cloudformation:stack-id": `arn:aws:cloudformation:eu-west-1:123456789012:stack/${stack}/5f1d6c20-7a2b-11f0-9d3c-0a1b2c3d4e5f`,
  };
}

/** A small function nobody worries about; what is told of one comes over it. */
export const calm = {
  rhythm: "day",
  errorRate: 0.001,
  coldStarts: { rate: 0.008, init: 420 },
} as const satisfies Partial<Traffic>;

export const kilobyte = 1024;
export const megabyte = 1024 * kilobyte;
