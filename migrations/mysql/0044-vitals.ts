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

const measures = [
  'systolic',
  'diastolic',
  'pulse',
  'temperature_c',
  'spo2',
  'respiration',
  'glucose_mg_dl',
  'weight_kg',
  'height_cm',
];
const kept = [
  'id',
  'patient_id',
  'appointment_id',
  'taken_at',
  ...measures,
  'entered_by',
  'created_at',
  'corrects_id',
];
const keptText = kept.map((column) => `NEW.${column} <=> OLD.${column}`).join(' AND ');
const stays = refuse('vitals stay as they were entered');
const audited = [...kept, 'note', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'];

const within = (column: string, from: number, to: number) =>
  `CONSTRAINT vitals_${column} CHECK (${column} BETWEEN ${String(from)} AND ${String(to)})`;

/**
 * What was measured of a patient. A row is never overwritten: a correction is a row that names the one it stands in
 * place of, and what was entered wrongly is withdrawn with a reason, beside which it stays.
 */
export const vitals: MysqlMigration = {
  name: '0044-vitals',
  up: [
    createTable(
      'vitals',
      'id INT NOT NULL AUTO_INCREMENT',
      'patient_id INT NOT NULL',
      'appointment_id INT NULL',
      'taken_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP',
      'systolic SMALLINT NULL',
      'diastolic SMALLINT NULL',
      'pulse SMALLINT NULL',
      'temperature_c DECIMAL(3,1) NULL',
      'spo2 SMALLINT NULL',
      'respiration SMALLINT NULL',
      'glucose_mg_dl SMALLINT NULL',
      'weight_kg DECIMAL(5,2) NULL',
      'height_cm DECIMAL(4,1) NULL',
      'note VARCHAR(300) NULL',
      'entered_by VARCHAR(60) NOT NULL',
      seedCreatedAt,
      'corrects_id INT NULL',
      'withdrawn_at DATETIME NULL',
      'withdrawn_by VARCHAR(60) NULL',
      'withdrawn_reason VARCHAR(300) NULL',
      'standing_corrects_id INT GENERATED ALWAYS AS (IF(withdrawn_at IS NULL, corrects_id, NULL)) VIRTUAL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY vitals_patient (patient_id, taken_at, id)',
      'KEY vitals_appointment (appointment_id)',
      'KEY vitals_corrects (corrects_id)',
      // Two corrections of one row would leave it open which of them holds.
      'UNIQUE KEY vitals_one_correction (standing_corrects_id)',
      'CONSTRAINT vitals_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT vitals_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE RESTRICT',
      'CONSTRAINT vitals_corrects_fk FOREIGN KEY (corrects_id) REFERENCES vitals (id) ON DELETE RESTRICT',
      within('systolic', 40, 300),
      within('diastolic', 20, 200),
      within('pulse', 20, 300),
      within('temperature_c', 25, 45),
      within('spo2', 30, 100),
      within('respiration', 4, 120),
      within('glucose_mg_dl', 10, 1500),
      within('weight_kg', 0.2, 500),
      within('height_cm', 20, 260),
      'CONSTRAINT vitals_pressure CHECK ((systolic IS NULL) = (diastolic IS NULL) AND (systolic IS NULL OR diastolic < systolic))',
      `CONSTRAINT vitals_something CHECK (COALESCE(${measures.join(', ')}) IS NOT NULL)`,
      'CONSTRAINT vitals_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'vitals'),
    createTrigger(
      'vitals',
      'before',
      'insert',
      'IF NEW.corrects_id IS NOT NULL AND NOT EXISTS',
      '  (SELECT 1 FROM vitals WHERE id = NEW.corrects_id AND patient_id = NEW.patient_id) THEN',
      `  ${refuse('a correction is of the same patient')}`,
      'END IF;',
    ),
    createTrigger(
      'vitals',
      'before',
      'update',
      `IF NOT (${keptText} AND BINARY NEW.note <=> BINARY OLD.note) THEN`,
      `  ${stays}`,
      'END IF;',
      bumpVersion,
    ),
    createTrigger('vitals', 'before', 'delete', stays),
    createTrigger('vitals', 'after', 'insert', ...auditOutsider('insert', 'vitals', audited)),
    createTrigger('vitals', 'after', 'update', ...auditOutsider('update', 'vitals', audited)),
  ],
  down: [revokeDefiner('vitals'), dropTable('vitals')],
};
