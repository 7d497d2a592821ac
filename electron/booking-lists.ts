import { reviewsHandlers } from './features/reviews/handlers';
import { type ReviewsParts, ReviewsService } from './features/reviews/service';
import { seriesHandlers } from './features/series/handlers';
import { type PlanningParts, SeriesPlanning } from './features/series/planning';
import { type SeriesParts, SeriesService } from './features/series/service';
import { waitlistHandlers } from './features/waitlist/handlers';
import { Offers, type OffersParts } from './features/waitlist/offers';
import { WaitlistService, type WaitlistParts } from './features/waitlist/service';
import type { HandlersOf } from './ipc/context';

type Parts = ReviewsParts & PlanningParts & Omit<SeriesParts, 'planning'> & OffersParts & WaitlistParts;

/** What books more than one time by one key, or a time that somebody else gave up: series, waiting list, reviews. */
export function bookingLists(parts: Parts): HandlersOf<'series' | 'waitlist' | 'reviews'> {
  return {
    ...seriesHandlers(new SeriesService({ ...parts, planning: new SeriesPlanning(parts) })),
    ...waitlistHandlers(new WaitlistService(parts), new Offers(parts)),
    ...reviewsHandlers(new ReviewsService(parts)),
  };
}
