import type { SessionDto } from '#shared/contract/session';
import type { AccountMark } from './account-mark';

/** A session, and what it was made from. */
export interface SignedIn {
  readonly session: SessionDto;
  readonly mark: AccountMark;
}

/** Who is signed in at which window; identity lives here, never in a payload. */
export class Sessions {
  readonly #byWindow = new Map<string, SignedIn>();

  of(windowId: string): SignedIn | null {
    return this.#byWindow.get(windowId) ?? null;
  }

  set(windowId: string, signedIn: SignedIn): void {
    this.#byWindow.set(windowId, signedIn);
  }

  clear(windowId: string): void {
    this.#byWindow.delete(windowId);
  }

  /** Whether any window of this process has the person signed in. */
  has(person: SessionDto['person']): boolean {
    return [...this.#byWindow.values()].some(({ session }) => session.person === person);
  }

  /** Windows at which somebody is signed in, locked or not. */
  windowIds(): readonly string[] {
    return [...this.#byWindow.keys()];
  }

  /** Windows that may be told of changes: signed in and not locked. */
  listening(windowId: string): boolean {
    const signedIn = this.of(windowId);
    return signedIn !== null && !signedIn.session.locked;
  }
}
