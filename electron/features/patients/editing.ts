import type { PatientIdentifier } from '#shared/contract/patients';
import type { ReadTx } from '#electron/mysql/transactions';
import { stale, whoTouched } from './policy';
import { fieldsOf, FIELD_NAMES, type SomeFields, type WholePatient } from './projection';

type Name = (typeof FIELD_NAMES)[number];

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The fields that this desk and another have both touched: what stands there now is neither what was typed
 * over nor what was typed. Numbers beside the row are a set, of which each desk adds and takes away its own.
 */
function touchedByBoth(now: SomeFields, changes: SomeFields, seen: SomeFields): Name[] {
  return FIELD_NAMES.filter(
    (name) =>
      name !== 'identifiers' &&
      changes[name] !== undefined &&
      !same(now[name], changes[name]) &&
      !same(now[name], seen[name]),
  );
}

/** Refuses a save over what another desk has written since; all else of theirs and ours goes together. */
export async function checkMayEdit(
  tx: ReadTx,
  now: WholePatient,
  version: number,
  changes: SomeFields,
  seen: SomeFields | undefined,
): Promise<void> {
  if (now.row.version === version) return;
  if (seen === undefined) throw await stale(tx, now);
  const both = touchedByBoth(fieldsOf(now), changes, seen);
  if (both.length > 0) throw await stale(tx, now, await whoTouched(tx, now.row.id, both));
}

function has(list: readonly PatientIdentifier[], one: PatientIdentifier): boolean {
  return list.some(({ kind, value }) => kind === one.kind && value === one.value);
}

/** The numbers after a save: what stands there, with what this desk added and without what it took away. */
export function identifiersAfter(
  now: readonly PatientIdentifier[],
  wanted: readonly PatientIdentifier[],
  seen: readonly PatientIdentifier[] | undefined,
): PatientIdentifier[] {
  if (seen === undefined) return [...wanted];
  const kept = now.filter((one) => !has(seen, one) || has(wanted, one));
  return [...kept, ...wanted.filter((one) => !has(kept, one) && !has(seen, one))];
}
