import { GRID_MINUTES, LONGEST_MINUTES } from '#shared/domain/slots';
import type { AppointmentDto } from '#shared/contract/appointments';
import { DAY_MINUTES, spanOn, type Column } from './columns';
import { ClinicDate, dateOf, minutesBetween, plainDate } from '#shared/values/wall-clock';

/** A visit picked up by keys, or a copy of it: where it would be put down. */
export interface Carried {
  /** As it was when it was picked up; the calendar may show another day since. */
  readonly visit: AppointmentDto;
  readonly copies: boolean;
  readonly columnKey: string;
  readonly from: number;
  readonly length: number;
}

export type CarryMove = 'up' | 'down' | 'left' | 'right' | 'pageUp' | 'pageDown' | 'shorter' | 'longer';

function shifted(carried: Carried, minutes: number): Carried {
  const from = Math.min(Math.max(0, carried.from + minutes), DAY_MINUTES - GRID_MINUTES);
  return { ...carried, from };
}

function lengthened(carried: Carried, minutes: number): Carried {
  const length = Math.min(Math.max(GRID_MINUTES, carried.length + minutes), LONGEST_MINUTES);
  return { ...carried, length };
}

/** One key while carrying. */
export function carry(columns: readonly Column[], carried: Carried, move: CarryMove): Carried {
  switch (move) {
    case 'up':
      return shifted(carried, -GRID_MINUTES);
    case 'down':
      return shifted(carried, GRID_MINUTES);
    case 'pageUp':
      return shifted(carried, -60);
    case 'pageDown':
      return shifted(carried, 60);
    case 'shorter':
      return lengthened(carried, -GRID_MINUTES);
    case 'longer':
      return lengthened(carried, GRID_MINUTES);
    case 'left':
    case 'right': {
      const index = columns.findIndex(({ key }) => key === carried.columnKey);
      const beside = columns[index + (move === 'left' ? -1 : 1)];
      return beside ? { ...carried, columnKey: beside.key } : carried;
    }
  }
}

/** The column that a lifted visit is over first: its own, else its doctor's on the day shown, else the first. */
function firstColumn(columns: readonly Column[], visit: AppointmentDto): Column | undefined {
  const date = dateOf(visit.start);
  const own = columns.filter(({ doctor }) => doctor.id === visit.doctorId);
  return own.find((column) => column.date === date) ?? own[0] ?? columns[0];
}

/** Lifts a visit, or a copy of it, which a number has no length of its own for. */
export function lifted(columns: readonly Column[], visit: AppointmentDto, copies: boolean): Carried | null {
  const column = firstColumn(columns, visit);
  if (!column) return null;
  const length =
    visit.kind === 'token' ? column.doctor.defaultMinutes : minutesBetween(visit.start, visit.end);
  return { visit, copies, columnKey: column.key, from: spanOn(dateOf(visit.start), visit).from, length };
}

/**
 * Keeps what is carried over a column that is there: on another day the same doctor's, in another week the
 * same weekday's.
 */
export function settleCarried(columns: readonly Column[], carried: Carried): Carried {
  if (columns.some(({ key }) => key === carried.columnKey)) return carried;
  const [doctorId = '', was = ''] = carried.columnKey.split('@');
  const day = ClinicDate.safeParse(was);
  const weekday = day.success ? plainDate(day.data).dayOfWeek : 0;
  const own = columns.filter(({ doctor }) => String(doctor.id) === doctorId);
  const column = own.find(({ date }) => plainDate(date).dayOfWeek === weekday) ?? own[0] ?? columns[0];
  return column ? { ...carried, columnKey: column.key } : carried;
}
