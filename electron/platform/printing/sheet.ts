import type { Words } from '#electron/platform/words';
import { fontFaces } from './fonts';
import { type Html, markup, raw } from './html';

/** What every sheet of the clinic has: page, type, rules of tables. Colours are left to the printer: black. */
const STYLE = `
@page { size: A4; margin: 14mm 12mm 16mm }
* { box-sizing: border-box }
body { margin: 0; font: 9pt/1.35 'Inter', 'Noto Sans Devanagari', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums; color: #000; background: #fff }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 8mm; border-block-end: 0.6mm solid #000; padding-block-end: 2mm }
h1 { margin: 0; font-size: 14pt; font-weight: 600 }
h2 { margin: 6mm 0 1.5mm; font-size: 11pt; font-weight: 600; break-after: avoid }
p { margin: 1mm 0 }
table { inline-size: 100%; border-collapse: collapse; table-layout: fixed }
thead { display: table-header-group }
th { text-align: start; font-size: 8pt; font-weight: 600; border-block-end: 0.3mm solid #000; padding: 1mm }
td { vertical-align: top; border-block-end: 0.2mm solid #999; padding: 1.2mm 1mm; overflow-wrap: anywhere }
tr { break-inside: avoid }
footer { margin-block-start: 6mm; font-size: 8pt }
`;

/** CSS text for `Page 1 of 3`: its blanks are the printer's own counters. */
function pageNumbers(words: Words): string {
  const quoted = words('paper.pageOf', { page: '\u0001', pages: '\u0002' })
    .replace(/["\\\n]/g, ' ')
    .replace('\u0001', '" counter(page) "')
    .replace('\u0002', '" counter(pages) "');
  return `@page { @bottom-right { content: "${quoted}"; font: 8pt 'Inter', sans-serif } }`;
}

/** A whole page around a body; the transport fills the nonce in and forbids everything else. */
export function sheetPage(
  words: Words,
  page: { readonly title: string; readonly style: string; readonly body: Html },
): string {
  const style = fontFaces() + STYLE + pageNumbers(words) + page.style;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${page.title}</title>
<style nonce="${raw('__CSP_NONCE__')}">${raw(style)}</style>
</head>
<body>
${page.body}</body>
</html>
`.text;
}
