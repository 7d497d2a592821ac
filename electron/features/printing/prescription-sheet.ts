import { Temporal } from 'temporal-polyfill';
import type { SessionDto } from '#shared/contract/session';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { PatientDto } from '#shared/contract/patients';
import type { PageSection } from '#shared/domain/prescribing/sections';
import type { VitalValues } from '#shared/domain/vitals/measures';
import type { PaperTexts } from '#shared/contract/settings-values';
import { type PageLanguage, pageLanguageOf, pageLocale } from '#shared/texts/page/page-texts';
import { ClinicDate, plainDate } from '#shared/values/wall-clock';
import type { z } from 'zod';
import type { ReadTx } from '#electron/mysql/transactions';
import { openPageWords, type PageWords } from '#electron/platform/page-words';
import type { Sheet } from '#electron/platform/ports';
import type { PageBox } from '#electron/platform/printing/page';
import type { PrintedDoctor } from '#electron/platform/printing/patient-page';
import { type PrintedPrescription, prescriptionHtml } from '#electron/platform/printing/prescription';
import type { ClinicHead } from '#electron/platform/printing/sheet';
import { pageKey, type ShowsOfPaper } from './page-key';
import { dayInWords, patientFacts } from './wording';

export interface PrescriptionParts {
  readonly patients: { get(tx: ReadTx, id: number): Promise<PatientDto> };
  readonly prescriptions: {
    forPaper(
      tx: ReadTx,
      session: SessionDto,
      id: number,
    ): Promise<{
      readonly prescription: z.input<typeof PrescriptionDto>;
      readonly patientId: number;
      readonly doctor: PrintedDoctor;
      readonly allergies: readonly string[];
      readonly vitals: VitalValues;
      readonly hidden: readonly PageSection[];
    }>;
  };
}

/** What a page for a patient is laid out with. */
export interface PatientFrame extends ClinicHead {
  readonly page: PageBox;
  readonly texts: PaperTexts;
  /** The desk's or the clinic's, for a patient whose own the page does not speak. */
  readonly language: PageLanguage;
  readonly locale: string;
  readonly today: ClinicDate;
  readonly timeZone: string;
}

export const pageWords: Readonly<Record<PageLanguage, PageWords>> = {
  en: openPageWords('en'),
  hi: openPageWords('hi'),
  ta: openPageWords('ta'),
  ar: openPageWords('ar'),
};

/** A signed prescription as its patient reads it: in the patient's language where the page speaks it. */
export async function prescriptionSheet(
  tx: ReadTx,
  parts: PrescriptionParts,
  session: SessionDto,
  prescriptionId: number,
  frame: PatientFrame,
): Promise<Sheet> {
  const { prescription, patientId, doctor, allergies, vitals, hidden } = await parts.prescriptions.forPaper(
    tx,
    session,
    prescriptionId,
  );
  const patient = await parts.patients.get(tx, patientId);
  const language = pageLanguageOf(patient.language) ?? frame.language;
  const words = pageWords[language];
  const locale = pageLocale(language, frame.locale);
  const signed = Temporal.Instant.from(prescription.signedAt ?? prescription.createdAt)
    .toZonedDateTimeISO(frame.timeZone)
    .toPlainDate();
  const { reviewOn } = prescription.page;
  const facts = patientFacts(patient, frame.today, words);
  const html = prescriptionHtml(
    {
      ...frame,
      doctor,
      patient: facts,
      day: dayInWords(signed, locale),
      written: prescription.page,
      pharmacies: prescription.pharmacies,
      allergies,
      vitals,
      review: reviewOn === null ? null : dayInWords(plainDate(ClinicDate.parse(reviewOn)), locale),
      hidden: new Set(hidden),
      mark: markOf(prescription),
      locale,
      foot: frame.texts.foot,
    },
    words,
  );
  const { id, version } = prescription;
  const mark = markOf(prescription)?.kind ?? null;
  const { page, headerPrePrinted } = frame;
  const shows: Shows = { page, headerPrePrinted, language, locale, hidden: [...hidden].sort(), mark };
  return {
    html,
    title: `${words('prescription')} ${facts.name} ${signed.toString()}`,
    page,
    keep: { key: pageKey('prescription', id, version, shows), of: { kind: 'prescription', id }, version },
  };
}

/** What is chosen or said of a page beside what is written; all else on it is as it was when it was first printed. */
interface Shows extends ShowsOfPaper {
  readonly hidden: readonly PageSection[];
  readonly mark: 'voided' | 'replaced' | 'replaces' | null;
}

function markOf({
  state,
  voidReason,
  supersededById,
  amendsId,
}: z.input<typeof PrescriptionDto>): PrintedPrescription['mark'] {
  if (state === 'voided') return { kind: 'voided', reason: voidReason ?? '' };
  if (supersededById !== null) return { kind: 'replaced' };
  return amendsId === null ? null : { kind: 'replaces' };
}
