import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { AppError } from '#shared/errors/app-error';
import type { InputOf } from '#shared/contract/contract';
import type { ClinicDateTime } from '#shared/values/wall-clock';

export type Take = InputOf<'waitlist.take'>;

interface Offers {
  /** Offers that this desk has put aside, with the time that each is about. */
  readonly aside: Readonly<Record<string, ClinicDateTime>>;
  /** A booking from the list that was refused, to be mended or left. */
  readonly trouble: { readonly take: Take; readonly error: AppError } | null;
}

/** What this desk does with the times that were given up; never a copy of the server's list. */
export const useOffers = create<Offers>()(
  persist((): Offers => ({ aside: {}, trouble: null }), {
    name: 'clinic.offers',
    partialize: ({ aside }) => ({ aside }),
  }),
);

export function offerKey({ id, doctorId, start }: Pick<Take, 'id' | 'doctorId' | 'start'>): string {
  return [id, doctorId, start].join(' ');
}

/** Those about times before `now` need not be kept any longer. */
export function putAside(
  offer: { readonly key: string; readonly start: ClinicDateTime },
  now: ClinicDateTime,
): void {
  useOffers.setState(({ aside }) => {
    const kept = Object.entries(aside).filter(([, start]) => start >= now);
    return { aside: { ...Object.fromEntries(kept), [offer.key]: offer.start }, trouble: null };
  });
}

export function setTakeTrouble(trouble: Offers['trouble']): void {
  useOffers.setState({ trouble });
}
