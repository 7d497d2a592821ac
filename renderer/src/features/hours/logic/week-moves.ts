import type { HoursRuleDto } from '#shared/contract/hours';
import { dayNumber } from '#shared/domain/availability/day-number';
import { ClinicDate, addDays } from '#shared/values/wall-clock';
import { twoDigits, wallTimes } from '../../../ui/format';
import { DRAFT_RULE, type HoursDraft, type RuleDraft, draftOf, isChanged } from './draft';
import type { Occurrence } from './occurrences';
import { type RuleTyped, typedOf, weekdayAt } from './rule-typed';

/** Hours are dragged and carried in quarters of an hour; finer times are typed. */
export const STEP = 15;
export const SHORTEST = 15;
const DAY = 1440;

/** A stretch of one day of the week, in minutes since its midnight. */
export interface Place {
  readonly date: ClinicDate;
  readonly from: number;
  readonly to: number;
}

function clockOf(minute: number): string {
  return minute >= DAY ? '24:00' : twoDigits(minute);
}

/** From when to when, as screens show it. */
export function placeTimes({ from, to }: Pick<Place, 'from' | 'to'>): string {
  return wallTimes({ from: clockOf(from), to: clockOf(to) });
}

export function snapped(minute: number): number {
  return Math.round(minute / STEP) * STEP;
}

/** The same length elsewhere, within the day. */
export function movedTo(place: Place, date: ClinicDate, from: number): Place {
  const length = place.to - place.from;
  const start = Math.min(Math.max(0, from), DAY - length);
  return { date, from: start, to: start + length };
}

/** Another end, or with `edge` `from` another beginning; never shorter than a quarter of an hour. */
export function stretchedTo(place: Place, edge: 'from' | 'to', minute: number): Place {
  return edge === 'to'
    ? { ...place, to: Math.min(DAY, Math.max(place.from + SHORTEST, minute)) }
    : { ...place, from: Math.max(0, Math.min(place.to - SHORTEST, minute)) };
}

/** The fields when one of the rule's dates goes to another day: a week's rule takes the other weekday. */
function onDay(typed: RuleTyped, from: ClinicDate, to: ClinicDate): Partial<RuleTyped> {
  if (from === to) return {};
  const [was, is] = [weekdayAt(from), weekdayAt(to)];
  switch (typed.often) {
    case 'once':
      return { date: to };
    case 'range': {
      const days = dayNumber(to) - dayNumber(from);
      const shifted = (typedDate: string) => {
        const date = ClinicDate.safeParse(typedDate);
        return date.success ? addDays(date.data, days) : typedDate;
      };
      return { date: shifted(typed.date), until: shifted(typed.until) };
    }
    case 'week': {
      if (was === undefined || is === undefined) return {};
      return { days: [...new Set(typed.days.map((day) => (day === was ? is : day)))] };
    }
    default:
      return {};
  }
}

function put(draft: RuleDraft, from: ClinicDate, place: Place): RuleDraft {
  const { typed } = draft;
  return {
    ...draft,
    typed: {
      ...typed,
      ...onDay(typed, from, place.date),
      start: clockOf(place.from),
      end: clockOf(place.to),
    },
  };
}

/** New hours of every week, from this day on. */
export function hoursAt({ date, from, to }: Place): RuleDraft {
  const typed = typedOf({
    available: true,
    label: null,
    date,
    start: '09:00',
    end: '10:00',
    recurrence: `FREQ=WEEKLY;BYDAY=${weekdayAt(date) ?? 'MO'}`,
  });
  return {
    kind: 'rule',
    base: null,
    scope: 'all',
    date,
    typed: { ...typed, start: clockOf(from), end: clockOf(to) },
  };
}

/**
 * The change that puts one block of the week elsewhere: the one in hand goes on, another rule's is meant for
 * that date alone until a wider choice is made. Null while another change is in hand.
 */
export function placed(
  { rule, date }: Occurrence,
  place: Place,
  draft: HoursDraft | null,
  stored: readonly HoursRuleDto[],
): RuleDraft | null {
  if (rule.id === DRAFT_RULE) return draft?.kind === 'rule' ? put(draft, date, place) : null;
  const base = stored.find(({ id }) => id === rule.id);
  if (!base || (draft && isChanged(draft))) return null;
  return put(draftOf(base, 'this', date), date, place);
}
