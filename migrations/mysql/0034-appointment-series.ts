import {
  addColumn,
  addIndex,
  bumpVersion,
  createTable,
  createTrigger,
  dropColumn,
  dropIndex,
  dropTable,
  grantDefiner,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
} from './steps';

/** Appointments that recur are rows like all others; the series says which belong together, and by which rule. */
export const appointmentSeries: MysqlMigration = {
  name: '0034-appointment-series',
  up: [
    createTable(
      'appointment_series',
      'id INT NOT NULL AUTO_INCREMENT',
      'patient_id INT NOT NULL',
      // An RRULE of RFC 5545, as it was when they were booked.
      'recurrence_rule VARCHAR(255) NOT NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'created_by VARCHAR(60) NOT NULL',
      'updated_at DATETIME NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY appointment_series_patient (patient_id)',
      'CONSTRAINT appointment_series_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
    ),
    ...addColumn('appointments', 'series_id', 'INT NULL'),
    ...addIndex('appointments', 'appointments_series', 'series_id'),
    grantDefiner('SELECT, UPDATE (version, updated_at), TRIGGER', 'appointment_series'),
    createTrigger(
      'appointment_series',
      'before',
      'update',
      'SET NEW.updated_at = UTC_TIMESTAMP();',
      bumpVersion,
    ),
  ],
  down: [
    ...dropIndex('appointments', 'appointments_series'),
    ...dropColumn('appointments', 'series_id'),
    revokeDefiner('appointment_series'),
    dropTable('appointment_series'),
  ],
};
