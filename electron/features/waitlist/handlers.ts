import type { HandlersOf } from '#electron/ipc/context';
import type { Offers } from './offers';
import type { WaitlistService } from './service';

export function waitlistHandlers(service: WaitlistService, offers: Offers): HandlersOf<'waitlist'> {
  return {
    'waitlist.list': ({ tx }) => service.list(tx),
    'waitlist.offers': ({ tx }) => offers.list(tx),
    'waitlist.add': (context, input) => service.add(context, input),
    'waitlist.edit': (context, input) => service.edit(context, input),
    'waitlist.remove': (context, at) => service.remove(context, at),
    'waitlist.reopen': (context, at) => service.reopen(context, at),
    'waitlist.take': (context, input) => service.take(context, input),
    'waitlist.giveBack': (context, input) => service.giveBack(context, input),
  };
}
