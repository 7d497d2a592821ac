import type { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { AppointmentDto, CalendarRange } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import type { ClinicSettings } from '#shared/contract/settings';
import { clinicNow } from '#shared/domain/clinic-now';
import { holdsSlot } from '#shared/domain/visit-state';
import type { DoctorId } from '#shared/values/ids';
import { type ClinicDate, plainDate } from '#shared/values/wall-clock';
import type { Person } from '#electron/ipc/context';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import type { Clock, Paper, PaperOutcome } from '#electron/platform/ports';
import { type DaySheetVisit, daySheetHtml } from '#electron/platform/printing/day-sheet';
import type { Words } from '#electron/platform/words';

type Visit = z.input<typeof AppointmentDto>;

export interface PrintingParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly doctors: { list(tx: ReadTx): Promise<DoctorDto[]> };
  readonly calendar: {
    day(
      tx: ReadTx,
      date: ClinicDate,
      doctorIds: readonly DoctorId[] | null,
    ): Promise<Pick<z.input<typeof CalendarRange>, 'appointments'>>;
  };
  readonly paper: Paper;
  readonly clock: Clock;
  readonly words: Words;
}

export interface DaySheetInput {
  readonly date: ClinicDate;
  readonly doctorIds: readonly DoctorId[] | null;
  readonly to: 'printer' | 'file';
}

/** The setting may hold a name no machine knows. */
function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function dayInWords(date: Temporal.PlainDate, locale: string): string {
  return date.toLocaleString(knownLocale(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

function nameOf(doctor: DoctorDto): string {
  return [doctor.title, doctor.firstName, doctor.lastName].filter(Boolean).join(' ');
}

/** A visit that began the day before stands under its own date's time. */
function lineOf(visit: Visit, date: ClinicDate): DaySheetVisit {
  return {
    time: visit.start.startsWith(date) ? visit.start.slice(11) : visit.start.replace('T', ' '),
    tokenNo: visit.tokenNo,
    patient: visit.patientName,
    number: visit.clinicNo,
    phone: visit.patientPhone,
    type: visit.type,
    reason: visit.reason,
    state: visit.state,
  };
}

/** Paper from our own templates, handed to whatever prints here. */
export class PrintingService {
  readonly #parts: PrintingParts;

  constructor(parts: PrintingParts) {
    this.#parts = parts;
  }

  /** The day's list of the named doctors, or of all who have visits. Cancelled ones are left out. */
  async daySheet(db: Database, person: Person, input: DaySheetInput): Promise<PaperOutcome> {
    const { settings, doctors, calendar, paper, clock, words } = this.#parts;
    const { date, doctorIds, to } = input;
    const { clinicName, locale, timeZone } = await settings.current();
    const [all, { appointments }] = await db.read(async (tx) => [
      await doctors.list(tx),
      await calendar.day(tx, date, doctorIds),
    ]);
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
        clinicName,
        day: dayInWords(plainDate(date), locale),
        printedAt: clinicNow(clock.now(), timeZone).replace('T', ' '),
        printedBy: person.session.displayName,
        doctors: sections.map(({ doctor, visits }) => ({
          name: nameOf(doctor),
          visits: visits.map((visit) => lineOf(visit, date)),
        })),
      },
      words,
    );
    return paper.deliver({ html, title: `${words('paper.daySheet')} ${date}` }, to, person.windowId);
  }
}
