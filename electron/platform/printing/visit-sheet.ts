import { SINGLE_MEASURES, type VitalValues, measureText, pressureText } from '#shared/domain/vitals/measures';
import type { PageWords } from '#electron/platform/page-words';
import type { Words } from '#electron/platform/words';
import { markup } from './html';
import type { PatientFacts } from './label';
import type { PageBox } from './page';
import { qrCode } from './qr';
import { type ClinicHead, clinicFoot, clinicHead, sheetPage } from './sheet';

export interface VisitSheet extends ClinicHead {
  readonly page: PageBox;
  readonly patient: PatientFacts;
  readonly doctor: string;
  readonly day: string;
  readonly time: string;
  readonly tokenNo: number | null;
  readonly reason: string | null;
  /** What was measured so far; null where whoever prints may not know: then there is room to write it. */
  readonly vitals: VitalValues | null;
  /** What the QR code says: the visit that the written sheet belongs to. */
  readonly mark: string;
  readonly foot?: string | undefined;
}

const QR_MM = 26;
const STYLE = `
.clinic { font-size: 14pt; font-weight: 600 }
.top { display: flex; justify-content: space-between; gap: 6mm; border-block-end: 0.4mm solid #000; padding-block-end: 2mm; margin-block-end: 3mm }
.who { font-size: 13pt; font-weight: 600; overflow-wrap: anywhere }
.turn { font-size: 20pt; line-height: 1.1; font-weight: 700 }
.line { font-size: 10pt }
.vitals { display: flex; flex-wrap: wrap; gap: 2mm 6mm; font-size: 10pt; margin-block-start: 3mm; padding-block: 2mm; border-block: 0.2mm solid #000 }
.rx { font-size: 18pt; margin-block-start: 4mm }
`;
const TO_WRITE = '________';

/** Each measure with its unit: what was measured, or a line to write on. */
function measures(values: VitalValues | null, page: PageWords): readonly string[] {
  const pressure = values && pressureText(values);
  return [
    page('vitals.pressure', { value: pressure ?? TO_WRITE }),
    ...SINGLE_MEASURES.map((measure) => {
      const value = values?.[measure] ?? null;
      return page(`vitals.${measure}`, { value: value === null ? TO_WRITE : measureText(measure, value) });
    }),
  ];
}

/** For a doctor who writes by hand: who came and to whom, what was measured, and the rest of the sheet empty. */
export function visitSheetHtml(sheet: VisitSheet, words: Words, page: PageWords): string {
  const { patient } = sheet;
  const turn =
    sheet.tokenNo === null
      ? sheet.time
      : words('paper.tokenAbout', { token: sheet.tokenNo, time: sheet.time });
  const number = patient.number === null ? null : words('patient.number', { number: patient.number });
  const body = markup`<main>
<div class="top"><div>
${clinicHead(sheet)}<p class="line"><bdi>${sheet.doctor}</bdi> · ${sheet.day}</p>
<p class="turn">${turn}</p>
</div>
${qrCode(sheet.mark, QR_MM)}
</div>
<p class="who"><bdi>${patient.name}</bdi></p>
<p class="line">${number} ${patient.about} <bdi>${patient.phone}</bdi></p>
<p class="line"><bdi>${sheet.reason}</bdi></p>
<p class="vitals">${measures(sheet.vitals, page).map((one) => markup`<bdi>${one}</bdi>`)}</p>
<p class="rx">℞</p>
${clinicFoot(sheet.foot)}</main>
`;
  return sheetPage({
    title: words('paper.kinds.visitSheet'),
    style: STYLE,
    body,
    page: sheet.page,
    language: words.language,
  });
}
