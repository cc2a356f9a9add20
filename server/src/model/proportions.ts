/** What a count among invocations says about how often something happens: little, where there are few of them. */

/** 97.5 per cent to each side. */
const Z = 1.96;

/** Is the share above so many per cent for all that chance can do? Two errors of ten invocations are not yet a rate. */
export function isClearlyAbove(part: number, whole: number, percent: number): boolean {
  return whole > 0 && wilson(part, whole, -Z) * 100 > percent;
}

/** Is it certain enough that the share is not above so many per cent? No error in ten invocations is not yet a proof. */
export function isClearlyWithin(part: number, whole: number, percent: number): boolean {
  return whole > 0 && wilson(part, whole, Z) * 100 <= percent;
}

/** A bound of Wilson's score interval: https://doi.org/10.1080/01621459.1927.10502953 */
function wilson(part: number, whole: number, z: number): number {
  const share = Math.min(1, part / whole);
  const spread = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  return (share + (z * z) / (2 * whole) + spread) / (1 + (z * z) / whole);
}
