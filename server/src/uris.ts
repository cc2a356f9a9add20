/** Addresses of the protocol to paths of the project, and back in the spelling of the client. */
import { URI } from "vscode-uri";
import { CODE_EXTENSIONS } from "./extract/extract.ts";
import { normalizePath } from "./files.ts";

const extensionOf: Readonly<Record<string, string>> = {
  python: "py",
  javascript: "js",
  javascriptreact: "jsx",
  typescript: "ts",
  typescriptreact: "tsx",
  yaml: "yaml",
  json: "json",
  jsonc: "json",
  cloudformation: "template",
  terraform: "tf",
  opentofu: "tf",
};
const knownFile = new RegExp(`\\.(?:${CODE_EXTENSIONS.join("|")}|ya?ml|json|template|tf)$`);

export class Uris {
  /** Clients spell the same file differently (`c%3A`, `C:`); they get back what they sent. */
  readonly #byPath = new Map<string, string>();

  /** A document was opened: remembers its spelling. Without a name that tells its language (a new file) it is given one. */
  opened(uri: string, languageId: string): string {
    const plain = this.path(uri);
    const extension = extensionOf[languageId];
    const path = !knownFile.test(plain) && extension && !uri.startsWith("file:") ? `${plain}.${extension}` : plain;
    this.#byPath.set(path, uri);
    return path;
  }

  closed(path: string): void {
    this.#byPath.delete(path);
  }

  /** Documents that are not on disk get a path that no file has. */
  path(uri: string): string {
    for (const [path, known] of this.#byPath) if (known === uri) return path;
    const parsed = URI.parse(uri);
    if (parsed.scheme === "file") return normalizePath(parsed.fsPath);
    return `/${parsed.scheme}:/${parsed.authority}/${parsed.path.replace(/^\//, "")}`;
  }

  uri(path: string): string {
    return this.#byPath.get(path) ?? URI.file(path).toString();
  }
}
