import { useMemo } from 'react';
import type { DoctorDto } from '#shared/contract/doctors';
import { useCallQuery } from '../../api/queries';

const none: readonly DoctorDto[] = [];

/** The clinic's doctors in column order, and by id. */
export function useDoctors() {
  const { data, isPending, error } = useCallQuery('doctors.list', {});
  const all: readonly DoctorDto[] = data ?? none;
  const byId = useMemo(() => new Map<number, DoctorDto>(all.map((doctor) => [doctor.id, doctor])), [all]);
  return { all, byId, isPending, error };
}
