import type { AnswerOf } from '#shared/contract/contract';
import { carryFault } from '#shared/domain/outbox';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudits } from '#electron/platform/audit';
import { makeDue, readAside } from '#electron/platform/outbox/aside';
import { utcStamp } from '#electron/platform/stamps';

type Aside = NonNullable<AnswerOf<'system.report'>['outbox']>['aside'];

/** What MongoDB did not take time and again, with why. */
export async function asideOf(tx: ReadTx): Promise<Aside> {
  const { total, rows } = await readAside(tx);
  return {
    total,
    entries: rows.map((row) => ({
      id: row.id,
      topic: row.topic,
      since: utcStamp(row.created_at),
      tries: row.attempts,
      fault: carryFault(row.last_error),
      reason: row.last_error,
      nextTry: row.next_try && utcStamp(row.next_try),
    })),
  };
}

/** Has entries tried again at once, a line of the audit for each; the worker takes them after the commit. */
export async function tryAgain(
  { person, tx }: MutationContext,
  ids: readonly number[],
): Promise<AnswerOf<'system.tryAgain'>> {
  const rows = await makeDue(tx, ids);
  await writeAudits(
    tx,
    rows.map(({ id, topic, attempts, last_error }) => ({
      actor: person.key,
      deskId: person.deskId,
      action: 'system.tryAgain',
      entity: 'outbox',
      entityId: id,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: { kind: topic, tries: attempts, error: last_error },
      after: null,
    })),
  );
  return { again: rows.length };
}
