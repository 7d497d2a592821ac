import type { z } from 'zod';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { PatientDto } from '#shared/contract/patients';
import type { SessionDto } from '#shared/contract/session';
import type { PaperTexts } from '#shared/contract/settings-values';
import { clockTime } from '#shared/domain/clock-time';
import type { VitalValues } from '#shared/domain/vitals/measures';
import type { PaperLanguage } from '#shared/texts/languages';
import { visitCode } from '#shared/domain/visit-code';
import { ClinicDate, plainDate } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { Sheet } from '#electron/platform/ports';
import type { PageBox } from '#electron/platform/printing/page';
import type { ClinicHead } from '#electron/platform/printing/sheet';
import { visitSheetHtml } from '#electron/platform/printing/visit-sheet';
import type { Words } from '#electron/platform/words';
import { pageWords } from './prescription-sheet';
import { dayInWords, patientFacts } from './wording';

export interface VisitSheetParts {
  readonly patients: { get(tx: ReadTx, id: number): Promise<PatientDto> };
  /** What was measured in the visit, for those who may know; null for others. */
  readonly measured: (tx: ReadTx, session: SessionDto, appointmentId: number) => Promise<VitalValues | null>;
}

interface Frame extends ClinicHead {
  readonly page: PageBox;
  readonly texts: PaperTexts;
  readonly language: PaperLanguage;
  readonly clock: '24' | '12';
  readonly locale: string;
  readonly today: ClinicDate;
  readonly words: Words;
}

/** The sheet that a doctor who writes by hand finds with each patient. */
export async function visitSheet(
  tx: ReadTx,
  parts: VisitSheetParts,
  session: SessionDto,
  { visit, doctor }: { readonly visit: z.input<typeof AppointmentDto>; readonly doctor: string },
  frame: Frame,
): Promise<Sheet> {
  const { words } = frame;
  const patient = patientFacts(await parts.patients.get(tx, visit.patientId), frame.today, words);
  const html = visitSheetHtml(
    {
      ...frame,
      patient,
      doctor,
      day: dayInWords(plainDate(ClinicDate.parse(visit.start.slice(0, 10))), frame.locale),
      time: clockTime(visit.start.slice(11), frame.clock),
      tokenNo: visit.tokenNo,
      reason: visit.reason,
      vitals: await parts.measured(tx, session, visit.id),
      mark: visitCode(visit.id),
      foot: frame.texts.foot,
    },
    words,
    pageWords[frame.language],
  );
  return { html, title: `${words('paper.kinds.visitSheet')} ${patient.name}`, page: frame.page };
}
