import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WaitingEntry } from '#shared/contract/waiting-list';
import { type DoctorId } from '#shared/values/ids';
import { dateOf, type ClinicDateTime } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { doctorShort, shortDay, timeOf } from '../../ui/format';
import { notify } from '../../ui/notice';
import { refetchCalendars } from '../appointments/changes';
import { useDoctors } from '../appointments/doctors';
import { keepKeyboard } from '../appointments/grid/use-cursor';
import { offerMessage } from '../appointments/store';
import { useMayWriteFor } from '../session/session';
import { offerKey, setTakeTrouble, useOffers, type Take } from './store';

/** One person who fits into one time that was given up. */
export interface Offer {
  readonly key: string;
  readonly doctorId: DoctorId;
  readonly start: ClinicDateTime;
  readonly entry: WaitingEntry;
  /** Who else fits into the same time. */
  readonly others: number;
}

/** Everyone who fits into a time that was given up. */
export function useOffered(): readonly Offer[] {
  const { data } = useCallQuery('waitlist.offers', {});
  const mayWriteFor = useMayWriteFor();
  return (data?.offers ?? []).flatMap(({ doctorId, fitting, total }) => {
    if (!mayWriteFor(doctorId)) return [];
    return fitting.map(({ entry, start }) => {
      const key = offerKey({ id: entry.id, doctorId, start });
      return { key, doctorId, start, entry, others: total - 1 };
    });
  });
}

/** Those of them that this desk has not put aside. */
export function useFreshOffers(): readonly Offer[] {
  const offered = useOffered();
  const aside = useOffers((state) => state.aside);
  return offered.filter(({ key }) => !Object.hasOwn(aside, key));
}

/** `10:15 Dr Rao`, with the day when it is not today. */
export function useOfferWords(): (offer: Pick<Offer, 'doctorId' | 'start'>) => string {
  const { today } = useClinicNow();
  const locale = useLocale();
  const { byId } = useDoctors();
  return ({ doctorId, start }) => {
    const doctor = byId.get(doctorId);
    const date = dateOf(start);
    return [date === today ? '' : shortDay(date, locale), timeOf(start), doctor ? doctorShort(doctor) : '']
      .filter(Boolean)
      .join(' ');
  };
}

/** Books the time for who fits; a refusal stands in the bar with the way on. */
export function useTake(): (take: Take) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useOfferWords();
  return async (take) => {
    setTakeTrouble(null);
    const answer = await change('waitlist.take', take);
    if (!answer.ok) {
      setTakeTrouble({ take, error: answer.error });
      void client.invalidateQueries({ queryKey: ['waitlist.offers'] });
      return;
    }
    const { appointment, before } = answer.value;
    offerMessage(appointment.id, before ? 'moved' : 'booked');
    notify(
      t(before ? 'waitlist.moved' : 'waitlist.booked', {
        name: appointment.patientName,
        at: words(appointment),
      }),
      'undo',
    );
    await refetchCalendars(client);
    keepKeyboard();
  };
}

export function takeOf({ entry, doctorId, start }: Offer): Take {
  return { id: entry.id, version: entry.version, doctorId, start };
}
