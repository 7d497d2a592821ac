import { useSession } from '../session/session';
import { PAGE_IDS, type PageId } from './page-ids';
import { PAGES } from './pages';

/** The pages on which the person here has something to do, in the order of the list. */
export function useMyPages(): readonly PageId[] {
  const session = useSession();
  return PAGE_IDS.filter((id) => {
    const { permission } = PAGES[id];
    return permission === null || session?.permissions.includes(permission) === true;
  });
}
