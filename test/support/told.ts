import type { TestWindow } from './desk';

/** Asked again whenever the desk tells its windows of a change. */
export async function untilTold(window: TestWindow, isSo: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const from = window.events.length;
    if (await isSo()) return;
    await window.seen((event) => window.events.indexOf(event) >= from && event.event === 'changed');
  }
}
