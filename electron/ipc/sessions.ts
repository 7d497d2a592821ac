import type { SessionDto } from '#shared/contract/session';

/** Who is signed in at which window; identity lives here, never in a payload. */
export class Sessions {
  readonly #byWindow = new Map<string, SessionDto>();

  of(windowId: string): SessionDto | null {
    return this.#byWindow.get(windowId) ?? null;
  }

  set(windowId: string, session: SessionDto): void {
    this.#byWindow.set(windowId, session);
  }

  clear(windowId: string): void {
    this.#byWindow.delete(windowId);
  }

  /** Whether any window of this process has the person signed in. */
  has(person: SessionDto['person']): boolean {
    return [...this.#byWindow.values()].some((session) => session.person === person);
  }

  /** Windows that may be told of changes: signed in and not locked. */
  listening(windowId: string): boolean {
    const session = this.of(windowId);
    return session !== null && !session.locked;
  }
}
