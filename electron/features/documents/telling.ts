import type { CommandContext } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import { type AuditEntry, writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';

type Told = Pick<AuditEntry, 'action' | 'outcome' | 'before' | 'after'> & { readonly patientId: number };

/** What was done with a file stands in the audit, and the other desks hear of a change. */
export async function tell({ caller, db, signal }: CommandContext, told: Told): Promise<void> {
  const { key, deskId } = personOf(caller);
  await db.write(
    async (tx) => {
      await writeAudit(tx, {
        actor: key,
        deskId,
        entity: 'document',
        entityId: null,
        reason: null,
        ...told,
      });
      if (told.outcome === 'done') await writeFeed(tx, { area: 'documents', entityId: told.patientId });
    },
    { signal },
  );
}
