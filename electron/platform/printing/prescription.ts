import type { z } from 'zod';
import type { PrescriptionPage } from '#shared/contract/consultation';
import type { Pharmacy } from '#shared/contract/settings';
import { pharmacyInWords } from '#shared/domain/prescribing/pharmacies';
import type { PageSection } from '#shared/domain/prescribing/sections';
import type { VitalValues } from '#shared/domain/vitals/measures';
import { stockAdviceOf } from '#shared/texts/page/stock-advice';
import type { PageWords } from '#electron/platform/page-words';
import { type Html, markup } from './html';
import { daysInWords, frequencyInWords, remarksInWords } from './medicine-words';
import { markLine, type PatientPage, patientHead, patientPageStyle, signature } from './patient-page';
import { vitalsInWords } from './vitals-words';
import { clinicFoot, pageNumbers, sheetPage } from './sheet';

export interface PrintedPrescription extends PatientPage {
  readonly written: z.input<typeof PrescriptionPage>;
  readonly allergies: readonly string[];
  /** What was measured in the visit. */
  readonly vitals: VitalValues;
  /** Where the medicines are to be had, with the way there. */
  readonly pharmacies: readonly Pharmacy[];
  /** The review's day in words. */
  readonly review: string | null;
  /** What this doctor's pages leave out. */
  readonly hidden: ReadonlySet<PageSection>;
  readonly mark:
    { readonly kind: 'voided'; readonly reason: string } | { readonly kind: 'replaced' | 'replaces' } | null;
  /** Of the page's language: how weekdays are called. */
  readonly locale: string;
  readonly foot?: string | undefined;
}

const style = `
.allergies { font-weight: 600 }
table { inline-size: 100%; border-collapse: collapse; table-layout: fixed }
thead { display: table-header-group }
th { text-align: start; font-size: 8pt; font-weight: 600; border-block-end: 0.3mm solid #000; padding: 0.8mm 1mm }
td { vertical-align: top; border-block-end: 0.2mm solid #999; padding: 1.2mm 1mm; overflow-wrap: anywhere }
tr { break-inside: avoid }
td small { display: block; font-size: 0.9em }
td b { font-weight: 600 }
.as-written { font-variant-ligatures: none; font-feature-settings: 'calt' 0 }
.no { inline-size: 7mm } .how-often { inline-size: 28% } .how-long { inline-size: 15% } .remarks { inline-size: 23% }
`;

/** What the patient takes home: who, what was found, what to take and how, and when to come again. */
export function prescriptionHtml(sheet: PrintedPrescription, page: PageWords): string {
  const { written } = sheet;
  const text = (section: PageSection, value: string | null) =>
    value === null || sheet.hidden.has(section)
      ? null
      : markup`<h2>${page(`sections.${section}`)}</h2>\n<p class="text ${section}"><bdi>${value}</bdi></p>\n`;
  const body = markup`${patientHead(sheet, page)}${markLine(markWords(sheet, page))}${text('allergies', sheet.allergies.length === 0 ? null : sheet.allergies.join(', '))}${text('complaint', written.complaint)}${vitals(sheet, page)}${text('diagnosis', written.diagnosis)}${medicines(sheet, page)}${text('tests', written.tests)}${text('advice', adviceInWords(written.advice, page))}${text('review', sheet.review)}${text('pharmacies', pharmacies(sheet))}${signature(sheet, page)}${clinicFoot(sheet.foot)}`;
  return sheetPage({
    title: page('prescription'),
    style: `${patientPageStyle(sheet.page)}${style}${pageNumbers(page)}`,
    body,
    page: sheet.page,
    language: page.language,
    direction: page.language === 'ar' ? 'rtl' : 'ltr',
  });
}

function markWords({ mark }: PrintedPrescription, page: PageWords): string | null {
  if (mark === null) return null;
  return mark.kind === 'voided' ? page('voided', { reason: mark.reason }) : page(mark.kind);
}

function adviceInWords(advice: string | null, page: PageWords): string | null {
  if (advice === null) return null;
  return advice
    .split('\n')
    .map((line) => {
      const stock = stockAdviceOf(line);
      return stock === null ? line : page(`stock.${stock}`);
    })
    .join('\n');
}

function vitals(sheet: PrintedPrescription, page: PageWords): Html | null {
  const measured = vitalsInWords(sheet.vitals, page);
  if (measured.length === 0 || sheet.hidden.has('vitals')) return null;
  const parts = measured.map((words, index) => markup`${index === 0 ? '' : ' · '}<bdi>${words}</bdi>`);
  return markup`<h2>${page('sections.vitals')}</h2>\n<p class="text vitals">${parts}</p>\n`;
}

function pharmacies(sheet: PrintedPrescription): string | null {
  if (sheet.pharmacies.length === 0) return null;
  return sheet.pharmacies.map((pharmacy) => pharmacyInWords(pharmacy, sheet.locale)).join('\n');
}

function medicines({ written, locale }: PrintedPrescription, page: PageWords): Html | null {
  if (written.medicines.length === 0) return null;
  const rows = written.medicines.map(({ name, brand, dosage, frequency, days, instructions }, index) => {
    const inWords = frequencyInWords(frequency, page, locale);
    return markup`<tr><td class="no">${index + 1}</td>
<td><b><bdi>${name}</bdi></b> <bdi>${dosage}</bdi>${brand === null ? null : markup`<small><bdi>${brand}</bdi></small>`}</td>
<td><bdi class="as-written">${frequency}</bdi>${inWords === null ? null : markup`<small><bdi>${inWords}</bdi></small>`}</td>
<td>${days === null ? null : daysInWords(days, page)}</td>
<td><bdi>${remarksInWords(instructions, page)}</bdi></td></tr>
`;
  });
  return markup`<h2>${page('sections.medicines')}</h2>
<table><thead><tr><th class="no"></th><th>${page('columns.medicine')}</th><th class="how-often">${page('columns.frequency')}</th><th class="how-long">${page('columns.days')}</th><th class="remarks">${page('columns.remarks')}</th></tr></thead>
<tbody>
${rows}</tbody></table>
`;
}
