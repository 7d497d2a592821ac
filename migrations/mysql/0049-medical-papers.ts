import { auditOutsider } from './outside';
import {
  bumpVersion,
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  refuse,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
} from './steps';

const written = [
  'from_date',
  'to_date',
  'reason',
  'shows_reason',
  'fit_for',
  'addressed_to',
  'question',
  'findings',
];
const kept = ['id', 'appointment_id', 'doctor_id', 'patient_id', 'kind', 'signed_at', 'signed_by'];
const same = (columns: readonly string[]) =>
  columns.map((column) => `BINARY NEW.${column} <=> BINARY OLD.${column}`).join(' AND ');
const nothing = (columns: readonly string[]) => columns.map((column) => `${column} IS NULL`).join(' AND ');
const audited = ['appointment_id', 'patient_id', 'doctor_id', 'kind', ...written, 'voided_at', 'void_reason'];
const signedStays = refuse('a signed paper stays as it is');

/** Certificates and letters: signed as they are made, each kind with its own columns, voided once with a reason. */
export const medicalPapers: MysqlMigration = {
  name: '0049-medical-papers',
  up: [
    createTable(
      'medical_papers',
      'id INT NOT NULL AUTO_INCREMENT',
      'appointment_id INT NOT NULL',
      'doctor_id INT NOT NULL',
      'patient_id INT NOT NULL',
      "kind ENUM('sick_leave', 'fitness', 'referral') NOT NULL",
      'from_date DATE NULL',
      'to_date DATE NULL',
      'reason VARCHAR(500) NULL',
      'shows_reason TINYINT(1) NULL',
      'fit_for VARCHAR(200) NULL',
      'addressed_to VARCHAR(200) NULL',
      'question TEXT NULL',
      'findings TEXT NULL',
      'signed_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'signed_by VARCHAR(60) NOT NULL',
      'voided_at DATETIME NULL',
      'voided_by VARCHAR(60) NULL',
      'void_reason VARCHAR(300) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY medical_papers_appointment (appointment_id, id)',
      'KEY medical_papers_patient (patient_id, id)',
      'CONSTRAINT medical_papers_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT medical_papers_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT medical_papers_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      `CONSTRAINT medical_papers_kind CHECK (
        (kind = 'sick_leave' AND from_date IS NOT NULL AND to_date IS NOT NULL AND to_date >= from_date AND shows_reason IS NOT NULL AND ${nothing(['fit_for', 'addressed_to', 'question', 'findings'])})
        OR (kind = 'fitness' AND from_date IS NOT NULL AND fit_for IS NOT NULL AND ${nothing(['to_date', 'reason', 'shows_reason', 'addressed_to', 'question', 'findings'])})
        OR (kind = 'referral' AND addressed_to IS NOT NULL AND question IS NOT NULL AND ${nothing(['from_date', 'to_date', 'reason', 'shows_reason', 'fit_for'])}))`,
      'CONSTRAINT medical_papers_voided CHECK ((voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL))',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'medical_papers'),
    createTrigger(
      'medical_papers',
      'before',
      'update',
      `IF NOT (${same([...kept, ...written])}) THEN`,
      `  ${signedStays}`,
      'END IF;',
      `IF OLD.voided_at IS NOT NULL AND NOT (${same(['voided_at', 'voided_by', 'void_reason'])}) THEN`,
      `  ${refuse('a voided paper stays as it is')}`,
      'END IF;',
      bumpVersion,
    ),
    createTrigger('medical_papers', 'before', 'delete', signedStays),
    createTrigger('medical_papers', 'after', 'insert', ...auditOutsider('insert', 'medical_paper', audited)),
    createTrigger('medical_papers', 'after', 'update', ...auditOutsider('update', 'medical_paper', audited)),
  ],
  down: [revokeDefiner('medical_papers'), dropTable('medical_papers')],
};
