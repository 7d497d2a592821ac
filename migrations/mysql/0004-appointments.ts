import {
  createTable,
  dropTable,
  grantDefiner,
  revokeDefiner,
  seedCreatedAt,
  seedUpdatedAt,
  versionColumn,
  type MysqlMigration,
  type Step,
} from './steps';

/** Twelve hours of five minutes: the longest appointment. */
const longestSteps = 144;

/** The numbers 0..143 that a slot trigger unfolds an appointment with. */
const fillGridSteps: Step = {
  sql: `INSERT IGNORE INTO grid_steps (n) VALUES ${Array.from({ length: longestSteps }, (_, n) => `(${n})`).join(',')}`,
};

/** Appointments and the five-minute slots they hold; what keeps the two together is the next migration. */
export const appointments: MysqlMigration = {
  name: '0004-appointments',
  up: [
    createTable('grid_steps', 'n SMALLINT NOT NULL', 'PRIMARY KEY (n)'),
    fillGridSteps,
    createTable(
      'appointments',
      'id INT NOT NULL AUTO_INCREMENT',
      'patient_id INT NOT NULL',
      'doctor_id INT NOT NULL',
      'start_time DATETIME NOT NULL',
      'end_time DATETIME NOT NULL',
      "status ENUM('scheduled','checked_in','completed','cancelled') NOT NULL DEFAULT 'scheduled'",
      "type ENUM('in_person','telemedicine') NULL",
      'reason VARCHAR(500) NULL',
      seedCreatedAt,
      seedUpdatedAt,
      "kind ENUM('slot','token') NOT NULL DEFAULT 'slot'",
      'session_id INT NULL',
      'token_no INT NULL',
      'to_move_at DATETIME NULL',
      'desk_notes VARCHAR(1000) NULL',
      "closed_as ENUM('cancelled','no_show','left') NULL",
      'close_reason VARCHAR(300) NULL',
      'arrived_at DATETIME NULL',
      'arrived_by VARCHAR(60) NULL',
      'in_room_at DATETIME NULL',
      'in_room_by VARCHAR(60) NULL',
      'completed_at DATETIME NULL',
      'completed_by VARCHAR(60) NULL',
      'closed_at DATETIME NULL',
      'closed_by VARCHAR(60) NULL',
      'withdrawn_at DATETIME NULL',
      'created_by VARCHAR(60) NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY appointments_doctor_start (doctor_id, start_time)',
      'KEY appointments_patient_start (patient_id, start_time)',
      // A day or a week of all doctors reads one range, however many years lie before it.
      'KEY appointments_start (start_time, doctor_id)',
      'KEY appointments_to_move (to_move_at)',
      'UNIQUE KEY appointments_token (session_id, token_no)',
      'CONSTRAINT appointments_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT appointments_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT appointments_session_fk FOREIGN KEY (session_id) REFERENCES doctor_sessions (id) ON DELETE RESTRICT',
      'CONSTRAINT appointments_order CHECK (start_time < end_time)',
      'CONSTRAINT appointments_grid CHECK (MINUTE(start_time) % 5 = 0 AND SECOND(start_time) = 0 AND MINUTE(end_time) % 5 = 0 AND SECOND(end_time) = 0)',
      'CONSTRAINT appointments_length CHECK (TIMESTAMPDIFF(MINUTE, start_time, end_time) <= 720)',
      "CONSTRAINT appointments_token_whole CHECK ((kind = 'token') = (session_id IS NOT NULL AND token_no IS NOT NULL))",
      "CONSTRAINT appointments_closed CHECK ((status = 'cancelled') = (closed_as IS NOT NULL))",
      "CONSTRAINT appointments_withdrawn CHECK (withdrawn_at IS NULL OR status = 'cancelled')",
    ),
    createTable(
      'appointment_slots',
      'doctor_id INT NOT NULL',
      'slot_start DATETIME NOT NULL',
      'appointment_id INT NOT NULL',
      'PRIMARY KEY (doctor_id, slot_start)',
      'KEY appointment_slots_appointment (appointment_id)',
      // Cascades fire no triggers, so the slots follow both of their parents by themselves.
      'CONSTRAINT appointment_slots_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE CASCADE ON UPDATE CASCADE',
      'CONSTRAINT appointment_slots_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE RESTRICT ON UPDATE CASCADE',
    ),
    grantDefiner('SELECT', 'grid_steps'),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'appointments'),
    grantDefiner('SELECT, INSERT, DELETE', 'appointment_slots'),
  ],
  down: [
    revokeDefiner('appointment_slots'),
    revokeDefiner('appointments'),
    revokeDefiner('grid_steps'),
    dropTable('appointment_slots'),
    dropTable('appointments'),
    dropTable('grid_steps'),
  ],
};
