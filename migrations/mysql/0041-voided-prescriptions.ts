import {
  addColumns,
  bumpVersion,
  createTrigger,
  dropColumns,
  dropTrigger,
  refuse,
  type MysqlMigration,
} from './steps';

const signedStays = refuse('a signed prescription stays as it is');
const kept = [
  'id',
  'appointment_id',
  'doctor_id',
  'patient_id',
  'amends_id',
  'rich',
  'signed_at',
  'signed_by',
];
const keptText = kept.map((column) => `NEW.${column} <=> OLD.${column}`).join(' AND ');
const voided = ['voided_at', 'voided_by', 'void_reason'];

const changeOfSigned = (...more: readonly string[]) =>
  createTrigger(
    'prescriptions',
    'before',
    'update',
    `IF OLD.signed_at IS NOT NULL AND NOT (${keptText} AND BINARY NEW.notes <=> BINARY OLD.notes) THEN`,
    `  ${signedStays}`,
    'END IF;',
    ...more,
    bumpVersion,
  );

/** A signed prescription may be said not to hold, once and with a reason; a medicine has a brand beside its name. */
export const voidedPrescriptions: MysqlMigration = {
  name: '0041-voided-prescriptions',
  up: [
    addColumns(
      'prescriptions',
      'voided_at DATETIME NULL',
      'voided_by VARCHAR(60) NULL',
      'void_reason VARCHAR(300) NULL',
      'updated_by VARCHAR(60) NULL',
    ),
    addColumns('prescription_items', 'brand VARCHAR(255) NULL'),
    dropTrigger('prescriptions', 'before', 'update'),
    changeOfSigned(
      `IF OLD.voided_at IS NOT NULL AND NOT (${voided.map((column) => `NEW.${column} <=> OLD.${column}`).join(' AND ')}) THEN`,
      `  ${refuse('a voided prescription stays as it is')}`,
      'END IF;',
      'IF NEW.voided_at IS NOT NULL AND (OLD.signed_at IS NULL OR NEW.void_reason IS NULL OR NEW.voided_by IS NULL) THEN',
      `  ${refuse('only a signed prescription is voided, by somebody and with a reason')}`,
      'END IF;',
    ),
  ],
  down: [
    dropTrigger('prescriptions', 'before', 'update'),
    changeOfSigned(),
    dropColumns('prescription_items', 'brand'),
    dropColumns('prescriptions', ...voided, 'updated_by'),
  ],
};
