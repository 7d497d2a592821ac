import type { Words } from '#electron/platform/words';
import { barcode } from './barcode';
import { markup } from './html';
import type { PatientFacts } from './label';
import { type PageBox, printableHeight, printableWidth } from './page';
import { type ClinicHead, nameHead, sheetPage } from './sheet';

export interface Card extends ClinicHead {
  readonly page: PageBox;
  readonly patient: PatientFacts;
  readonly guardian: string | null;
}

/** A card fits a purse, so on larger paper it is drawn at this size with a line to cut along. */
const CARD = { width: 85.6, height: 54 };
const PADDING = 4;

const style = (width: number, height: number, cut: boolean) => `
main { inline-size: ${String(width)}mm; block-size: ${String(height)}mm; overflow: hidden; display: flex; flex-direction: column; line-height: 1.25;
  ${cut ? `padding: ${String(PADDING)}mm; border: 0.2mm dashed #000; border-radius: 3mm` : ''} }
.clinic { font-size: 9pt; font-weight: 600; border-block-end: 0.3mm solid #000; padding-block-end: 1mm; margin-block-end: 1.5mm }
.name { font-size: 13pt; font-weight: 600; max-block-size: 2.5em; overflow: hidden; overflow-wrap: anywhere }
.guardian { font-size: 8pt }
.bars { margin-block-start: auto; margin-inline: auto }
.number { text-align: center; font-size: 10pt; font-weight: 600 }
`;

/** What a patient brings along the next time: the number to scan, and whose it is. */
export function cardHtml(card: Card, words: Words): string {
  const { page, patient } = card;
  const wide = printableWidth(page);
  const high = printableHeight(page) ?? CARD.height;
  const cut = wide > CARD.width + 20;
  const width = cut ? CARD.width : wide;
  const height = cut ? CARD.height : Math.min(high, CARD.height);
  const number = patient.number === null ? null : words('patient.number', { number: patient.number });
  const guardian = card.guardian === null ? null : words('paper.guardian', { name: card.guardian });
  const body = markup`<main>
${nameHead(card)}<p class="name"><bdi>${patient.name}</bdi></p>
<p>${patient.about}</p>
<p><bdi>${patient.phone}</bdi></p>
<p class="guardian">${guardian}</p>
${barcode(patient.number, cut ? width - 2 * PADDING : width, 9)}
<p class="number">${number}</p>
</main>
`;
  return sheetPage({
    title: words('paper.kinds.card'),
    style: style(width, height, cut),
    body,
    page,
    language: words.language,
  });
}
