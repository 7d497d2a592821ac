import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { ReviewsService } from './service';

export function reviewsHandlers(service: ReviewsService): HandlersOf<'reviews'> {
  return {
    'reviews.toBook': ({ tx, caller }, { atDesk }) => service.toBook(tx, personOf(caller), atDesk),
    'reviews.missed': ({ tx, caller }) => service.missed(tx, personOf(caller)),
    'reviews.book': (context, input) => service.book(context, input),
    'reviews.note': (context, input) => service.note(context, input),
    'reviews.setNoted': (context, input) => service.setNoted(context, input),
  };
}
