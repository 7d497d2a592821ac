import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { InputOf } from '#shared/contract/contract';
import { isAtDesk } from '#shared/domain/reviews';
import type { AppError } from '#shared/errors/app-error';

export type Wanted = InputOf<'reviews.book'>;

interface Reviews {
  /** Prescriptions whose review this desk has put aside, with when they were signed. */
  readonly aside: Readonly<Record<string, string>>;
  /** A booking that was refused, to be mended or left. */
  readonly trouble: { readonly wanted: Wanted; readonly name: string; readonly error: AppError } | null;
}

/** What this desk does with the reviews of those who stand at it; never a copy of the server's list. */
export const useReviews = create<Reviews>()(
  persist((): Reviews => ({ aside: {}, trouble: null }), {
    name: 'clinic.reviews',
    partialize: ({ aside }) => ({ aside }),
  }),
);

/** Those who have left the desk by `now` need not be kept any longer. */
export function putAside(review: { readonly id: number; readonly signedAt: string }, now: number): void {
  useReviews.setState(({ aside }) => {
    const kept = Object.entries(aside).filter(([, signedAt]) => isAtDesk(signedAt, now));
    return { aside: { ...Object.fromEntries(kept), [String(review.id)]: review.signedAt }, trouble: null };
  });
}

export function setReviewTrouble(trouble: Reviews['trouble']): void {
  useReviews.setState({ trouble });
}
