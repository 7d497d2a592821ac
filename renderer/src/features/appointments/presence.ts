import { useEffect } from 'react';
import type { InputOf } from '#shared/contract/contract';
import { AppointmentId } from '#shared/values/ids';
import { change } from '../../api/call';

const EVERY = 10_000;

/** Tells the other desks what this one is doing with a visit, for as long as it is. */
export function usePresence(visitId: number | null, mode: InputOf<'presence.touch'>['mode']): void {
  useEffect(() => {
    const id = AppointmentId.safeParse(visitId);
    if (!id.success) return undefined;
    const subject = { kind: 'appointment', id: id.data } as const;
    const touch = () => {
      void change('presence.touch', { subject, mode });
    };
    touch();
    const timer = setInterval(touch, EVERY);
    return () => {
      clearInterval(timer);
      void change('presence.leave', { subject });
    };
  }, [visitId, mode]);
}
