import type { Gate } from '#shared/contract/procedure';
import { Refusal } from '#shared/errors/app-error';
import type { Caller, Person } from './context';

function unauthenticated(reason: 'signed_out' | 'screen_locked' | 'must_change_password'): Refusal {
  return new Refusal({ code: 'UNAUTHENTICATED', reason, retryAfter: null });
}

/**
 * Lets a call through or refuses it: a session where one is needed, unlocked, with a password of one's own,
 * and the permission that the contract names. Gives the person, or null for calls that anyone may make.
 */
export function letThrough(caller: Caller, permission: Gate): Person | null {
  const session = caller.session;
  if (permission === 'anyone' && !session) return null;
  if (!session) throw unauthenticated('signed_out');
  const person = { windowId: caller.windowId, deskId: caller.deskId, session, key: session.person };
  if (permission === 'anyone') return person;
  if (session.locked) throw unauthenticated('screen_locked');
  if (session.mustChangePassword) throw unauthenticated('must_change_password');
  if (permission !== 'signed_in' && !session.permissions.includes(permission)) {
    throw new Refusal({ code: 'FORBIDDEN', permission });
  }
  return person;
}
