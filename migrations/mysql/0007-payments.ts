import { auditOutsider } from './outside';
import {
  bumpVersion,
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  refuse,
  revokeDefiner,
  seedCreatedAt,
  seedUpdatedAt,
  versionColumn,
  type MysqlMigration,
} from './steps';

const audited = ['appointment_id', 'patient_id', 'amount', 'currency', 'status', 'method', 'transaction_ref'];

/** Money received. A payment that is settled is a ledger entry: it may be refunded, never rewritten. */
export const payments: MysqlMigration = {
  name: '0007-payments',
  up: [
    createTable(
      'payments',
      'id INT NOT NULL AUTO_INCREMENT',
      'appointment_id INT NULL',
      'patient_id INT NULL',
      'amount DECIMAL(10,2) NOT NULL',
      "currency VARCHAR(10) NOT NULL DEFAULT 'INR'",
      "status ENUM('pending','completed','failed','refunded') NOT NULL DEFAULT 'pending'",
      "method ENUM('card','upi','cash') NULL",
      'transaction_ref VARCHAR(255) NULL',
      seedCreatedAt,
      'created_by VARCHAR(60) NULL',
      seedUpdatedAt,
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY payments_appointment (appointment_id)',
      'KEY payments_patient (patient_id, id)',
      'KEY payments_created (created_at)',
      'CONSTRAINT payments_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE SET NULL',
      'CONSTRAINT payments_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE SET NULL',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'payments'),
    createTrigger(
      'payments',
      'before',
      'update',
      "IF OLD.status <> 'pending' AND NOT (NEW.id <=> OLD.id AND NEW.appointment_id <=> OLD.appointment_id",
      '  AND NEW.patient_id <=> OLD.patient_id AND NEW.amount <=> OLD.amount AND BINARY NEW.currency <=> BINARY OLD.currency',
      '  AND NEW.method <=> OLD.method AND BINARY NEW.transaction_ref <=> BINARY OLD.transaction_ref AND NEW.created_at <=> OLD.created_at',
      "  AND (NEW.status = OLD.status OR (OLD.status = 'completed' AND NEW.status = 'refunded'))) THEN",
      `  ${refuse('a settled payment is never rewritten')}`,
      'END IF;',
      bumpVersion,
    ),
    createTrigger(
      'payments',
      'before',
      'delete',
      "IF OLD.status IN ('completed', 'refunded') THEN",
      `  ${refuse('a settled payment is never deleted')}`,
      'END IF;',
    ),
    createTrigger('payments', 'after', 'insert', ...auditOutsider('insert', 'payment', audited)),
    createTrigger('payments', 'after', 'update', ...auditOutsider('update', 'payment', audited)),
    createTrigger('payments', 'after', 'delete', ...auditOutsider('delete', 'payment', audited)),
  ],
  down: [revokeDefiner('payments'), dropTable('payments')],
};
