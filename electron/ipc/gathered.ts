/**
 * Told of many things, it tells once of all that came within `milliseconds`: after a burst of bookings the
 * feed is read and the outbox carried once, not once for each.
 */
export function gathered(tell: () => void, milliseconds: number): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      tell();
    }, milliseconds).unref();
  };
}
