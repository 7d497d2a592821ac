import type { PatientIdentifier } from '#shared/contract/patients';
import { invalid } from '#shared/errors/app-error';
import { LateRefusal, type WriteTx } from '#electron/mysql/transactions';
import { deleteIdentifier, holderOf, insertIdentifier, NumberTaken } from './identifiers-repository';

// The column's collation: `ABHA` and `abha` are one kind.
const collator = new Intl.Collator('und', { sensitivity: 'base' });

function isOf(list: readonly PatientIdentifier[], one: PatientIdentifier): boolean {
  return list.some(({ kind, value }) => kind === one.kind && value === one.value);
}

function withoutRepeats(list: readonly PatientIdentifier[]): PatientIdentifier[] {
  return list.filter(
    (one, at) =>
      list.findIndex(
        ({ kind, value }) =>
          collator.compare(kind, one.kind) === 0 && collator.compare(value, one.value) === 0,
      ) === at,
  );
}

async function insert(tx: WriteTx, patientId: number, one: PatientIdentifier, path: string): Promise<void> {
  try {
    await insertIdentifier(tx, { patient_id: patientId, ...one });
  } catch (error) {
    if (!(error instanceof NumberTaken)) throw error;
    throw new LateRefusal(async (later) => {
      const holder = await holderOf(later, one);
      return holder ? invalid(path, 'taken', { name: holder.name, value: one.value }).error : null;
    });
  }
}

/** Makes a patient's further numbers those that are wanted; a number belongs to one patient only. */
export async function changeIdentifiers(
  tx: WriteTx,
  patientId: number,
  now: readonly PatientIdentifier[],
  wanted: readonly PatientIdentifier[],
  path: string,
): Promise<void> {
  const after = withoutRepeats(wanted);
  for (const one of now.filter((old) => !isOf(after, old))) {
    await deleteIdentifier(tx, { patient_id: patientId, ...one });
  }
  for (const one of after.filter((fresh) => !isOf(now, fresh))) await insert(tx, patientId, one, path);
}
