import { PersonKey } from '#shared/values/ids';
import { Refusal } from '#shared/errors/app-error';
import { asBulk } from '#electron/platform/bulk';
import { writeAudits } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import type { JobContext } from '#electron/platform/jobs/runner';
import { writeOutboxes } from '#electron/platform/outbox';
import type { ImportDeps } from './parts';
import * as repository from './repository';
import { ImportJob } from './staged';
import { batchesOf } from './write';

const BATCH = 500;
const ENTITY = { patients: 'patient', appointments: 'appointment', medicines: 'medicine' } as const;
const LONGEST_MS = 25_000;

/** Takes back what an import has made, as far as nobody has changed or used it since; one transaction. */
export function undoImport(deps: ImportDeps) {
  return async ({ id: jobId, params, db, signal, progress }: JobContext): Promise<void> => {
    const job = ImportJob.parse(JSON.parse(params ?? '{}'));
    const actor = PersonKey.parse(job.actor);
    await db.write(
      (tx) =>
        asBulk(tx, async () => {
          const record = await repository.lockImport(tx, job.importId);
          if (record?.state !== 'undoing' || record.job_id !== jobId)
            throw new Refusal({ code: 'CANCELLED' });
          const { kind } = record;
          const all = await repository.madeBy(tx, record.id, kind);
          for (const batch of batchesOf(all, BATCH))
            await repository.lockMade(
              tx,
              kind,
              batch.map(({ id }) => id),
            );
          const taken = (await repository.madeBy(tx, record.id, kind)).filter(({ takable }) => takable === 1);
          let done = 0;
          for (const batch of batchesOf(taken, BATCH)) {
            const ids = batch.map(({ id }) => id);
            if (kind === 'patients') await deps.patients.remove(tx, ids);
            else if (kind === 'medicines') await deps.medicines.putBack(tx, ids, actor);
            else {
              await deps.visits.withdraw(tx, ids, actor);
              await writeOutboxes(tx, await repository.versionsOf(tx, ids));
            }
            await writeAudits(
              tx,
              batch.map(({ id, patient_id }) => ({
                actor,
                deskId: job.deskId,
                action: 'imports.undo',
                entity: ENTITY[kind],
                entityId: id,
                patientId: patient_id,
                outcome: 'done' as const,
                reason: null,
                before: null,
                after: { importId: record.id },
              })),
            );
            done += batch.length;
            progress(done, taken.length);
          }
          const counts = {
            ...(JSON.parse(record.counts ?? '{}') as object),
            make: all.length - taken.length,
          };
          await repository.updateImport(tx, record.id, { state: 'undone', counts });
          await writeFeed(tx, { area: 'imports', entityId: record.id, kind: 'bulk' });
        }),
      { signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]) },
    );
  };
}
