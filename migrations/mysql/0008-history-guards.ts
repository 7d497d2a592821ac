import { createTrigger, dropTrigger, refuse, type MysqlMigration } from './steps';

const settled = "status IN ('completed', 'refunded')";

/** Whoever has a history is not deleted, because the seed's cascades would take the history along, unseen. */
export const historyGuards: MysqlMigration = {
  name: '0008-history-guards',
  up: [
    createTrigger(
      'appointments',
      'before',
      'delete',
      "IF OLD.status <> 'scheduled' OR OLD.arrived_at IS NOT NULL",
      '  OR EXISTS (SELECT 1 FROM prescriptions WHERE appointment_id = OLD.id AND signed_at IS NOT NULL)',
      `  OR EXISTS (SELECT 1 FROM payments WHERE appointment_id = OLD.id AND ${settled}) THEN`,
      `  ${refuse('the appointment has a history')}`,
      'END IF;',
    ),
    createTrigger(
      'doctors',
      'before',
      'delete',
      'IF EXISTS (SELECT 1 FROM appointments WHERE doctor_id = OLD.id)',
      '  OR EXISTS (SELECT 1 FROM doctor_sessions WHERE doctor_id = OLD.id)',
      '  OR EXISTS (SELECT 1 FROM prescriptions WHERE doctor_id = OLD.id AND signed_at IS NOT NULL) THEN',
      `  ${refuse('the doctor has a history')}`,
      'END IF;',
    ),
    createTrigger(
      'patients',
      'before',
      'delete',
      'IF EXISTS (SELECT 1 FROM appointments WHERE patient_id = OLD.id)',
      '  OR EXISTS (SELECT 1 FROM patients WHERE merged_into_id = OLD.id)',
      '  OR EXISTS (SELECT 1 FROM patient_allergies WHERE patient_id = OLD.id)',
      '  OR EXISTS (SELECT 1 FROM patient_conditions WHERE patient_id = OLD.id)',
      '  OR EXISTS (SELECT 1 FROM prescriptions WHERE patient_id = OLD.id AND signed_at IS NOT NULL)',
      `  OR EXISTS (SELECT 1 FROM payments WHERE patient_id = OLD.id AND ${settled}) THEN`,
      `  ${refuse('the patient has a history')}`,
      'END IF;',
    ),
  ],
  down: [
    dropTrigger('patients', 'before', 'delete'),
    dropTrigger('doctors', 'before', 'delete'),
    dropTrigger('appointments', 'before', 'delete'),
  ],
};
