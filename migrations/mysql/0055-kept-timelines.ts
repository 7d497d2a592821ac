import { auditOutsider } from './outside';
import {
  createTrigger,
  dropTrigger,
  grantDefiner,
  revokeDefiner,
  type MysqlMigration,
  type Step,
} from './steps';

const EVENTS = ['insert', 'update', 'delete'] as const;
const audited = ['appointment_id', 'patient_id', 'amount', 'currency', 'status', 'method', 'transaction_ref'];

/** The triggers that follow a change of a payment, with what each does beside the audit of other programs. */
function afterChanges(more: (row: 'OLD' | 'NEW') => readonly string[]): readonly Step[] {
  return EVENTS.flatMap((event) => [
    dropTrigger('payments', 'after', event),
    createTrigger(
      'payments',
      'after',
      event,
      ...auditOutsider(event, 'payment', audited),
      ...more(event === 'delete' ? 'OLD' : 'NEW'),
    ),
  ]);
}

const UNFINISHED = "kind = 'rebuild_timelines' AND state IN ('waiting', 'running')";

/** What was there before is copied once, by the first desk that can; a new clinic has nothing to copy. */
const copyWhatIsThere: Step = {
  sql: `INSERT INTO jobs (kind, created_by)
    SELECT 'rebuild_timelines', 'nobody' FROM DUAL
     WHERE EXISTS (SELECT 1 FROM appointments) AND NOT EXISTS (SELECT 1 FROM jobs WHERE ${UNFINISHED})`,
};

/**
 * MongoDB keeps the lines of timelines. Payments come from other programs: the database itself notes that their copy
 * has to follow.
 */
export const keptTimelines: MysqlMigration = {
  name: '0055-kept-timelines',
  up: [
    grantDefiner('INSERT', 'outbox'),
    ...afterChanges((row) => [
      `INSERT INTO outbox (topic, entity_id, version) VALUES ('payment', ${row}.id, ${row}.version);`,
    ]),
    copyWhatIsThere,
  ],
  down: [
    ...afterChanges(() => []),
    revokeDefiner('outbox'),
    { sql: `UPDATE jobs SET state = 'cancelled', finished_at = UTC_TIMESTAMP() WHERE ${UNFINISHED}` },
  ],
};
