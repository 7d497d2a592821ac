import type { MergedRecord, PatientDto } from '#shared/contract/patients';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import { LateRefusal, type WriteTx } from '#electron/mysql/transactions';
import { writeFeed } from '#electron/platform/feed';
import { indexPatient } from './indexing';
import { getPatient, readAs, wholePatient } from './loading';
import { lockPatients, setMergedInto } from './merges-repository';
import { refuseGone, stale } from './policy';
import type { WholePatientRow } from './repository';
import { type At, finish } from './service';

/** What was read to know which rows to lock has changed before they were: the change is tried again. */
function again(): LateRefusal {
  return new LateRefusal(() => Promise.resolve(null));
}

interface Pair {
  readonly goes: WholePatientRow;
  readonly stays: WholePatientRow;
}

async function lockedPair(tx: WriteTx, id: number, otherId: number): Promise<Pair> {
  const rows = await lockPatients(tx, [id, otherId]);
  const goes = rows.find((row) => row.id === id);
  const stays = rows.find((row) => row.id === otherId);
  if (goes === undefined || stays === undefined) throw notFound('patient');
  return { goes, stays };
}

/**
 * From now on this record is read as the other one, or as the one which that was merged into. It can be done
 * in either direction at several desks: what has been one already stays so, and a circle is never closed.
 */
export async function mergePatient(
  context: MutationContext,
  at: At,
  intoId: number,
): Promise<{ patient: PatientDto; merged: MergedRecord }> {
  const { tx } = context;
  const root = await readAs(tx, intoId);
  if ((await readAs(tx, at.id)).id === root.id) throw ruleBroken('already_one');
  const { goes, stays } = await lockedPair(tx, at.id, root.id);
  if (stays.merged_into_id !== null) throw again();
  if (goes.version !== at.version) throw await stale(tx, await wholePatient(tx, goes));
  refuseGone(goes);
  refuseGone(stays);
  await setMergedInto(tx, goes.id, stays.id);
  const { record } = await finish(context, goes.id, {
    action: 'patients.merge',
    before: { mergedIntoId: null },
    touched: null,
  });
  await indexPatient(tx, stays);
  await writeFeed(tx, { area: 'patients', entityId: stays.id });
  return { patient: await getPatient(tx, stays.id), merged: record };
}

/** Two records again, each exactly as it was. */
export async function unmergePatient(
  context: MutationContext,
  at: At,
): Promise<{ patient: PatientDto; fromId: number }> {
  const { tx } = context;
  const root = await readAs(tx, at.id);
  const { goes, stays } = await lockedPair(tx, at.id, root.id);
  if (goes.version !== at.version) throw await stale(tx, await wholePatient(tx, goes));
  const fromId = goes.merged_into_id;
  if (fromId === null) throw ruleBroken('not_merged');
  if (stays.merged_into_id !== null) throw again();
  await setMergedInto(tx, goes.id, null);
  const { patient } = await finish(context, goes.id, {
    action: 'patients.unmerge',
    before: { mergedIntoId: fromId },
    touched: null,
  });
  await indexPatient(tx, stays);
  await writeFeed(tx, { area: 'patients', entityId: stays.id });
  return { patient, fromId };
}
