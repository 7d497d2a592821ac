import { isSkipped } from '#shared/domain/clock-change';
import {
  type DateOrder,
  readDate,
  readTime,
  readVisitType,
  splitDateTime,
} from '#shared/domain/importing/read-cells';
import { timesProblem } from '#shared/domain/slots';
import { fold } from '#shared/domain/search-words';
import { optionalText } from '#shared/values/text';
import { ClinicDateTime, atMinute, clinicDateTime, dateOf, plainDateTime } from '#shared/values/wall-clock';
import type { Cells } from './patient-rows';
import { problemOf } from './problems';
import type { Problem, VisitDraft } from './staged';

/** A doctor as a file may name one. */
export interface NamedDoctor {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly defaultMinutes: number;
  readonly deleted: boolean;
}

export interface ReadVisitsWith {
  readonly dateOrder: DateOrder;
  readonly timeZone: string;
  readonly now: ClinicDateTime;
  readonly doctors: readonly NamedDoctor[];
}

function wordsOf(name: string): string {
  return fold(name)
    .replace(/\b(dr|doctor|prof|डॉ|डॉक्टर)\b\.?/gu, ' ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
}

/** Doctors that a cell may mean: by number, by whole name in any order, else by the last name. */
function doctorsNamed(typed: string, doctors: readonly NamedDoctor[]): NamedDoctor[] {
  if (/^\d+$/.test(typed)) return doctors.filter(({ id }) => id === Number(typed));
  const words = wordsOf(typed);
  const whole = doctors.filter((one) => wordsOf(`${one.firstName} ${one.lastName ?? ''}`) === words);
  const found =
    whole.length > 0 ? whole : doctors.filter((one) => wordsOf(one.lastName ?? one.firstName) === words);
  const present = found.filter(({ deleted }) => !deleted);
  return present.length > 0 ? present : found;
}

function doctorOf(cells: Cells, how: ReadVisitsWith, problems: Problem[]): NamedDoctor | null {
  const typed = cells.get('doctor');
  if (typed === undefined) {
    problems.push(problemOf('doctor', 'required'));
    return null;
  }
  const [found, ...others] = doctorsNamed(typed, how.doctors);
  if (!found) problems.push(problemOf('doctor', 'unknown_doctor', { value: typed }));
  else if (others.length > 0) problems.push(problemOf('doctor', 'several_doctors', { value: typed }));
  else if (found.deleted) problems.push(problemOf('doctor', 'doctor_deleted', { value: typed }));
  else return found;
  return null;
}

function startOf(cells: Cells, order: DateOrder, problems: Problem[]): ClinicDateTime | null {
  const typed = cells.get('date');
  if (typed === undefined) {
    problems.push(problemOf('date', 'required'));
    return null;
  }
  const split = splitDateTime(typed);
  const date = readDate(split.date, order);
  if (date === null) {
    problems.push(problemOf('date', 'not_a_date', { value: typed }));
    return null;
  }
  const clock = cells.get('time') ?? split.time;
  if (clock === null) {
    problems.push(problemOf('time', 'required'));
    return null;
  }
  const time = readTime(clock);
  if (time === null) problems.push(problemOf('time', 'not_a_time', { value: clock }));
  return time === null ? null : ClinicDateTime.parse(`${date}T${time}`);
}

function endOf(
  cells: Cells,
  start: ClinicDateTime,
  usual: number,
  problems: Problem[],
): ClinicDateTime | null {
  const typed = cells.get('endTime');
  const minutes = cells.get('minutes');
  if (typed !== undefined) {
    const time = readTime(splitDateTime(typed).time ?? typed);
    if (time === null) problems.push(problemOf('endTime', 'not_a_time', { value: typed }));
    return time === null
      ? null
      : atMinute(dateOf(start), Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  }
  const length =
    minutes === undefined
      ? usual
      : Number(/^(\d{1,4})\s*(m|min|mins|minutes)?\.?$/i.exec(minutes)?.[1] ?? 'NaN');
  if (!Number.isFinite(length)) {
    problems.push(problemOf('minutes', 'not_a_number', { value: minutes ?? '' }));
    return null;
  }
  return clinicDateTime(plainDateTime(start).add({ minutes: length }));
}

function checkTimes(
  start: ClinicDateTime,
  end: ClinicDateTime,
  how: ReadVisitsWith,
  problems: Problem[],
): void {
  const wrong = timesProblem(start, end);
  if (wrong) problems.push(problemOf(wrong.field === 'start' ? 'time' : 'endTime', wrong.code));
  else if (start < how.now) problems.push(problemOf('date', 'past', { value: start.replace('T', ' ') }));
  else if (isSkipped(start, how.timeZone) || isSkipped(end, how.timeZone))
    problems.push(problemOf('time', 'skipped_hour', { value: start.slice(11) }));
}

const TEXTS = { reason: optionalText(500), deskNotes: optionalText(1000) } as const;

function textOf(cells: Cells, field: keyof typeof TEXTS, problems: Problem[]): string | null {
  const parsed = TEXTS[field].safeParse(cells.get(field) ?? null);
  if (parsed.success) return parsed.data;
  problems.push(problemOf(field, parsed.error.issues[0]?.message ?? 'not_text'));
  return null;
}

/** An appointment of the row's cells, with everything that is wrong with them by themselves. */
export function readVisit(
  cells: Cells,
  how: ReadVisitsWith,
): { readonly draft: VisitDraft | null; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const doctor = doctorOf(cells, how, problems);
  const start = startOf(cells, how.dateOrder, problems);
  const end = start && endOf(cells, start, doctor?.defaultMinutes ?? 15, problems);
  if (start && end) checkTimes(start, end, how, problems);
  const typedType = cells.get('type');
  const type = typedType === undefined ? null : readVisitType(typedType);
  if (typedType !== undefined && type === null)
    problems.push(problemOf('type', 'unknown_choice', { value: typedType }));
  const reason = textOf(cells, 'reason', problems);
  const deskNotes = textOf(cells, 'deskNotes', problems);
  const patientNo = cells.get('patientNo') ?? null;
  const name = cells.get('name') ?? null;
  if (patientNo === null && name === null) problems.push(problemOf('name', 'no_name'));
  if (problems.length > 0 || !doctor || !start || !end) return { draft: null, problems };
  const draft = {
    doctorId: doctor.id,
    start,
    end,
    type,
    reason,
    deskNotes,
    patientNo,
    name,
    phone: cells.get('phone') ?? null,
  };
  return { draft, problems };
}

/** The five-minute starts that a visit holds, as the database keeps them. */
export function slotsOf(visit: Pick<VisitDraft, 'doctorId' | 'start' | 'end'>): string[] {
  const slots: string[] = [];
  const end = plainDateTime(ClinicDateTime.parse(visit.end));
  let at = plainDateTime(ClinicDateTime.parse(visit.start));
  while (at.toString() < end.toString()) {
    slots.push(`${String(visit.doctorId)} ${clinicDateTime(at)}`);
    at = at.add({ minutes: 5 });
  }
  return slots;
}
