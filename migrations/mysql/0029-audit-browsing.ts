import { addIndex, dropIndex, type MysqlMigration } from './steps';

/** What the audit is looked through by, each in the order in which it is read. */
const KEYS = [
  ['audit_log_actor_at', 'actor, `at`'],
  ['audit_log_patient_at', 'patient_id, `at`'],
  ['audit_log_action_at', 'action, `at`'],
  ['audit_log_entity_at', 'entity, `at`'],
  ['audit_log_outcome_at', 'outcome, `at`'],
  ['audit_log_desk_at', 'desk_id, `at`'],
] as const;

/** Two keys of 0003 by id alone give way: the browser's order is the time, then the id. */
const REPLACED = [
  ['audit_log_actor', 'actor, id'],
  ['audit_log_patient', 'patient_id, id'],
] as const;

/** A million audit rows are looked through page by page, whatever they are filtered by (docs/adr/0044). */
export const auditBrowsing: MysqlMigration = {
  name: '0029-audit-browsing',
  up: [
    ...KEYS.flatMap(([name, columns]) => addIndex('audit_log', name, columns)),
    ...REPLACED.flatMap(([name]) => dropIndex('audit_log', name)),
  ],
  down: [
    ...REPLACED.flatMap(([name, columns]) => addIndex('audit_log', name, columns)),
    ...KEYS.flatMap(([name]) => dropIndex('audit_log', name)),
  ],
};
