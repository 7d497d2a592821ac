import type { OutputOf } from '#shared/contract/contract';
import { useCallQuery } from '../../api/queries';

type ToMove = OutputOf<'appointments.toMove'>;
const nobody: ToMove = { visits: [], total: 0 };

/** The visits that have no place any more, the longest waiting first. */
export function useToMove(): ToMove {
  return useCallQuery('appointments.toMove', {}).data ?? nobody;
}
