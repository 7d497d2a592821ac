import type { z } from 'zod';
import type { AppointmentDto, CalendarRange } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import type { PaperRequest, PaperSettings } from '#shared/contract/printing';
import type { SessionDto } from '#shared/contract/session';
import type { ClinicSettings } from '#shared/contract/settings';
import type { Logo, PaperTexts } from '#shared/contract/settings-values';
import { clockTime } from '#shared/domain/clock-time';
import { clinicNow } from '#shared/domain/clinic-now';
import { holdsSlot } from '#shared/domain/visit-state';
import { notFound } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { ClinicDate, plainDate } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { Clock, Sheet } from '#electron/platform/ports';
import { appointmentNoteHtml } from '#electron/platform/printing/appointment-note';
import { cardHtml } from '#electron/platform/printing/card';
import { daySheetHtml } from '#electron/platform/printing/day-sheet';
import { labelHtml } from '#electron/platform/printing/label';
import { type PageBox, pageOf } from '#electron/platform/printing/page';
import type { ClinicHead } from '#electron/platform/printing/sheet';
import { slipHtml } from '#electron/platform/printing/slip';
import { testPageHtml } from '#electron/platform/printing/test-page';
import type { Words } from '#electron/platform/words';
import { localeFor, PAPER_LANGUAGES, type PaperLanguage } from '#shared/texts/languages';
import { doctorName } from '#electron/platform/people';
import { type MedicalPaperParts, medicalPaperSheet } from './medical-paper-sheet';
import { type PrescriptionParts, prescriptionSheet } from './prescription-sheet';
import { type VisitSheetParts, visitSheet } from './visit-sheet';
import { dayInWords, lineOf, patientFacts, shortDay } from './wording';

type Visit = z.input<typeof AppointmentDto>;

export interface SheetParts extends PrescriptionParts, MedicalPaperParts, VisitSheetParts {
  readonly settings: { current(): Promise<ClinicSettings>; logo(tx: ReadTx): Promise<Logo | null> };
  readonly doctors: { list(tx: ReadTx): Promise<DoctorDto[]> };
  readonly calendar: {
    day(
      tx: ReadTx,
      date: ClinicDate,
      doctorIds: readonly DoctorId[] | null,
    ): Promise<Pick<z.input<typeof CalendarRange>, 'appointments'>>;
    one(tx: ReadTx, id: number): Promise<Visit>;
  };
  readonly clock: Clock;
  readonly words: Readonly<Record<PaperLanguage, Words>>;
}

/** What every sheet is laid out with. */
interface Frame extends ClinicHead {
  readonly page: PageBox;
  readonly texts: PaperTexts;
  readonly language: PaperLanguage;
  readonly clock: ClinicSettings['clock'];
  readonly locale: string;
  readonly timeZone: string;
  /** The clinic's own day. */
  readonly today: ClinicDate;
  /** The clinic's own day and time, as its language writes them. */
  readonly printedAt: string;
  readonly words: Words;
}

/** Reads what a sheet tells, fresh, and lays it out on the desk's paper. */
export class Sheets {
  readonly #parts: SheetParts;

  constructor(parts: SheetParts) {
    this.#parts = parts;
  }

