import type { Database } from '#electron/mysql/transactions';
import { StaleSession, checkMark } from './account-mark';
import type { Sessions, SignedIn } from './sessions';
import type { UndoHistory } from './undo';
import type { WindowHandle } from './windows';

export interface Renewal {
  /** Makes a window's session anew, or ends it, and tells the window; whoever came in meanwhile stays. */
  renew(windowId: string): Promise<void>;
  /** Accounts may have changed: every window's session is looked at, and who may not stay is shown the door. */
  recheck(): Promise<void>;
}

export interface RenewalParts {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly undo: UndoHistory;
  readonly windowOf: (windowId: string) => WindowHandle | undefined;
  /** The session as the account now stands; null for whoever has to sign in again. */
  readonly renewed: (signedIn: SignedIn) => Promise<SignedIn | null>;
}

/** Keeps sessions true to the accounts that they were made from. */
export function createRenewal({ db, sessions, undo, windowOf, renewed }: RenewalParts): Renewal {
  async function renew(windowId: string): Promise<void> {
    const held = sessions.of(windowId);
    if (!held) return;
    const fresh = await renewed(held);
    const now = sessions.of(windowId);
    if (now?.mark !== held.mark) return;
    const { person } = held.session;
    if (fresh) {
      sessions.set(windowId, { ...fresh, session: { ...fresh.session, locked: now.session.locked } });
    } else {
      sessions.clear(windowId);
      if (!sessions.has(person)) undo.forget(person);
    }
    windowOf(windowId)?.send('session', { reason: fresh ? 'changed' : 'signed_out' });
  }

  async function recheckOne(windowId: string): Promise<void> {
    const mark = sessions.of(windowId)?.mark;
    if (!mark) return;
    try {
      await db.read((tx) => checkMark(tx, mark));
    } catch (error) {
      if (!(error instanceof StaleSession)) return;
      // With the server away nothing is known, now or in between; the person's next call looks again.
      await renew(windowId).catch(() => undefined);
    }
  }

  return {
    renew,
    recheck: async () => {
      for (const windowId of sessions.windowIds()) await recheckOne(windowId);
    },
  };
}
