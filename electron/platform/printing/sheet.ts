import { FONT_FAMILIES, fontFaces } from './fonts';
import { type Html, markup, raw } from './html';
import { type PageBox, pageRule, printableWidth } from './page';

/** What every paper has: its type and its colours, which are left to the printer: black. */
const STYLE = `
* { box-sizing: border-box }
body { margin: 0; font: 9pt/1.35 ${FONT_FAMILIES}; font-variant-numeric: tabular-nums; color: #000; background: #fff }
h1, h2, p { margin: 0 }
.bars { display: block }
.logo { display: block; max-inline-size: 40mm; max-block-size: 16mm; margin-block-end: 1mm }
.clinic-line { font-size: 8pt }
.clinic-foot { margin-block-start: 4mm; font-size: 8pt; border-block-start: 0.2mm solid #000; padding-block-start: 1mm }
`;

export interface Page {
  readonly title: string;
  readonly style: string;
  readonly body: Html;
  readonly page: PageBox;
  readonly language: string;
  /** Left to right where nothing is said. */
  readonly direction?: 'ltr' | 'rtl';
}

/** A whole page around a body; the transport fills the nonce in and forbids everything else. */
export function sheetPage({ title, style, body, page, language, direction = 'ltr' }: Page): string {
  const width = `body { inline-size: ${String(printableWidth(page))}mm }`;
  const whole = [fontFaces(title + body.text), STYLE, pageRule(page), width, style].join('\n');
  return markup`<!doctype html>
<html lang="${language}"${raw(direction === 'rtl' ? ' dir="rtl"' : '')}>
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

/** What the clinic says of itself at the head. */
export interface ClinicHead {
  readonly clinicName: string;
  readonly headerPrePrinted: boolean;
  /** Address, telephone and the clinic's own lines; a blank one is left out. */
  readonly headLines?: readonly string[];
  readonly logo?: { readonly type: string; readonly data: string } | null;
}

/** A head for sheets with little room: the name alone. Nothing where the paper carries it already. */
export function nameHead({ clinicName, headerPrePrinted }: ClinicHead): Html | null {
  return headerPrePrinted ? null : markup`<p class="clinic"><bdi>${clinicName}</bdi></p>\n`;
}

/** The clinic's mark, name and lines, unless the paper carries them already. */
export function clinicHead(head: ClinicHead): Html | null {
  if (head.headerPrePrinted) return null;
  const { logo } = head;
  const mark = logo
    ? markup`<img class="logo" alt="" src="data:${logo.type};base64,${raw(logo.data)}">`
    : null;
  const lines = (head.headLines ?? [])
    .flatMap((line) => line.split('\n'))
    .filter((line) => line.trim() !== '');
  return markup`${mark}${nameHead(head)}${lines.map((line) => markup`<p class="clinic-line"><bdi>${line}</bdi></p>\n`)}`;
}

/** The clinic's own last lines; nothing where it has none. */
export function clinicFoot(foot: string | undefined): Html | null {
  const lines = (foot ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0
    ? null
    : markup`<div class="clinic-foot">${lines.map((line) => markup`<p><bdi>${line}</bdi></p>\n`)}</div>\n`;
}

type PageOf = (key: 'paper.pageOf', blanks: Readonly<Record<string, string>>) => string;

/** CSS text for `Page 1 of 3`: its blanks are the printer's own counters. */
export function pageNumbers(words: PageOf): string {
  const quoted = words('paper.pageOf', { page: '\u0001', pages: '\u0002' })
    .replace(/["\\\n]/g, ' ')
    .replace('\u0001', '" counter(page) "')
    .replace('\u0002', '" counter(pages) "');
  return `@page { @bottom-right { content: "${quoted}"; font: 8pt ${FONT_FAMILIES} } }`;
}
