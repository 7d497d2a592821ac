import { useMemo } from 'react';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { useSession } from '../session/session';
import { groupsOf } from './room-groups';

const nobody: readonly AppointmentDto[] = [];

/** The doctor's own visits of today, by where they stand. */
export function useRoomQueue() {
  const { today, instant } = useClinicNow();
  const doctorId = useSession()?.doctorId ?? null;
  const { data, error, isPending } = useCallQuery(
    'appointments.day',
    { date: today, doctorIds: doctorId === null ? [] : [doctorId] },
    { enabled: doctorId !== null },
  );
  const visits = data?.appointments ?? nobody;
  const groups = useMemo(() => groupsOf(visits), [visits]);
  return { visits, groups, instant, error, isPending };
}
