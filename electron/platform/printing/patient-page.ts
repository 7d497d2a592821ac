import type { PageWords } from '#electron/platform/page-words';
import { barcode } from './barcode';
import { type Html, markup } from './html';
import type { PatientFacts } from './label';
import { type PageBox, printableWidth } from './page';
import { type ClinicHead, clinicHead } from './sheet';

export interface PrintedDoctor {
  readonly name: string;
  readonly degree: string | null;
  readonly specialization: string | null;
  readonly registrationNo: string | null;
}

/** What stands on every page that a doctor signs for a patient. */
export interface PatientPage extends ClinicHead {
  readonly page: PageBox;
  readonly doctor: PrintedDoctor;
  readonly patient: PatientFacts;
  /** The day on which it was signed, as the page's language writes it. */
  readonly day: string;
}

const NARROW = 130;

/** The looks of head, patient, headings, text and signature on this paper. */
export function patientPageStyle(box: PageBox): string {
  const isNarrow = printableWidth(box) < NARROW;
  return `
body { font-size: ${isNarrow ? '8.5pt' : '10pt'} }
header { display: flex; justify-content: space-between; gap: 6mm; border-block-end: 0.5mm solid #000; padding-block-end: 2mm; overflow-wrap: anywhere }
.clinic { font-size: ${isNarrow ? '11pt' : '14pt'}; font-weight: 600 }
.doctor { text-align: end }
.doctor b { font-size: ${isNarrow ? '10pt' : '12pt'}; font-weight: 600 }
.who { display: flex; justify-content: space-between; gap: 6mm; padding-block: 2mm; border-block-end: 0.2mm solid #000; overflow-wrap: anywhere }
.who b { font-size: ${isNarrow ? '10pt' : '12pt'}; font-weight: 600 }
.mark { margin-block-start: 2mm; padding: 1mm 2mm; border: 0.4mm solid #000; font-weight: 600 }
h2 { margin: ${isNarrow ? '2.5mm' : '4mm'} 0 0.8mm; font-size: inherit; font-weight: 600; break-after: avoid }
.text { white-space: pre-line; overflow-wrap: anywhere }
.signature { break-inside: avoid; margin-block-start: ${isNarrow ? '10mm' : '16mm'}; margin-inline-start: auto; inline-size: 50mm; border-block-start: 0.3mm solid #000; padding-block-start: 1mm; text-align: center }
`;
}

/** Clinic and doctor, then whose page it is and of which day. */
export function patientHead(sheet: PatientPage, page: PageWords): Html {
  const { patient } = sheet;
  return markup`${pageHead(sheet, page)}<div class="who"><div><p><b><bdi>${patient.name}</bdi></b></p><p>${patient.about}</p></div>
<div><p>${page('day')}: ${sheet.day}</p><p>${patient.number === null ? null : page('number', { number: patient.number })}</p></div>
${barcode(patient.number, 45, 8)}</div>
`;
}

function numberOf({ registrationNo }: PrintedDoctor, page: PageWords): string | null {
  return registrationNo === null ? null : page('registration', { number: registrationNo });
}

function lines(texts: readonly (string | null)[]): readonly Html[] {
  return texts.filter((line) => line !== null).map((line) => markup`<p><bdi>${line}</bdi></p>`);
}

/** Clinic and doctor; nothing where the paper carries them already. */
function pageHead(sheet: PatientPage, page: PageWords): Html | null {
  if (sheet.headerPrePrinted) return null;
  const { doctor } = sheet;
  return markup`<header>
<div>${clinicHead(sheet)}</div>
<div class="doctor"><p><b><bdi>${doctor.name}</bdi></b></p>${lines([doctor.degree, doctor.specialization, numberOf(doctor, page)])}</div>
</header>
`;
}

/** Who signs; with degree and number where no head of ours says them, since a pharmacy must find them. */
export function signature({ doctor, headerPrePrinted }: PatientPage, page: PageWords): Html {
  const more = headerPrePrinted ? lines([doctor.degree, numberOf(doctor, page)]) : null;
  return markup`<div class="signature"><p><bdi>${doctor.name}</bdi></p>${more}</div>\n`;
}

/** What must be seen before the page is read, such as that it does not hold. */
export function markLine(words: string | null): Html | null {
  return words === null ? null : markup`<p class="mark"><bdi>${words}</bdi></p>\n`;
}
