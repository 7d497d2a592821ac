import { createContext, useContext, useEffect } from 'react';
import type { PageId } from './page-ids';
import { setUnsaved } from './store';

interface ShownPage {
  readonly id: PageId;
  /** Pages with something unsaved stay behind the one that is shown. */
  readonly isShown: boolean;
}

/** Which page a component stands on. */
export const ShownPage = createContext<ShownPage>({ id: 'paper', isShown: false });

export function useShownPage(): ShownPage {
  return useContext(ShownPage);
}

/** Says that the page has something typed and not saved, so that leaving it loses nothing. */
export function useUnsaved(isUnsaved: boolean): void {
  const { id } = useShownPage();
  useEffect(() => {
    setUnsaved(id, isUnsaved);
    return () => {
      setUnsaved(id, false);
    };
  }, [id, isUnsaved]);
}
