import { auditOutsider } from './outside';
import {
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  refuse,
  revokeDefiner,
  type MysqlMigration,
} from './steps';

const openingStays = refuse('an opening stays as it is');

/**
 * Charts that a doctor opened with a reason. Since when and until when is the database's own to say, whoever
 * inserts; no opening is ever changed or taken away.
 */
export const chartOpenings: MysqlMigration = {
  name: '0051-chart-openings',
  up: [
    createTable(
      'chart_openings',
      'id INT NOT NULL AUTO_INCREMENT',
      'opened_by VARCHAR(60) NOT NULL',
      'patient_id INT NOT NULL',
      'reason VARCHAR(500) NOT NULL',
      'opened_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'open_until DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'PRIMARY KEY (id)',
      'KEY chart_openings_of (opened_by, patient_id, open_until)',
      'KEY chart_openings_patient (patient_id, id)',
      'CONSTRAINT chart_openings_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT chart_openings_reason CHECK (CHAR_LENGTH(TRIM(reason)) >= 10)',
    ),
    grantDefiner('SELECT, UPDATE (opened_at, open_until), TRIGGER', 'chart_openings'),
    createTrigger(
      'chart_openings',
      'before',
      'insert',
      'SET NEW.opened_at = UTC_TIMESTAMP();',
      'SET NEW.open_until = NEW.opened_at + INTERVAL 12 HOUR;',
    ),
    createTrigger('chart_openings', 'before', 'update', openingStays),
    createTrigger('chart_openings', 'before', 'delete', openingStays),
    createTrigger(
      'chart_openings',
      'after',
      'insert',
      ...auditOutsider('insert', 'chart_opening', ['opened_by', 'patient_id', 'reason', 'open_until']),
    ),
  ],
  down: [revokeDefiner('chart_openings'), dropTable('chart_openings')],
};
