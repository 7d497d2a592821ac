import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Enter on what a search found, also for who types faster than the search answers: pressed before the answer to
 * what stands in the box, it is kept and carried out one frame after that answer is shown. More typing forgets it.
 */
export function useEnter(typed: string, isAnswer: boolean, act: () => void) {
  const text = typed.trim();
  const [kept, setKept] = useState<string | null>(null);
  const carryOut = useEffectEvent(() => {
    setKept(null);
    act();
  });
  const isDue = isAnswer && kept === text;
  useEffect(() => {
    if (!isDue) return undefined;
    const frame = requestAnimationFrame(() => {
      carryOut();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isDue]);
  return {
    press: () => {
      if (isAnswer) act();
      else setKept(text);
    },
    forget: () => {
      setKept(null);
    },
  };
}
