/** The text of the page's frame; apart from VS Code's API, so that a test can open the page in a browser. */

export interface FrameParts {
  /** Addresses. */
  readonly script: string;
  readonly style: string;
  /** Where the style may come from, as a source of a content security policy. */
  readonly source: string;
  readonly nonce: string;
  readonly language: string;
}

/** No inline style and no font: `vscode-elements` styles itself by constructed style sheets, which the policy does not concern. */
export function frame({ script, style, source, nonce, language }: FrameParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Lambda Ready</title>
</head>
<body>
<div id="report"></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
