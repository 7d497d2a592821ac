import { useEffect, useEffectEvent } from 'react';
import { useSessionSteps } from '../features/session/session';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Locks the screen after some minutes in which nobody touched it; 0 never locks. */
export function useIdleLock(minutes: number): void {
  const { lock } = useSessionSteps();
  const lockNow = useEffectEvent(() => {
    void lock();
  });
  useEffect(() => {
    if (minutes <= 0) return undefined;
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    // Asked on a beat instead of one long timer: a laptop that slept locks when it wakes.
    const beat = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) lockNow();
    }, 1_000);
    for (const sign of signs) window.addEventListener(sign, touched, { passive: true, capture: true });
    return () => {
      clearInterval(beat);
      for (const sign of signs) window.removeEventListener(sign, touched, { capture: true });
    };
  }, [minutes]);
}
