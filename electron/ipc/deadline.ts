import { Refusal } from '#shared/errors/app-error';

/** No call runs longer (design section 8). */
const DEADLINE_MS = 10_000;

/** Ends a call that runs too long; `done` is said when it has ended by itself. */
export function deadline(): { controller: AbortController; done: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new Refusal({ code: 'TIMEOUT' }));
  }, DEADLINE_MS);
  return {
    controller,
    done: () => {
      clearTimeout(timer);
    },
  };
}

/** Settles when the call is late or cancelled, whatever its handler still waits for. */
export function unlessEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onEnd = () => {
      // Only the deadline and `$cancel` end a call, each with a Refusal.
      reject(signal.reason as Refusal);
    };
    signal.addEventListener('abort', onEnd, { once: true });
    work.then(resolve, reject);
  });
}
