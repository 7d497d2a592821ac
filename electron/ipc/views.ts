import type { Caller } from './context';

/**
 * The view that each window had noted last. Pages and searches of one opening are one view; another person,
 * another patient or another opening is a new one.
 */
export class Views {
  readonly #last = new Map<string, string>();

  /** Notes a view unless it is the one that was noted last; what could not be noted is new again. */
  async once(
    { windowId, session }: Caller,
    what: readonly unknown[],
    note: () => Promise<void>,
  ): Promise<void> {
    const view = JSON.stringify([session?.person, ...what]);
    if (this.#last.get(windowId) === view) return;
    await note();
    this.#last.set(windowId, view);
  }

  forget(windowId: string): void {
    this.#last.delete(windowId);
  }
}
