import { useEffect, type RefObject } from 'react';

/**
 * Keeps the keyboard where it was when the control that had it goes away: after a step its button is another
 * one, and a form that closes takes its fields along.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const here = place.current;
    if (!here) return undefined;
    let had = false;
    const watch = (event: FocusEvent) => {
      had = event.target instanceof Node && here.contains(event.target);
    };
    const keep = new MutationObserver(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (had && lost && here.closest('[inert]') === null) here.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', watch);
    keep.observe(here, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', watch);
      keep.disconnect();
    };
  }, [place]);
}
