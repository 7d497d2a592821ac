import type { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import { type MedicalPaper, PaperContent } from '#shared/contract/papers';
import type { PatientDto } from '#shared/contract/patients';
import type { SessionDto } from '#shared/contract/session';
import { pageLanguageOf, pageLocale } from '#shared/texts/page/page-texts';
import { type ClinicDate, plainDate } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { PageWords } from '#electron/platform/page-words';
import type { Sheet } from '#electron/platform/ports';
import { medicalPaperHtml, type PrintedMedicalPaper } from '#electron/platform/printing/medical-paper';
import type { PrintedDoctor } from '#electron/platform/printing/patient-page';
import { pageKey } from './page-key';
import { pageWords, type PatientFrame } from './prescription-sheet';
import { dayInWords, patientFacts } from './wording';

export interface MedicalPaperParts {
  readonly patients: { get(tx: ReadTx, id: number): Promise<PatientDto> };
  readonly medicalPapers: {
    forPaper(
      tx: ReadTx,
      session: SessionDto,
      id: number,
    ): Promise<{
      readonly paper: z.input<typeof MedicalPaper>;
      readonly patientId: number;
      readonly doctor: PrintedDoctor;
    }>;
  };
}

/** A certificate or a letter as it is handed on: a letter to a colleague too has the patient's language at its head. */
export async function medicalPaperSheet(
  tx: ReadTx,
  parts: MedicalPaperParts,
  session: SessionDto,
  paperId: number,
  frame: PatientFrame,
): Promise<Sheet> {
  const { paper, patientId, doctor } = await parts.medicalPapers.forPaper(tx, session, paperId);
  const patient = await parts.patients.get(tx, patientId);
  const language = pageLanguageOf(patient.language) ?? frame.language;
  const words = pageWords[language];
  const locale = pageLocale(language, frame.locale);
  const signed = Temporal.Instant.from(paper.signedAt).toZonedDateTimeISO(frame.timeZone).toPlainDate();
  const facts = patientFacts(patient, frame.today, words);
  const content = PaperContent.parse(paper.content);
  const title = words(`papers.titles.${content.kind}`);
  const day = (date: ClinicDate) => dayInWords(plainDate(date), locale);
  const html = medicalPaperHtml(
    {
      ...frame,
      doctor,
      patient: facts,
      day: dayInWords(signed, locale),
      title,
      paragraphs: paragraphsOf(content, facts.name, words, day),
      number: paper.id,
      voidReason: paper.voidedAt === null ? null : (paper.voidReason ?? ''),
      foot: frame.texts.foot,
    },
    words,
  );
  const { id, version } = paper;
  const { page, headerPrePrinted } = frame;
  return {
    html,
    title: `${title} ${facts.name} ${signed.toString()}`,
    page,
    // That it was voided is its next version.
    keep: {
      key: pageKey('paper', id, version, { page, headerPrePrinted, language, locale }),
      of: { kind: 'medicalPaper', id },
      version,
    },
  };
}

function paragraphsOf(
  content: PaperContent,
  name: string,
  words: PageWords,
  day: (date: ClinicDate) => string,
): PrintedMedicalPaper['paragraphs'] {
  switch (content.kind) {
    case 'sick_leave': {
      const { from, to, reason, showsReason } = content;
      const text = words('papers.sickLeave', { name, from: day(from), to: day(to) });
      const because =
        showsReason && reason !== null ? [{ heading: words('papers.reason'), text: reason }] : [];
      return [{ heading: null, text }, ...because];
    }
    case 'fitness':
      return [
        { heading: null, text: words('papers.fitness', { name, from: day(content.from) }) },
        { heading: words('papers.fitFor'), text: content.fitFor },
      ];
    case 'referral': {
      const { to, question, findings } = content;
      return [
        { heading: words('papers.to'), text: to },
        { heading: words('papers.question'), text: question },
        ...(findings === null ? [] : [{ heading: words('papers.findings'), text: findings }]),
      ];
    }
  }
}
