import { useMemo } from 'react';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { useDoctors } from '../appointments/doctors';
import { linesOf, type DoctorLine } from './logic/line';

const nobody: readonly AppointmentDto[] = [];
const noLines: ReadonlyMap<number, DoctorLine> = new Map();

/** Today's visits as the server has them, and each doctor's line, whatever day the calendar shows. */
export function useLine() {
  const now = useClinicNow();
  const { all } = useDoctors();
  const range = useCallQuery('appointments.day', { date: now.today, doctorIds: null }).data;
  const lines = useMemo(() => (range ? linesOf(range, all, now) : noLines), [range, all, now]);
  return { visits: range?.appointments ?? nobody, lines, range, now };
}

/** When a visit is likely to be seen, minutes of today; null for who has no turn. */
export function turnIn(lines: ReadonlyMap<number, DoctorLine>, visit: AppointmentDto): number | null {
  return lines.get(visit.doctorId)?.turns.get(visit.id) ?? null;
}
