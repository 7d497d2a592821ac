import type { Words } from '#electron/platform/words';
import { barcode } from './barcode';
import { type Html, markup } from './html';
import { type PageBox, printableHeight, printableWidth } from './page';
import { type ClinicHead, nameHead, sheetPage } from './sheet';

export interface TestPage extends ClinicHead {
  readonly page: PageBox;
  /** The kind's name in words. */
  readonly kind: string;
  readonly printer: string | null;
  readonly printedAt: string;
}

/** On a roll the frame is as high as this. */
const ROLL_HEIGHT = 60;
const SMALL = 40;

const style = (width: number, height: number) => `
main { position: relative; inline-size: ${String(width)}mm; block-size: ${String(height)}mm; border: 0.2mm solid #000; overflow: hidden; padding: 1mm;
  font-size: ${height < SMALL ? '5.5pt' : '8pt'}; line-height: 1.25 }
.clinic, .kind { font-weight: 600 }
.bars { margin-block: ${height < SMALL ? '0.5mm' : '1mm'} }
.scale { position: absolute; inset-block-end: 0; inset-inline-start: 0; display: flex }
.scale i { inline-size: 5mm; block-size: 1.5mm; border-inline-end: 0.2mm solid #000 }
.scale i:nth-child(2n) { block-size: 2.5mm }
`;

/** The same words in each script that our fonts hold: whoever looks sees whether letters join and stack. */
const SCRIPTS = ['Łukasz Ñandú', 'सुनीता क्षत्रिय', 'தமிழ்ச்செல்வி', 'محمد الرحمن'];

function scale(width: number): Html {
  const steps = Math.floor(width / 5);
  return markup`<div class="scale">${Array.from({ length: steps }, () => markup`<i></i>`)}</div>`;
}

/** A frame on the margins, a scale of 5 mm, bars and scripts: what is cut off or doubled is seen at once. */
export function testPageHtml(test: TestPage, words: Words): string {
  const { page } = test;
  const width = printableWidth(page);
  const height = printableHeight(page) ?? ROLL_HEIGHT;
  const paper =
    page.height === null
      ? words('paper.rollSize', { width: page.width })
      : words('paper.sheetSize', { width: page.width, height: page.height });
  const isSmall = height < SMALL;
  const title = words('paper.testOf', { kind: test.kind });
  const bars = barcode('12345', width - 2, isSmall ? 5 : 10);
  const scripts = markup`<p>${SCRIPTS.map((name) => markup`<bdi>${name}</bdi> `)}</p>`;
  const body = isSmall
    ? markup`<main>
<p><b>${title}</b> · ${paper}</p>
${scripts}
${bars}
${scale(width)}
</main>
`
    : markup`<main>
${nameHead(test)}<p class="kind">${title}</p>
<p>${paper} · ${words('paper.printed', { time: test.printedAt })}</p>
${scripts}
<p><bdi>${test.printer}</bdi></p>
<p>${words('paper.testHelp')}</p>
${bars}
${scale(width)}
</main>
`;
  return sheetPage({
    title: words('paper.testOf', { kind: test.kind }),
    style: style(width, height),
    language: words.language,
    body,
    page,
  });
}
