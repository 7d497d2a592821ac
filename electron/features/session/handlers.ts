import { SAMPLE_ACCOUNTS } from '#shared/domain/sample-clinic';
import { Refusal } from '#shared/errors/app-error';
import type { SessionDto } from '#shared/contract/session';
import type { Caller, HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { Sessions, SignedIn } from '#electron/ipc/sessions';
import type { UndoHistory } from '#electron/ipc/undo';
import type { SessionService } from './service';

interface Parts {
  readonly service: SessionService;
  readonly sessions: Sessions;
  readonly undo: UndoHistory;
  readonly isSampleClinic: () => Promise<boolean>;
}

export function sessionHandlers({ service, sessions, undo, isSampleClinic }: Parts): HandlersOf<'session'> {
  function keep(caller: Caller, signedIn: SignedIn): SessionDto {
    sessions.set(caller.windowId, signedIn);
    return signedIn.session;
  }

  return {
    'session.current': ({ caller }) => Promise.resolve(caller.session),
    'session.sampleAccounts': async () => ((await isSampleClinic()) ? [...SAMPLE_ACCOUNTS] : []),
    'session.signIn': async ({ caller }, { name, password }) =>
      keep(caller, await service.signIn(name, password)),
    'session.signOut': ({ caller }) => {
      sessions.clear(caller.windowId);
      if (caller.session && !sessions.has(caller.session.person)) undo.forget(caller.session.person);
      return Promise.resolve(null);
    },
    'session.lock': ({ caller }) => {
      const signedIn = sessions.of(personOf(caller).windowId);
      if (!signedIn) throw new Refusal({ code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null });
      return Promise.resolve(keep(caller, { ...signedIn, session: { ...signedIn.session, locked: true } }));
    },
    'session.unlock': async ({ caller }, { password }) =>
      keep(caller, await service.unlock(personOf(caller).session, password)),
    'session.strength': ({ tx, caller }, { password }) =>
      service.strength(tx, personOf(caller).session, password),
    'session.changePassword': async ({ caller }, { current, next }) => {
      const session = personOf(caller).session;
      if (session.locked) {
        throw new Refusal({ code: 'UNAUTHENTICATED', reason: 'screen_locked', retryAfter: null });
      }
      return keep(caller, await service.changePassword(session, current, next));
    },
  };
}
