/**
 * How sure a claim is. `proven`: it can hardly be another. `likely`: more than a name agrees. `possible`: it fits, and so may others, so
 * that it is never certain. `weak`: it fits, and something speaks against it.
 */
export const CONFIDENCE = ["weak", "possible", "likely", "proven"] as const;
export type Confidence = (typeof CONFIDENCE)[number];
