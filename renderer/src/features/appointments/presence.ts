import { useEffect } from 'react';
import type { InputOf } from '#shared/contract/contract';
import type { PresenceDto } from '#shared/contract/desks';
import { AppointmentId, PatientId } from '#shared/values/ids';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';

const EVERY = 10_000;

type Kind = PresenceDto['subject']['kind'];

function subjectOf(kind: Kind, id: number | null): PresenceDto['subject'] | null {
  if (kind === 'patient') {
    const patient = PatientId.safeParse(id);
    return patient.success ? { kind, id: patient.data } : null;
  }
  const visit = AppointmentId.safeParse(id);
  return visit.success ? { kind, id: visit.data } : null;
}

/** Tells the other desks what this one is doing with a visit or a patient, for as long as it is. */
export function usePresence(
  id: number | null,
  mode: InputOf<'presence.touch'>['mode'],
  kind: Kind = 'appointment',
): void {
  useEffect(() => {
    const subject = subjectOf(kind, id);
    if (!subject) return undefined;
    const touch = () => {
      void change('presence.touch', { subject, mode });
    };
    touch();
    const timer = setInterval(touch, EVERY);
    return () => {
      clearInterval(timer);
      void change('presence.leave', { subject });
    };
  }, [id, mode, kind]);
}

const nobody: readonly PresenceDto[] = [];

/** Who else is at a visit or a patient right now. */
export function useOthersAt(kind: Kind, id: number): readonly PresenceDto[] {
  const all = useCallQuery('presence.list', {}).data ?? nobody;
  return all.filter(({ subject, mine }) => !mine && subject.kind === kind && subject.id === id);
}
