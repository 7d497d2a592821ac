import { auditOutsider, notBulk } from './outside';
import { bumpVersion, createTrigger, dropTrigger, type MysqlMigration } from './steps';

/** A cancelled, parked (to be moved) or token visit holds no slot. */
function holds(row: 'OLD' | 'NEW'): string {
  return `(${row}.status <> 'cancelled' AND ${row}.to_move_at IS NULL AND ${row}.kind = 'slot')`;
}

const takeSlots = [
  'INSERT INTO appointment_slots (doctor_id, slot_start, appointment_id)',
  'SELECT NEW.doctor_id, NEW.start_time + INTERVAL (n * 5) MINUTE, NEW.id',
  'FROM grid_steps WHERE n < TIMESTAMPDIFF(MINUTE, NEW.start_time, NEW.end_time) DIV 5;',
];

function tell(row: 'OLD' | 'NEW', kind: string): readonly string[] {
  return [
    'INSERT INTO feed (area, entity_id, doctor_id, date_from, date_to, kind)',
    `VALUES ('appointments', ${row}.id, ${row}.doctor_id, DATE(${row}.start_time), DATE(${row}.end_time), '${kind}');`,
  ];
}

const audited = [
  'patient_id',
  'doctor_id',
  'start_time',
  'end_time',
  'status',
  'kind',
  'token_no',
  'to_move_at',
  'closed_as',
  'withdrawn_at',
];

/** The database itself refuses an overlap, whoever writes, and tells the desks what changed. */
export const appointmentTriggers: MysqlMigration = {
  name: '0005-appointment-triggers',
  up: [
    createTrigger('appointments', 'before', 'update', bumpVersion),
    createTrigger(
      'appointments',
      'after',
      'insert',
      `IF ${holds('NEW')} THEN`,
      ...takeSlots,
      'END IF;',
      `IF ${notBulk} THEN`,
      ...tell('NEW', 'insert'),
      'END IF;',
      ...auditOutsider('insert', 'appointment', audited),
    ),
    createTrigger(
      'appointments',
      'after',
      'update',
      `IF ${holds('OLD')} <> ${holds('NEW')} OR OLD.id <> NEW.id OR OLD.doctor_id <> NEW.doctor_id`,
      '  OR OLD.start_time <> NEW.start_time OR OLD.end_time <> NEW.end_time THEN',
      'DELETE FROM appointment_slots WHERE appointment_id IN (OLD.id, NEW.id);',
      `IF ${holds('NEW')} THEN`,
      ...takeSlots,
      'END IF;',
      'END IF;',
      `IF ${notBulk} THEN`,
      ...tell('NEW', 'update'),
      // Somebody looks at the day it left, too.
      'IF OLD.doctor_id <> NEW.doctor_id OR DATE(OLD.start_time) <> DATE(NEW.start_time) OR DATE(OLD.end_time) <> DATE(NEW.end_time) THEN',
      ...tell('OLD', 'update'),
      'END IF;',
      'END IF;',
      ...auditOutsider('update', 'appointment', audited),
    ),
    createTrigger(
      'appointments',
      'after',
      'delete',
      `IF ${notBulk} THEN`,
      ...tell('OLD', 'delete'),
      'END IF;',
      ...auditOutsider('delete', 'appointment', audited),
    ),
  ],
  down: [
    dropTrigger('appointments', 'after', 'delete'),
    dropTrigger('appointments', 'after', 'update'),
    dropTrigger('appointments', 'after', 'insert'),
    dropTrigger('appointments', 'before', 'update'),
  ],
};
