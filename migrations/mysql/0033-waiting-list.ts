import { notBulk } from './outside';
import {
  bumpVersion,
  createTable,
  createTrigger,
  definer,
  dropTable,
  grantDefiner,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
  type Step,
} from './steps';

const held = "OLD.status <> 'cancelled' AND OLD.to_move_at IS NULL AND OLD.kind = 'slot'";
const holds = "NEW.status <> 'cancelled' AND NEW.to_move_at IS NULL AND NEW.kind = 'slot'";

/** A second trigger beside the one that keeps the slots: whoever gives a time up, a desk or another program. */
const noteFreed: Step = {
  sql: `CREATE DEFINER=${definer} TRIGGER IF NOT EXISTS appointments_after_update_freed
AFTER UPDATE ON appointments FOR EACH ROW FOLLOWS appointments_after_update
BEGIN
  IF (${held}) AND (NOT (${holds}) OR OLD.doctor_id <> NEW.doctor_id
    OR OLD.start_time <> NEW.start_time OR OLD.end_time <> NEW.end_time)
    AND ${notBulk} AND EXISTS (SELECT 1 FROM waiting_list WHERE state = 'open') THEN
    INSERT INTO freed_times (doctor_id, start_time, end_time, patient_id)
    VALUES (OLD.doctor_id, OLD.start_time, OLD.end_time, OLD.patient_id);
  END IF;
END`,
};

/** Patients who want an earlier time, and the times that were given up while somebody was waiting. */
export const waitingList: MysqlMigration = {
  name: '0033-waiting-list',
  up: [
    createTable(
      'waiting_list',
      'id INT NOT NULL AUTO_INCREMENT',
      'patient_id INT NOT NULL',
      // Neither: any doctor will do.
      'doctor_id INT NULL',
      'specialization VARCHAR(100) NULL',
      'from_date DATE NOT NULL',
      'to_date DATE NULL',
      // Empty: any time of day.
      "parts SET('morning','afternoon','evening') NOT NULL DEFAULT ''",
      'minutes SMALLINT NOT NULL',
      "urgency ENUM('urgent','soon','routine') NOT NULL",
      'note VARCHAR(300) NULL',
      // The later visit that they hold meanwhile.
      'has_appointment_id INT NULL',
      "state ENUM('open','booked','withdrawn') NOT NULL DEFAULT 'open'",
      'booked_appointment_id INT NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'created_by VARCHAR(60) NOT NULL',
      'updated_at DATETIME NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY waiting_list_open (state, urgency, created_at)',
      'KEY waiting_list_patient (patient_id)',
      'KEY waiting_list_doctor (doctor_id)',
      'KEY waiting_list_has (has_appointment_id)',
      'KEY waiting_list_booked (booked_appointment_id)',
      'CONSTRAINT waiting_list_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT waiting_list_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT waiting_list_has_fk FOREIGN KEY (has_appointment_id) REFERENCES appointments (id) ON DELETE SET NULL ON UPDATE CASCADE',
      'CONSTRAINT waiting_list_booked_fk FOREIGN KEY (booked_appointment_id) REFERENCES appointments (id) ON DELETE SET NULL ON UPDATE CASCADE',
      'CONSTRAINT waiting_list_minutes CHECK (minutes BETWEEN 5 AND 720 AND minutes % 5 = 0)',
      'CONSTRAINT waiting_list_dates CHECK (to_date IS NULL OR from_date <= to_date)',
    ),
    createTable(
      'freed_times',
      'id INT NOT NULL AUTO_INCREMENT',
      'doctor_id INT NOT NULL',
      'start_time DATETIME NOT NULL',
      'end_time DATETIME NOT NULL',
      // Whose time it was: nobody is offered what they have just given up.
      'patient_id INT NOT NULL',
      'freed_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'PRIMARY KEY (id)',
      'KEY freed_times_at (freed_at)',
    ),
    grantDefiner('SELECT, UPDATE (version, updated_at), TRIGGER', 'waiting_list'),
    grantDefiner('INSERT', 'freed_times'),
    createTrigger('waiting_list', 'before', 'update', 'SET NEW.updated_at = UTC_TIMESTAMP();', bumpVersion),
    noteFreed,
  ],
  down: [
    { sql: 'DROP TRIGGER IF EXISTS appointments_after_update_freed' },
    revokeDefiner('freed_times'),
    revokeDefiner('waiting_list'),
    dropTable('freed_times'),
    dropTable('waiting_list'),
  ],
};
