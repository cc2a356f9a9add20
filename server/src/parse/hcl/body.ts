/** Reads blocks and attributes from tree-sitter's nodes. */
import { errorsIn, hasError } from "../broken.ts";
import type { SyntaxNode } from "../syntax.ts";
import { type Reader, readExpression } from "./expressions.ts";
import type { HclAttribute, HclBlock, HclBody, HclRange } from "./syntax.ts";

/** Blocks in blocks: CloudFront distributions and statements of web ACLs come to ten. */
const MAX_DEPTH = 60;

export interface BodyReader extends Reader {
  readonly broken: HclRange[];
}

/** Reads a `body`, or whatever holds attributes and blocks. @param within where it begins and ends. */
export function readBody(nodes: readonly SyntaxNode[], within: HclRange, reader: BodyReader, depth = 0): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const node of nodes) {
    if (node.type === "attribute") {
      const attribute = readAttribute(node, reader);
      if (attribute !== undefined) attributes.push(attribute);
    } else if (node.type === "block") {
      const block = depth < MAX_DEPTH ? readBlock(node, reader, depth) : undefined;
      if (block !== undefined) blocks.push(block);
    } else if (node.isError) {
      reader.broken.push({ start: node.start, end: node.end });
    }
  }
  return { attributes, blocks, start: within.start, end: within.end };
}

function readAttribute(node: SyntaxNode, reader: BodyReader): HclAttribute | undefined {
  const { start, end } = node;
  const name = node.children.find((child) => child.type === "identifier");
  const value = node.children.find((child) => child.type === "expression");
  const isUnsure = value === undefined || node.children.some((child) => child.isError);
  if (name === undefined || isUnsure) {
    reader.broken.push({ start, end });
    return undefined;
  }
  if (hasError(value)) reader.broken.push(...errorsIn(value).map((error) => ({ start: error.start, end: error.end })));
  reader.depth = 0;
  const expression = readExpression(value, reader);
  if (expression.kind === "unknown" && reader.text.startsWith('"', value.start)) reader.broken.push({ start, end });
  return { name: reader.text.slice(name.start, name.end), key: { start: name.start, end: name.end }, value: expression, start, end };
}

function readBlock(node: SyntaxNode, reader: BodyReader, depth: number): HclBlock | undefined {
  const open = node.children.find((child) => child.type === "block_start");
  const close = node.children.find((child) => child.type === "block_end");
  const words = node.children.filter(
    (child) => child.start < (open?.start ?? 0) && (child.type === "identifier" || child.type === "string_lit"),
  );
  const [type] = words;
  if (open === undefined || type === undefined) return undefined;
  const bodyNodes = node.children.filter((child) => child.start >= open.end && child !== close);
  const body = bodyNodes.flatMap((child) => (child.type === "body" ? child.children : [child]));
  if (close === undefined || close.isError) reader.broken.push({ start: open.start, end: node.end });
  return {
    type: labelOf(type, reader),
    labels: words.slice(1).map((word) => labelOf(word, reader)),
    head: { start: type.start, end: words.at(-1)?.end ?? type.end },
    body: readBody(body, { start: open.end, end: close?.start ?? node.end }, reader, depth + 1),
    start: node.start,
    end: node.end,
  };
}

function labelOf(node: SyntaxNode, reader: Reader): string {
  const source = reader.text.slice(node.start, node.end);
  return source.startsWith('"') ? source.slice(1, -1) : source;
}
