import { Refusal } from '#shared/errors/app-error';
import type { Caller, Person } from './context';

/** The person behind a call whose permission dispatch has checked; nobody is refused as signed out. */
export function personOf(caller: Caller): Person {
  const { session, windowId, deskId } = caller;
  if (!session) throw new Refusal({ code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null });
  return { windowId, deskId, session, key: session.person };
}
