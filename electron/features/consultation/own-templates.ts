import type { SessionDto } from '#shared/contract/session';
import { Refusal, notFound } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';

/** Which template, and the version that it is changed from. */
export interface TemplateAt {
  readonly id: number;
  readonly version: number;
}

interface OwnRow extends TemplateAt {
  readonly doctor_id: number;
  readonly removed_at: string | null;
}

/** One kind of templates that doctors keep for themselves. */
interface Kind<Row extends OwnRow, Shown> {
  readonly entity: 'note_template' | 'page_template';
  readonly byId: (tx: ReadTx, id: number) => Promise<Row | null>;
  /** FOR UPDATE: two changes of one template come one after the other. */
  readonly lock: (tx: WriteTx, id: number) => Promise<Row | null>;
  readonly shown: (row: Row) => Shown;
}

/** Whose templates a person reads and adds to. */
export function doctorOf({ doctorId }: SessionDto): number {
  if (doctorId === null) throw notFound('doctor');
  return doctorId;
}

/** What every change of a doctor's own template begins and ends with. */
export function ownTemplate<Row extends OwnRow, Shown extends object>({
  entity,
  byId,
  lock,
  shown,
}: Kind<Row, Shown>) {
  const described = (row: Row) => ({ ...shown(row), removed: row.removed_at !== null });
  return {
    /** One's own, locked; refuses another doctor's, and a change made from another version. */
    locked: async ({ tx, person }: MutationContext, at: TemplateAt): Promise<Row> => {
      const row = await lock(tx, at.id);
      if (!row || row.doctor_id !== person.session.doctorId) throw notFound(entity);
      if (row.version === at.version) return row;
      throw new Refusal({
        code: 'CONFLICT',
        conflict: { kind: 'stale', entity, current: shown(row), changedBy: null, changedAt: null },
      });
    },
    /** Audits a change that is made and tells the desks. */
    tell: async (
      { tx, person }: MutationContext,
      action: string,
      id: number,
      before: Row | null,
    ): Promise<Shown> => {
      const row = await byId(tx, id);
      if (!row) throw notFound(entity);
      await writeAudit(tx, {
        actor: person.key,
        deskId: person.deskId,
        action,
        entity,
        entityId: id,
        patientId: null,
        outcome: 'done',
        reason: null,
        before: before && described(before),
        after: described(row),
      });
      await writeFeed(tx, { area: 'consultation', entityId: null });
      return shown(row);
    },
  };
}
