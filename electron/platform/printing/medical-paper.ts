import type { PageWords } from '#electron/platform/page-words';
import { type Html, markup } from './html';
import { markLine, type PatientPage, patientHead, patientPageStyle, signature } from './patient-page';
import { clinicFoot, pageNumbers, sheetPage } from './sheet';

/** A certificate or a letter in the page's language; days stand in words. */
export interface PrintedMedicalPaper extends PatientPage {
  readonly title: string;
  readonly paragraphs: readonly { readonly heading: string | null; readonly text: string }[];
  readonly number: number;
  /** Why it does not hold; null while it does. */
  readonly voidReason: string | null;
  readonly foot?: string | undefined;
}

const style = `
h1 { margin-block: 8mm 3mm; font-size: 14pt; font-weight: 600; text-align: center }
.said { margin-block-start: 4mm; line-height: 1.5 }
h2 + .said { margin-block-start: 0 }
.paper-no { margin-block-start: 4mm; font-size: 8pt }
`;

/** What the patient hands on to an employer, a school or another doctor. */
export function medicalPaperHtml(sheet: PrintedMedicalPaper, page: PageWords): string {
  const paragraphs: readonly Html[] = sheet.paragraphs.map(
    ({ heading, text }) =>
      markup`${heading === null ? null : markup`<h2>${heading}</h2>\n`}<p class="text said"><bdi>${text}</bdi></p>\n`,
  );
  const mark = sheet.voidReason === null ? null : page('voided', { reason: sheet.voidReason });
  const body = markup`${patientHead(sheet, page)}${markLine(mark)}<h1>${sheet.title}</h1>
${paragraphs}${signature(sheet, page)}<p class="paper-no">${page('papers.number', { number: sheet.number })}</p>
${clinicFoot(sheet.foot)}`;
  return sheetPage({
    title: sheet.title,
    style: `${patientPageStyle(sheet.page)}${style}${pageNumbers(page)}`,
    body,
    page: sheet.page,
    language: page.language,
    direction: page.language === 'ar' ? 'rtl' : 'ltr',
  });
}
