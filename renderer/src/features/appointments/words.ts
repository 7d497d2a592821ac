import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentChange, AppointmentDto } from '#shared/contract/appointments';
import type { OutputOf } from '#shared/contract/contract';
import { dateOf } from '#shared/values/wall-clock';
import { useLocale } from '../../app/clock';
import { doctorShort, shortDay, timeOf } from '../../ui/format';
import type { Action } from './actions';
import { useDoctors } from './doctors';
import type { BlockedSpan } from './logic/columns';

type DayStep = NonNullable<OutputOf<'appointments.undo'>['delay']>;

/** What leave or a holiday is called: by its own name, else by what it is. */
export function blockedWords(t: TFunction, { why, label }: Pick<BlockedSpan, 'why' | 'label'>): string {
  return label ?? t(`calendar.blocked.${why}`);
}

/** What the bar at the bottom says after a change. */
export function useChangeWords() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  return useMemo(() => {
    const doctorOf = (visit: AppointmentDto) => {
      const doctor = byId.get(visit.doctorId);
      return doctor ? doctorShort(doctor) : '';
    };
    const withWarnings = (text: string, { warnings }: AppointmentChange) =>
      [text, ...warnings.map(({ kind }) => t(`warning.${kind}`))].join(' · ');

    const facts = (visit: AppointmentDto) => ({
      name: visit.patientName,
      time: timeOf(visit.start),
      day: shortDay(dateOf(visit.start), locale),
      doctor: doctorOf(visit),
    });

    const doneWords = (action: Action, { appointment, before }: AppointmentChange): string => {
      const known = facts(appointment);
      switch (action.kind) {
        case 'move': {
          const sameDay = before?.toMoveAt === null && dateOf(before.start) === dateOf(appointment.start);
          return t(sameDay ? 'done.moved' : 'done.movedDay', known);
        }
        case 'status':
        case 'close':
          return t(`done.status.${appointment.state}`, known);
        case 'mark':
          return t(`queue.done.${action.step}`, known);
        case 'edit':
          return t('done.edited', known);
        case 'park':
          return t('done.parked', known);
        case 'unpark':
          return t(appointment.kind === 'token' ? 'done.backInLine' : 'done.moved', known);
      }
    };

    return {
      done: (action: Action, change: AppointmentChange) => withWarnings(doneWords(action, change), change),
      walkedIn: (change: AppointmentChange) => {
        const { appointment } = change;
        const known = { ...facts(appointment), number: appointment.tokenNo ?? '' };
        return withWarnings(t(appointment.kind === 'token' ? 'walkIn.given' : 'walkIn.done', known), change);
      },
      booked: (change: AppointmentChange) =>
        withWarnings(t('done.booked', facts(change.appointment)), change),
      /** A doctor's whole day, with who could not go along. */
      dayTakenBack: ({ delay, stayed }: DayStep, isUndo: boolean) => {
        const doctor = byId.get(delay.doctorId);
        const what = t('late.day', { doctor: doctor ? doctorShort(doctor) : '' });
        const names = stayed.map(({ patientName, why }) => t(`late.stayed.${why}`, { name: patientName }));
        return [t(isUndo ? 'done.undone' : 'done.redone', { what }), ...names].join(' · ');
      },
      takenBack: (change: AppointmentChange | null, isUndo: boolean) => {
        if (!change) return t(isUndo ? 'done.undoneOther' : 'done.redoneOther');
        const known = facts(change.appointment);
        return t(isUndo ? 'done.undone' : 'done.redone', {
          what: [known.name, known.time, known.doctor].join(', '),
        });
      },
    };
  }, [t, locale, byId]);
}
