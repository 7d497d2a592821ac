import type { ReadTx } from '#electron/mysql/transactions';

/** What screens call a person, as `Dr Meera Rao` or `Meena Lal`; null for one who is not there any more. */
export async function nameOfPerson(tx: ReadTx, key: string | null): Promise<string | null> {
  const [kind, id = ''] = key?.split(':') ?? [];
  if (kind !== 'admin' && kind !== 'doctor') return null;
  const rows = await tx.select<{ name: string | null }>(
    `SELECT COALESCE(NULLIF(CONCAT_WS(' ', d.title, d.first_name, d.last_name), ''), a.display_name, a.username) AS name
       FROM (SELECT 1) one
       LEFT JOIN admin a ON ? = 'admin' AND a.id = ?
       LEFT JOIN doctors d ON d.admin_id = a.id OR (? = 'doctor' AND d.id = ?)
      LIMIT 1`,
    [kind, id, kind, id],
  );
  return rows[0]?.name ?? null;
}

/** The names of several, each asked for once; of one who is not there any more, or nobody, null. */
export async function namesOf(
  tx: ReadTx,
  keys: readonly (string | null)[],
): Promise<(key: string | null) => string | null> {
  const names = new Map<string | null, string | null>();
  for (const key of new Set(keys)) names.set(key, await nameOfPerson(tx, key));
  return (key) => names.get(key) ?? null;
}

/** A doctor's whole name as paper and calendars say it, `Dr Meera Rao`. */
export function doctorName(doctor: {
  readonly title: string | null;
  readonly firstName: string;
  readonly lastName: string | null;
}): string {
  return [doctor.title, doctor.firstName, doctor.lastName].filter(Boolean).join(' ');
}
