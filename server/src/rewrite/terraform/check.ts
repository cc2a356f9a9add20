/** Does a file mean, after the edits, what it meant before but for what was to change? */
import { type HclBlock, parseHcl } from "../../parse/hcl.ts";

export function addressOf(block: HclBlock): string {
  return [block.type, ...block.labels].join(".");
}

/** Blocks by address with their text; what is said twice is numbered. */
function outline(text: string): { blocks: Map<string, string>; broken: number } {
  const { root, broken } = parseHcl(text);
  const blocks = new Map<string, string>();
  for (const block of root.blocks) {
    const address = addressOf(block);
    let name = address;
    for (let count = 2; blocks.has(name); count++) name = `${address}#${count}`;
    blocks.set(name, text.slice(block.start, block.end));
  }
  return { blocks, broken: broken.length };
}

/**
 * Everything parses that did before, and blocks other than those touched are as they were.
 * @param touched addresses of blocks that may differ or be new; `*` where any one may.
 */
export function holds(before: string, after: string, touched: ReadonlySet<string>): boolean {
  const isTouched = (address: string) => touched.has(address.replace(/#\d+$/, ""));
  const [old, now] = [outline(before), outline(after)];
  if (now.broken > old.broken) return false;
  for (const [address, text] of old.blocks) {
    if (!now.blocks.has(address)) return false;
    if (!isTouched(address) && now.blocks.get(address) !== text) return false;
  }
  return [...now.blocks.keys()].every((address) => old.blocks.has(address) || isTouched(address));
}
