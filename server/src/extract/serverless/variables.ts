/** The framework's variables: `${self:custom.stage}`, `${file(./x.yml):a.b, 'default'}`, `${opt:stage, self:provider.stage}`. */

/** One alternative of a variable. */
export type Source =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** `type(parameters):address`; the parts may hold variables themselves. */
  | { readonly kind: "address"; readonly type: string; readonly parameters: string | null; readonly address: string | null };

export interface Variable {
  /** Offsets in the text that was read; the end is behind the brace. */
  readonly start: number;
  readonly end: number;
  /** In order: the first that gives something counts. */
  readonly sources: readonly Source[];
}

/**
 * The variables of a text, the outermost ones. What only looks like one is left out: `${AWS::Region}` and `${Name}` belong to
 * CloudFormation.
 */
export function variablesIn(text: string): Variable[] {
  const found: Variable[] = [];
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at)) {
    const end = closing(text, at + 2);
    if (end === undefined) break;
    const sources = readSources(text.slice(at + 2, end));
    if (sources !== undefined) found.push({ start: at, end: end + 1, sources });
    at = sources === undefined ? at + 2 : end + 1;
  }
  return found;
}

/** The brace that closes a variable; braces and quoted text inside are skipped. */
function closing(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === "{") depth++;
    else if (unit === "}" && depth-- === 0) return at;
  }
  return undefined;
}

const ADDRESS = /^([a-zA-Z][\w-]*)(?:\((.*)\))?(?::(?!:)([\s\S]*))?$/s;

function readSources(content: string): Source[] | undefined {
  const sources: Source[] = [];
  for (const written of alternatives(content)) {
    const text = written.trim();
    const source = readSource(text);
    if (source === undefined && sources.length === 0) return undefined;
    // Old versions took a default without quotation marks.
    sources.push(source ?? { kind: "literal", value: text });
  }
  return sources[0]?.kind === "address" ? sources : undefined;
}

function readSource(text: string): Source | undefined {
  const quoted = /^(["'])([\s\S]*)\1$/.exec(text);
  if (quoted) return { kind: "literal", value: quoted[2] as string };
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: "literal", value: Number(text) };
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
  if (text === "null" || text === "~" || text === "") return { kind: "literal", value: null };
  // A variable within a variable as alternative: `${opt:stage, ${self:provider.stage}}`.
  if (text.startsWith("${") && closing(text, 2) === text.length - 1) return readSource(text.slice(2, -1).trim());
  const parts = ADDRESS.exec(text);
  if (parts === null) return undefined;
  const [, type = "", parameters = null, address = null] = parts;
  if (parameters === null && address === null) return undefined;
  return { kind: "address", type, parameters, address };
}

/** Splits at the commas that are in no parentheses, braces or quotes. */
function alternatives(content: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < content.length; at++) {
    const unit = content[at] as string;
    if (quote !== "") {
      if (unit === quote) quote = "";
    } else if (depth === 0 && (unit === '"' || unit === "'")) quote = unit;
    else if (unit === "(" || unit === "{") depth++;
    else if (unit === ")" || unit === "}") depth--;
    else if (unit === "," && depth === 0) {
      parts.push(content.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(content.slice(from));
  return parts;
}
