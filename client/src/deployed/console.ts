/** The page of a function in the AWS console. */
export function consoleUrl(region: string, name: string): string {
  const page = `lambda/home?region=${encodeURIComponent(region)}#/functions/${encodeURIComponent(name)}`;
  if (region.startsWith("cn-")) return `https://${region}.console.amazonaws.cn/${page}`;
  if (region.startsWith("us-gov-")) return `https://console.amazonaws-us-gov.com/${page}`;
  return `https://${region}.console.aws.amazon.com/${page}`;
}
