import type { AdminId, DoctorId } from '#shared/values/ids';
import type { ReadTx, SqlValue } from '#electron/mysql/transactions';

/**
 * What a session was made from. Triggers count `account_epoch` on whenever a role, a grant, a password or the
 * use of an account changes; a session of an older count is made anew before its next call is answered.
 */
export interface AccountMark {
  readonly adminId: AdminId | null;
  readonly doctorId: DoctorId | null;
  readonly adminEpoch: number | null;
  readonly doctorEpoch: number | null;
  /** Whoever came in with another password than the account's has to come in again. */
  readonly passwordHash: string;
}

/** True in SQL while the accounts are as the session knows them: two look-ups by primary key. */
export const MARK_HOLDS =
  '(SELECT account_epoch FROM admin WHERE id = ?) <=> ? AND (SELECT account_epoch FROM doctors WHERE id = ?) <=> ?';

export function markParams(mark: AccountMark): SqlValue[] {
  return [mark.adminId, mark.adminEpoch, mark.doctorId, mark.doctorEpoch];
}

/** The person's account changed since the session was made: it is made anew, and the call begins again. */
export class StaleSession extends Error {
  constructor() {
    super('the account has changed since this session was made');
    this.name = 'StaleSession';
  }
}

/** @throws StaleSession */
export async function checkMark(tx: ReadTx, mark: AccountMark): Promise<void> {
  const [row] = await tx.select<{ holds: number }>(`SELECT ${MARK_HOLDS} AS holds`, markParams(mark));
  if (row?.holds !== 1) throw new StaleSession();
}
