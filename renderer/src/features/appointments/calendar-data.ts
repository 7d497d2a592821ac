import { useMemo } from 'react';
import type { AppointmentDto, CalendarRange } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import type { Refusal } from '#shared/errors/app-error';
import type { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { usePrefs } from '../../app/prefs';
import { useCallQuery } from '../../api/queries';
import { withTurns } from '../queue/logic/line';
import { useColumnsShown } from './columns-store';
import { useDoctors } from './doctors';
import { shownDoctors } from './logic/chosen-columns';
import { chosenColumns, dayColumns, weekColumns, weekStart, type Column } from './logic/columns';
import { useScreen, type Pending } from './store';

const nobody: readonly AppointmentDto[] = [];

/** The day the desk looks at: today unless another was chosen. */
export function useShownDate(): ClinicDate {
  const { today } = useClinicNow();
  return useScreen((screen) => screen.date) ?? today;
}

/** The doctor of the week view: the one chosen, else the first whose column is shown. */
export function useWeekDoctor(): DoctorDto | undefined {
  const { all } = useDoctors();
  const chosen = useScreen((screen) => screen.weekDoctor);
  const choice = usePrefs((prefs) => prefs.columns);
  const here = all.filter(({ deleted }) => !deleted);
  return all.find(({ id }) => id === chosen) ?? shownDoctors(here, choice)[0] ?? here[0];
}

function withPending(range: CalendarRange, pending: Readonly<Record<number, Pending>>): CalendarRange {
  if (Object.keys(pending).length === 0) return range;
  return {
    ...range,
    appointments: range.appointments.map((visit) => {
      const place = pending[visit.id];
      return place ? { ...visit, doctorId: place.doctorId, start: place.start, end: place.end } : visit;
    }),
  };
}

export interface CalendarData {
  /** The columns that this desk wants to see. */
  readonly columns: readonly Column[];
  /** Those and the hidden ones. */
  readonly all: readonly Column[];
  readonly mode: 'day' | 'week';
  readonly isPending: boolean;
  readonly error: Refusal | null;
  /** Set when what is shown is older than the question: the time it was read. */
  readonly asOf: CalendarRange['asOf'] | null;
}

/** The columns on the screen, with what is on its way already at its new place. */
export function useCalendar(): CalendarData {
  const date = useShownDate();
  const mode = usePrefs((prefs) => prefs.view);
  const { all, isPending: doctorsPending, error: doctorsError } = useDoctors();
  const weekDoctor = useWeekDoctor();
  const pending = useScreen((screen) => screen.pending);
  const from = weekStart(date);
  const day = useCallQuery('appointments.day', { date, doctorIds: null }, { enabled: mode === 'day' });
  // Without a doctor there is nothing to ask for; the id is never sent then.
  const week = useCallQuery(
    'appointments.week',
    { from, doctorId: weekDoctor?.id ?? 0 },
    { enabled: mode === 'week' && weekDoctor !== undefined },
  );
  const { data, isPending, error } = mode === 'day' ? day : week;
  const now = useClinicNow();
  const everyColumn = useMemo(() => {
    if (all.length === 0) return [];
    const range = data
      ? withPending(withTurns(data, all, now), pending)
      : { appointments: [], hours: [], asOf: '' as CalendarRange['asOf'] };
    return mode === 'week' && weekDoctor
      ? weekColumns(range, weekDoctor, from)
      : dayColumns(range, all, date);
  }, [all, data, pending, mode, weekDoctor, from, date, now]);
  const choice = usePrefs((prefs) => prefs.columns);
  const peeked = useColumnsShown((shown) => shown.peeked);
  const columns = useMemo(
    () => (mode === 'day' ? chosenColumns(everyColumn, choice, peeked) : everyColumn),
    [mode, everyColumn, choice, peeked],
  );
  const failed = error ?? doctorsError;
  return {
    columns,
    all: everyColumn,
    mode,
    isPending: isPending || doctorsPending,
    error: data ? null : failed,
    asOf: data && failed ? data.asOf : null,
  };
}

/** Today's visits, whatever day is shown: the waiting list is always today's. */
export function useTodaysVisits(): readonly AppointmentDto[] {
  const { today } = useClinicNow();
  return useCallQuery('appointments.day', { date: today, doctorIds: null }).data?.appointments ?? nobody;
}

/** One visit, from what is shown or asked for by itself. */
export function useVisit(id: number) {
  const { columns } = useCalendar();
  const today = useTodaysVisits();
  const shown =
    columns.flatMap(({ visits }) => visits).find((visit) => visit.id === id) ??
    today.find((visit) => visit.id === id);
  const asked = useCallQuery('appointments.get', { id }, { enabled: shown === undefined });
  return { visit: shown ?? asked.data, error: asked.error };
}
