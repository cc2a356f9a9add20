/** Is it worth reading a file as a template? Told from its text alone, without parsing it. */

const TYPE = /\bType["']?\s*:\s*["']?[A-Za-z0-9]+::[A-Za-z0-9]/;

/** Cheap, and right on all but text made to mislead: a template says its version, or has resources with types like `AWS::SQS::Queue`. */
export function looksLikeCloudFormation(text: string): boolean {
  if (/^[\s\uFEFF]*[{[]/.test(text)) return looksLikeJsonTemplate(text);
  return rootHas(text, "AWSTemplateFormatVersion") || (TYPE.test(text) && rootHas(text, "Resources"));
}

/**
 * Has the root of the YAML a section of that name, which is no list (an AppSpec's `Resources` are one)? Its keys stand where the
 * first one does; `Resources` of a serverless service stand deeper.
 */
function rootHas(text: string, name: string): boolean {
  const indentation = /^\uFEFF?(?:(?:[ \t]*(?:#.*)?|---.*|%.*)\r?\n)*([ ]*)/.exec(text)?.[1] ?? "";
  return new RegExp(`^\\uFEFF?${indentation}["']?${name}["']?[ \\t]*:(?!(?:\\s*#.*\\r?\\n)*\\s*-\\s)`, "m").test(text);
}

function looksLikeJsonTemplate(text: string): boolean {
  const hasVersion = text.includes('"AWSTemplateFormatVersion"');
  const hasResources = text.includes('"Resources"') && TYPE.test(text);
  if (!hasVersion && !hasResources) return false;
  const keys = rootKeys(text);
  return keys.has("AWSTemplateFormatVersion") || (hasResources && keys.has("Resources"));
}

/** The keys of the outermost object. Templates are also found deep inside other files: snapshots of tests, schemas, trees of assemblies. */
function rootKeys(text: string): Set<string> {
  const keys = new Set<string>();
  let depth = 0;
  for (const { 0: token } of text.matchAll(/[{}[\]]|"(?:[^"\\\n]|\\.)*"(?:\s*:)?/g)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth === 1 && token.endsWith(":")) keys.add(token.slice(1, token.lastIndexOf('"')));
  }
  return keys;
}
