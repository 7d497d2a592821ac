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
  versionColumn,
  type MysqlMigration,
} from './steps';

const words = ['what', 'place', 'entered_by'];
const kept = [
  'id',
  'patient_id',
  'appointment_id',
  'kind',
  'relation',
  'habit',
  'onset_age',
  'began',
  'began_precision',
  'ended',
  'ended_precision',
  'created_at',
  'corrects_id',
];
const unchanged = [
  ...kept.map((column) => `NEW.${column} <=> OLD.${column}`),
  // The table's collation would take another case or accent for the same word.
  ...words.map((column) => `BINARY NEW.${column} <=> BINARY OLD.${column}`),
].join(' AND ');
const stays = refuse('an entry of the medical history stays as it was written');
const audited = [...kept, ...words, 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'];

const precision = (column: string) => `${column}_precision ENUM('day','month','year') NULL`;
const check = (name: string, rule: string) => `CONSTRAINT medical_history_${name} CHECK (${rule})`;

/**
 * Surgeries, the family's illnesses and habits. A row is never overwritten: a correction is a row that names the one
 * it stands in place of, and what was never so is withdrawn with a reason, beside which it stays.
 */
export const medicalHistory: MysqlMigration = {
  name: '0050-medical-history',
  up: [
    createTable(
      'medical_history',
      'id INT NOT NULL AUTO_INCREMENT',
      'patient_id INT NOT NULL',
      'appointment_id INT NULL',
      "kind ENUM('surgery','family','lifestyle') NOT NULL",
      'what VARCHAR(200) NOT NULL',
      'place VARCHAR(200) NULL',
      "relation ENUM('mother','father','sister','brother','daughter','son','grandparent','aunt_uncle','cousin','other') NULL",
      "habit ENUM('tobacco','alcohol','other') NULL",
      'onset_age SMALLINT NULL',
      'began DATE NULL',
      precision('began'),
      'ended DATE NULL',
      precision('ended'),
      'entered_by VARCHAR(60) NOT NULL',
      seedCreatedAt,
      'corrects_id INT NULL',
      'withdrawn_at DATETIME NULL',
      'withdrawn_by VARCHAR(60) NULL',
      'withdrawn_reason VARCHAR(300) NULL',
      'standing_corrects_id INT GENERATED ALWAYS AS (IF(withdrawn_at IS NULL, corrects_id, NULL)) VIRTUAL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY medical_history_patient (patient_id, id)',
      'KEY medical_history_appointment (appointment_id)',
      'KEY medical_history_corrects (corrects_id)',
      // Two corrections of one row would leave it open which of them holds.
      'UNIQUE KEY medical_history_one_correction (standing_corrects_id)',
      'CONSTRAINT medical_history_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT medical_history_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE RESTRICT',
      'CONSTRAINT medical_history_corrects_fk FOREIGN KEY (corrects_id) REFERENCES medical_history (id) ON DELETE RESTRICT',
      check('what', "TRIM(what) <> ''"),
      check(
        'family',
        "(kind = 'family') = (relation IS NOT NULL) AND (kind = 'family' OR onset_age IS NULL)",
      ),
      check(
        'lifestyle',
        "(kind = 'lifestyle') = (habit IS NOT NULL) AND (kind = 'lifestyle' OR ended IS NULL)",
      ),
      check('surgery', "(kind = 'surgery' OR place IS NULL) AND (kind <> 'family' OR began IS NULL)"),
      check('onset_age', 'onset_age BETWEEN 0 AND 120'),
      check(
        'precision',
        '(began IS NULL) = (began_precision IS NULL) AND (ended IS NULL) = (ended_precision IS NULL)',
      ),
      check('since_1900', "began >= '1900-01-01' AND ended >= '1900-01-01'"),
      check('order', 'YEAR(ended) >= YEAR(began)'),
      check(
        'withdrawn',
        '(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)',
      ),
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'medical_history'),
    createTrigger(
      'medical_history',
      'before',
      'insert',
      // East of Greenwich the day has begun before it has in UTC.
      'IF NEW.began > UTC_DATE() + INTERVAL 1 DAY OR NEW.ended > UTC_DATE() + INTERVAL 1 DAY THEN',
      `  ${refuse('a medical history does not lie in the future')}`,
      'END IF;',
      'IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM medical_history',
      '    WHERE id = NEW.corrects_id AND patient_id = NEW.patient_id AND kind = NEW.kind) THEN',
      `  ${refuse('a correction is of the same patient and kind')}`,
      'END IF;',
    ),
    createTrigger(
      'medical_history',
      'before',
      'update',
      `IF NOT (${unchanged}) THEN`,
      `  ${stays}`,
      'END IF;',
      bumpVersion,
    ),
    createTrigger('medical_history', 'before', 'delete', stays),
    createTrigger('medical_history', 'after', 'insert', ...auditOutsider('insert', 'history', audited)),
    createTrigger('medical_history', 'after', 'update', ...auditOutsider('update', 'history', audited)),
  ],
  down: [revokeDefiner('medical_history'), dropTable('medical_history')],
};
