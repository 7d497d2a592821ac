import type { Words } from '#electron/platform/words';
import { barcode } from './barcode';
import { markup } from './html';
import { type PageBox, printableHeight, printableWidth } from './page';
import { sheetPage } from './sheet';

export interface PatientFacts {
  readonly name: string;
  readonly number: string | null;
  /** `34 y · F`, `~45 y`; empty when nothing is known. */
  readonly about: string;
  readonly phone: string | null;
}

export interface Label {
  readonly page: PageBox;
  readonly patient: PatientFacts;
}

/** A roll's label is cut where the text ends, so it is as high as this. */
const ROLL_HEIGHT = 26;
/** Lines of text above the bars, in mm. */
const TEXT_HEIGHT = 12;

const style = (height: number) => `
main { block-size: ${String(height)}mm; overflow: hidden; display: flex; flex-direction: column; line-height: 1.2 }
.name { font-size: ${height > 40 ? '14pt' : '9.5pt'}; font-weight: 600; max-block-size: 2.4em; overflow: hidden; overflow-wrap: anywhere }
.about { font-size: ${height > 40 ? '11pt' : '7.5pt'}; display: flex; justify-content: space-between; gap: 2mm; white-space: nowrap }
.bars { margin-block-start: auto; margin-inline: auto }
`;

/** For the file's cover or a sample: who it is, and the number as bars. */
export function labelHtml({ page, patient }: Label, words: Words): string {
  const height = printableHeight(page) ?? ROLL_HEIGHT;
  const number = patient.number === null ? null : words('patient.number', { number: patient.number });
  const bars = barcode(patient.number, printableWidth(page), Math.min(15, Math.max(6, height - TEXT_HEIGHT)));
  const body = markup`<main>
<p class="name"><bdi>${patient.name}</bdi></p>
<p class="about"><span>${number}</span><span>${patient.about}</span></p>
${bars}
</main>
`;
  return sheetPage({
    title: words('paper.kinds.label'),
    style: style(height),
    body,
    page,
    language: words.language,
  });
}
