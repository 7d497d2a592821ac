import type { z } from 'zod';
import type { AccountDto, OwnName } from '#shared/contract/people';
import { notFound } from '#shared/errors/app-error';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { stale } from '#electron/platform/stale-row';
import { lockKeepingASuperadmin } from './policy';
import * as people from './repository';

type Account = z.input<typeof AccountDto>;

function nameOf(row: people.PersonRow): OwnName {
  return row.doctor_id === null
    ? { kind: 'admin', displayName: row.display_name ?? row.username ?? '' }
    : { kind: 'doctor', title: row.title, firstName: row.first_name ?? '', lastName: row.last_name };
}

async function ownRow(tx: ReadTx, { session }: Person): Promise<people.PersonRow> {
  const row =
    session.adminId === null
      ? await people.personOfDoctor(tx, session.doctorId ?? 0)
      : await people.personOfAdmin(tx, session.adminId);
  if (!row) throw notFound('person');
  return row;
}

/** The person's own account: the row that holds the name, which is the doctor's where there is one. */
export async function ownAccount(tx: ReadTx, person: Person): Promise<Account> {
  const row = await ownRow(tx, person);
  return {
    id: row.doctor_id ?? row.admin_id ?? 0,
    name: nameOf(row),
    signInNames: await people.signInNamesOf(tx, row.admin_id, row.doctor_id),
    version: (row.doctor_id === null ? row.admin_version : row.doctor_version) ?? 1,
  };
}

/** @throws Refusal NOT_FOUND for a row or a kind of name that is not the person's own */
export async function renameSelf(
  { tx, person }: MutationContext,
  at: { readonly id: number; readonly version: number },
  name: OwnName,
) {
  const isDoctor = name.kind === 'doctor';
  if (isDoctor) await people.lockDoctor(tx, at.id);
  else await lockKeepingASuperadmin(tx, at.id, null);
  const before = await ownAccount(tx, person);
  if (before.id !== at.id || before.name.kind !== name.kind) throw notFound('person');
  const entity = isDoctor ? 'doctor' : 'person';
  if (before.version !== at.version) throw await stale(tx, { entity, id: at.id }, before);
  if (name.kind === 'doctor') await people.renameDoctor(tx, at.id, name);
  else await people.renameAdmin(tx, at.id, name.displayName);
  const account = await ownAccount(tx, person);
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action: 'people.renameSelf',
    entity,
    entityId: at.id,
    patientId: null,
    outcome: 'done',
    reason: null,
    before: before.name,
    after: account.name,
  });
  await writeFeed(tx, { area: 'people', entityId: null });
  if (isDoctor) await writeFeed(tx, { area: 'doctors', entityId: at.id });
  return { account, since: at.version, before: before.name };
}
