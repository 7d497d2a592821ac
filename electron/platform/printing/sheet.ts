import type { Language } from '#shared/texts/languages';
import type { Words } from '#electron/platform/words';
import { FONT_FAMILIES, fontFaces } from './fonts';
import { type Html, markup, raw } from './html';
import { type PageBox, pageRule, printableWidth } from './page';

/** What every paper has: its type and its colours, which are left to the printer: black. */
const STYLE = `
* { box-sizing: border-box }
body { margin: 0; font: 9pt/1.35 ${FONT_FAMILIES}; font-variant-numeric: tabular-nums; color: #000; background: #fff }
h1, h2, p { margin: 0 }
.bars { display: block }
`;

export interface Page {
  readonly title: string;
  readonly style: string;
  readonly body: Html;
  readonly page: PageBox;
  readonly language: Language;
}

/** A whole page around a body; the transport fills the nonce in and forbids everything else. */
export function sheetPage({ title, style, body, page, language }: Page): string {
  const width = `body { inline-size: ${String(printableWidth(page))}mm }`;
  const whole = [fontFaces(title + body.text), STYLE, pageRule(page), width, style].join('\n');
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style nonce="${raw('__CSP_NONCE__')}">${raw(whole)}</style>
</head>
<body>
${body}</body>
</html>
`.text;
}

/** The clinic's name at the head, unless the paper carries it already. */
export function clinicHead(clinicName: string, headerPrePrinted: boolean): Html | null {
  return headerPrePrinted ? null : markup`<p class="clinic"><bdi>${clinicName}</bdi></p>\n`;
}

/** CSS text for `Page 1 of 3`: its blanks are the printer's own counters. */
export function pageNumbers(words: Words): string {
  const quoted = words('paper.pageOf', { page: '\u0001', pages: '\u0002' })
    .replace(/["\\\n]/g, ' ')
    .replace('\u0001', '" counter(page) "')
    .replace('\u0002', '" counter(pages) "');
  return `@page { @bottom-right { content: "${quoted}"; font: 8pt ${FONT_FAMILIES} } }`;
}
