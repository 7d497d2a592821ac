import {
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  refuse,
  revokeDefiner,
  type MysqlMigration,
} from './steps';

/** Who did what, for ever; and what changed, for the other desks' screens. */
export const auditAndFeed: MysqlMigration = {
  name: '0003-audit-and-feed',
  up: [
    createTable(
      'audit_log',
      'id BIGINT NOT NULL AUTO_INCREMENT',
      '`at` DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))',
      // Nobody, when a call before the sign-in was refused.
      'actor VARCHAR(60) NULL',
      'desk_id VARCHAR(36) NULL',
      'action VARCHAR(80) NOT NULL',
      'entity VARCHAR(40) NULL',
      'entity_id VARCHAR(64) NULL',
      'patient_id INT NULL',
      "outcome ENUM('done','refused','viewed') NOT NULL",
      'reason VARCHAR(500) NULL',
      'before_json JSON NULL',
      'after_json JSON NULL',
      'PRIMARY KEY (id)',
      'KEY audit_log_entity (entity, entity_id, id)',
      'KEY audit_log_patient (patient_id, id)',
      'KEY audit_log_actor (actor, id)',
      'KEY audit_log_at (`at`)',
    ),
    createTable(
      'feed',
      'id BIGINT NOT NULL AUTO_INCREMENT',
      'area VARCHAR(40) NOT NULL',
      'entity_id INT NULL',
      'doctor_id INT NULL',
      'date_from DATE NULL',
      'date_to DATE NULL',
      'kind VARCHAR(20) NOT NULL',
      'created_at DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))',
      'PRIMARY KEY (id)',
      'KEY feed_created (created_at)',
    ),
    grantDefiner('SELECT, INSERT, UPDATE (`at`), TRIGGER', 'audit_log'),
    grantDefiner('INSERT', 'feed'),
    // The server's clock says when, whatever the statement says: nobody writes yesterday's audit.
    createTrigger('audit_log', 'before', 'insert', 'SET NEW.`at` = UTC_TIMESTAMP(3);'),
    createTrigger('audit_log', 'before', 'update', refuse('the audit log is append-only')),
    createTrigger('audit_log', 'before', 'delete', refuse('the audit log is append-only')),
  ],
  down: [revokeDefiner('feed'), revokeDefiner('audit_log'), dropTable('feed'), dropTable('audit_log')],
};
