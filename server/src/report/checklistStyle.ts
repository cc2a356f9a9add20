/** The style of the HTML report: light and dark as the reader's system is, and on paper. */
export const CHECKLIST_STYLE = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --quiet: #57606a; --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --link: #0a58ca;
  --failing: #b3261e; --not-seen: #57606a; --yours: #6f42c1; --met: #1a7f37;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9da7b3; --ground: #0d1117; --raised: #161b22; --line: #30363d; --link: #79b8ff;
    --failing: #ff8e86; --not-seen: #9da7b3; --yours: #c8a8ff; --met: #56d364;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); }
h1 { font-size: 1.75rem; } h2 { font-size: 1.25rem; margin: 2rem 0 0; overflow-wrap: anywhere; }
a { color: var(--link); }
code { font: 0.875em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 0.75rem 0 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--quiet); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; width: 30%; min-width: 7rem; }
ul { margin: 0.25rem 0 0; padding-left: 1.25rem; }
p { margin: 0.25rem 0 0; }
section { margin-top: 2rem; padding: 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--raised); }
section h2 { margin: 0; }
.quiet { color: var(--quiet); }
.score { font-variant-numeric: tabular-nums; white-space: nowrap; }
.status { white-space: nowrap; width: 8rem; font-weight: 600; }
.failing { color: var(--failing); } .not-seen, .does-not-apply { color: var(--not-seen); } .yours { color: var(--yours); } .met { color: var(--met); }
@media (max-width: 40rem) { body { padding: 0.75rem; } section { padding: 0.5rem; } th, td { padding: 0.375rem 0.25rem; } tbody th { width: auto; } .status { width: auto; white-space: normal; } }
@media print {
  :root { color-scheme: light; --text: #000000; --quiet: #444444; --ground: #ffffff; --raised: #ffffff; --line: #999999; --link: #000000;
    --failing: #8c1d18; --not-seen: #444444; --yours: #4b2e83; --met: #14532d; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  section { break-inside: auto; border-width: 1px 0 0; border-radius: 0; padding: 0.5rem 0; }
  h2, thead { break-after: avoid; } tr { break-inside: avoid; }
}
`;
