import type { PersonFields } from '#shared/contract/people';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { WriteTx } from '#electron/mysql/transactions';
import { lockWithSuperadmins } from './repository';

/**
 * Locks the administrator and every superadmin, and refuses what would leave the clinic without one who may
 * sign in. A trigger keeps the same rule against other programs.
 */
export async function lockKeepingASuperadmin(
  tx: WriteTx,
  adminId: number,
  wanted: Pick<PersonFields, 'role' | 'disabled'> | null,
): Promise<void> {
  const locked = await lockWithSuperadmins(tx, adminId);
  const own = locked.find(({ id }) => id === adminId);
  if (!own) throw notFound('person');
  if (wanted === null || own.counts !== 1) return;
  const stays = wanted.role === 'superadmin' && !wanted.disabled;
  const others = locked.some(({ id, counts }) => counts === 1 && id !== adminId);
  if (!stays && !others) throw ruleBroken('last_superadmin');
}
