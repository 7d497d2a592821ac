import { useEffect } from 'react';

/** Keeps the option that the arrows have reached in view: the browser does so for the focus only. */
export function useShownOption(id: string | undefined): void {
  useEffect(() => {
    if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
}
