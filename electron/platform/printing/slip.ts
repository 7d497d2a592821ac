import type { Words } from '#electron/platform/words';
import { barcode } from './barcode';
import { markup } from './html';
import { type PageBox, printableWidth } from './page';
import { type ClinicHead, clinicHead, sheetPage } from './sheet';

export interface Slip extends ClinicHead {
  readonly page: PageBox;
  readonly day: string;
  /** `10:15`; for a token its estimated turn. */
  readonly time: string;
  readonly tokenNo: number | null;
  readonly patient: string;
  readonly number: string | null;
  readonly doctor: string;
  readonly printedAt: string;
  readonly advice?: string | undefined;
}

/** A slip is torn off and held in a hand: no wider than the hand, whatever the paper. */
const WIDEST = 74;

const STYLE = `
main { max-inline-size: ${String(WIDEST)}mm; text-align: center; overflow-wrap: anywhere }
.clinic { font-size: 10pt; font-weight: 600; border-block-end: 0.3mm solid #000; padding-block-end: 1.5mm; margin-block-end: 1.5mm }
.turn { font-size: 30pt; line-height: 1.1; font-weight: 700 }
.about { font-size: 11pt }
.doctor { font-size: 11pt; font-weight: 600; margin-block-start: 1.5mm }
.patient { font-size: 12pt; font-weight: 600; margin-block-start: 1.5mm }
.bars { margin: 2mm auto 0.5mm }
.logo { margin-inline: auto }
.advice { font-size: 9pt; white-space: pre-line; margin-block-start: 1.5mm }
.foot { font-size: 7.5pt; margin-block-start: 1.5mm }
`;

/** What a patient holds while waiting: the token or the time in figures that are read across a room. */
export function slipHtml(slip: Slip, words: Words): string {
  const room = Math.min(WIDEST, printableWidth(slip.page));
  const turn =
    slip.tokenNo === null
      ? markup`<p class="turn">${slip.time}</p>`
      : markup`<p class="about">${words('paper.token')}</p>
<p class="turn">${slip.tokenNo}</p>
<p class="about">${words('paper.aboutTime', { time: slip.time })}</p>`;
  const number = slip.number === null ? null : words('patient.number', { number: slip.number });
  const body = markup`<main>
${clinicHead(slip)}${turn}
<p class="doctor"><bdi>${slip.doctor}</bdi></p>
<p>${slip.day}</p>
<p class="patient"><bdi>${slip.patient}</bdi></p>
${barcode(slip.number, room, 11)}
<p>${number}</p>
${
  slip.advice === undefined
    ? null
    : markup`<p class="advice">${slip.advice}</p>
`
}<p class="foot">${words('paper.printed', { time: slip.printedAt })}</p>
</main>
`;
  return sheetPage({
    title: words('paper.kinds.slip'),
    style: STYLE,
    body,
    page: slip.page,
    language: words.language,
  });
}
