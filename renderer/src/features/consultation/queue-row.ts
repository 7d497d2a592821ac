/** The row of the doctor's queue that has the keyboard; null while it is elsewhere. */
export function queueRowWithKeyboard(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('.room-queue .row') ?? null;
}
