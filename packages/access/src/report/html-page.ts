import { escapeControls, escapeHtml } from "./escape.ts";

/** Prints a page that works from a file, without other files. */
export function printHtmlPage(title: string, body: string, script = ""): string {
  const text = escapeHtml(escapeControls(title));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8888; padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: Canvas; }
code { overflow-wrap: anywhere; }
.added { color: light-dark(#116329, #7ee787); }
.removed { color: light-dark(#a40e26, #ffa198); }
.changed { color: light-dark(#7d4e00, #e3b341); }
input { font: inherit; padding: .25rem .5rem; width: 100%; max-width: 30rem; }
</style>
<h1>${text}</h1>
${body}
${script === "" ? "" : `<script>${script}</script>`}
`;
}