  async sheetOf(
    tx: ReadTx,
    request: PaperRequest,
    settings: PaperSettings,
    session: SessionDto,
  ): Promise<Sheet> {
    const frame = await this.#frame(settings, await this.#parts.settings.logo(tx));
    switch (request.kind) {
      case 'daySheet':
        return this.#daySheet(tx, request, frame, session.displayName);
      case 'slip':
      case 'appointmentNote':
        return this.#ofVisit(tx, request, frame);
      case 'label':
      case 'card':
        return this.#ofPatient(tx, request, frame);
      case 'visitSheet': {
        const found = await this.#visitAndDoctor(tx, request.appointmentId);
        return visitSheet(
          tx,
          this.#parts,
          session,
          { visit: found.visit, doctor: doctorName(found.doctor) },
          frame,
        );
      }
      case 'prescription':
        return prescriptionSheet(tx, this.#parts, session, request.prescriptionId, frame);
      case 'medicalPaper':
        return medicalPaperSheet(tx, this.#parts, session, request.paperId, frame);
    }
  }

  async testPage(kind: PaperRequest['kind'], settings: PaperSettings): Promise<Sheet> {
    const frame = await this.#frame(settings, null);
    const { words } = frame;
    const name = words(`paper.kinds.${kind}`);
    const printer = settings.printer.kind === 'named' ? settings.printer.name : null;
    const html = testPageHtml({ ...frame, kind: name, printer }, words);
    return { html, title: words('paper.testOf', { kind: name }), page: frame.page };
  }

  async #frame(
    { paper, margins, headerPrePrinted, language }: PaperSettings,
    logo: Logo | null,
  ): Promise<Frame> {
    const clinic = await this.#parts.settings.current();
    const spoken = language ?? paperLanguage(clinic.locale);
    const words = this.#parts.words[spoken];
    const locale = localeFor(words.language, clinic.locale);
    const now = clinicNow(this.#parts.clock.now(), clinic.timeZone);
    return {
      page: pageOf(paper, margins),
      headerPrePrinted,
      clinicName: clinic.clinicName,
      headLines: [clinic.address, clinic.phone, clinic.paperTexts.head],
      logo,
      texts: clinic.paperTexts,
      language: spoken,
      clock: clinic.clock,
      locale,
      timeZone: clinic.timeZone,
      today: ClinicDate.parse(now.slice(0, 10)),
      printedAt: `${shortDay(plainDate(ClinicDate.parse(now.slice(0, 10))), locale)} ${clockTime(now.slice(11), clinic.clock)}`,
      words,
    };
  }

  /** The day's list of the named doctors, or of all who have visits. Cancelled ones are left out. */
  async #daySheet(
    tx: ReadTx,
    { date, doctorIds }: Extract<PaperRequest, { kind: 'daySheet' }>,
    frame: Frame,
    printedBy: string,
  ): Promise<Sheet> {
    const { doctors, calendar } = this.#parts;
    const { words } = frame;
    const all = await doctors.list(tx);
    const { appointments } = await calendar.day(tx, date, doctorIds);
    const kept = appointments.filter((visit) => holdsSlot(visit.state));
    const sections = all
      .map((doctor) => ({
        doctor,
        visits: kept
          .filter((visit) => visit.doctorId === doctor.id)
          .sort((a, b) => a.start.localeCompare(b.start) || a.id - b.id),
      }))
      .filter(({ doctor, visits }) => (doctorIds ? doctorIds.includes(doctor.id) : visits.length > 0));
    const html = daySheetHtml(
      {
        ...frame,
        day: dayInWords(plainDate(date), frame.locale),
        printedBy,
        foot: frame.texts.foot,
        doctors: sections.map(({ doctor, visits }) => ({
          name: doctorName(doctor),
          visits: visits.map((visit) => lineOf(visit, date, frame)),
        })),
      },
      words,
    );
    return { html, title: `${words('paper.daySheet')} ${date}`, page: frame.page };
  }

  async #visitAndDoctor(
    tx: ReadTx,
    appointmentId: number,
  ): Promise<{ readonly visit: Visit; readonly doctor: DoctorDto }> {
    const visit = await this.#parts.calendar.one(tx, appointmentId);
    const doctor = (await this.#parts.doctors.list(tx)).find(({ id }) => id === visit.doctorId);
    if (!doctor) throw notFound('doctor');
    return { visit, doctor };
  }

  async #ofVisit(
    tx: ReadTx,
    { kind, appointmentId }: Extract<PaperRequest, { kind: 'slip' | 'appointmentNote' }>,
    frame: Frame,
  ): Promise<Sheet> {
    const { words } = frame;
    const { visit, doctor } = await this.#visitAndDoctor(tx, appointmentId);
    const facts = {
      ...frame,
      day: dayInWords(plainDate(ClinicDate.parse(visit.start.slice(0, 10))), frame.locale),
      time: clockTime(visit.start.slice(11), frame.clock),
      tokenNo: visit.tokenNo,
      patient: visit.patientName,
      number: visit.clinicNo,
      doctor: doctorName(doctor),
    };
    const html =
      kind === 'slip'
        ? slipHtml({ ...facts, advice: frame.texts.slipAdvice[frame.language] }, words)
        : appointmentNoteHtml(
            {
              ...facts,
              specialization: doctor.specialization,
              isVideo: visit.type === 'telemedicine',
              advice: frame.texts.noteAdvice[frame.language],
              foot: frame.texts.foot,
            },
            words,
          );
    return { html, title: title(words, kind, visit.patientName), page: frame.page };
  }

  async #ofPatient(
    tx: ReadTx,
    { kind, patientId }: Extract<PaperRequest, { patientId: unknown }>,
    frame: Frame,
  ): Promise<Sheet> {
    const { words } = frame;
    const row = await this.#parts.patients.get(tx, patientId);
    const patient = patientFacts(row, frame.today, words);
    const html =
      kind === 'label'
        ? labelHtml({ page: frame.page, patient }, words)
        : cardHtml({ ...frame, patient, guardian: row.guardian }, words);
    return { html, title: title(words, kind, patient.name), page: frame.page };
  }
}

function title(words: Words, kind: PaperRequest['kind'], name: string): string {
  return `${words(`paper.kinds.${kind}`)} ${name}`;
}

/** The clinic's own language where paper speaks it, else English. */
function paperLanguage(locale: string): PaperLanguage {
  return PAPER_LANGUAGES.find((language) => locale.split('-')[0] === language) ?? 'en';
}
