import { TABLE_SUBJECTS, type TableSubject } from '#shared/domain/export-subjects';
import { clinic, json, plain, realEmail, utc } from './columns';
import type { TableExport } from './table-export';
import { ROOM_TABLES } from './tables-of-the-room';

const id = ['id'];
const accountSecrets = {
  password_hash: 'secret',
  code_expires_at: 'secret',
  account_epoch: 'of_sessions',
} as const;

/** What each file holds, column by column: a new column is a decision, not an accident (a test compares them). */
export const TABLES: Readonly<Record<TableSubject, TableExport>> = {
  patients: {
    table: 'patients',
    key: id,
    columns: [
      ...plain('id clinic_no old_file_no first_name last_name phone contact_email'),
      ...realEmail,
      ...plain(
        'date_of_birth birth_precision gender address guardian desk_notes language merged_into_id is_deleted archive_job_id',
      ),
      ...utc('deleted_at archived_at created_at updated_at'),
      ...plain('version'),
    ],
    left: { password_hash: 'secret' },
  },
  patient_numbers: { table: 'patient_identifiers', key: id, columns: plain('id patient_id kind value') },
  allergies: {
    table: 'patient_allergies',
    key: id,
    columns: [
      ...plain('id patient_id substance reaction severity noted_by'),
      ...utc('created_at removed_at'),
      ...plain('removed_by removed_reason version'),
    ],
  },
  ...ROOM_TABLES,
  conditions: {
    table: 'patient_conditions',
    key: id,
    columns: [
      ...plain('id patient_id name notes since since_precision state noted_by'),
      ...utc('created_at removed_at'),
      ...plain('removed_by removed_reason version'),
    ],
  },
  vitals: {
    table: 'vitals',
    key: id,
    columns: [
      ...plain('id patient_id appointment_id'),
      ...utc('taken_at'),
      ...plain(
        'systolic diastolic pulse temperature_c spo2 respiration glucose_mg_dl weight_kg height_cm note entered_by',
      ),
      ...utc('created_at'),
      ...plain('corrects_id'),
      ...utc('withdrawn_at'),
      ...plain('withdrawn_by withdrawn_reason version'),
    ],
    left: { standing_corrects_id: 'says_the_same' },
  },
  doctors: {
    table: 'doctors',
    key: id,
    columns: [
      ...plain(
        'id admin_id title first_name last_name email specialization contact_number bio degree registration_no colour default_minutes sees_by grid_minutes sort_order must_change_password is_deleted',
      ),
      ...utc('deleted_at last_sign_in_at created_at updated_at'),
      ...plain('version'),
    ],
    left: accountSecrets,
  },
  doctor_fees: {
    table: 'doctor_fees',
    key: ['doctor_id', 'visit_type'],
    columns: plain('doctor_id visit_type amount currency'),
  },
  working_hours: {
    table: 'doctor_availability',
    key: id,
    columns: [
      ...plain('id doctor_id date'),
      ...clinic('start_time end_time'),
      ...plain('is_available recurrence_rule label'),
      ...utc('created_at updated_at'),
      ...plain('version'),
    ],
  },
  working_hours_left_out: {
    table: 'availability_exceptions',
    key: ['availability_id', 'date'],
    columns: plain('availability_id date'),
  },
  holidays: {
    table: 'clinic_holidays',
    key: id,
    columns: [...plain('id date name'), ...utc('created_at'), ...plain('version')],
  },
  token_sessions: {
    table: 'doctor_sessions',
    key: id,
    columns: [...plain('id doctor_id date'), ...clinic('starts ends'), ...plain('last_token version')],
  },
  appointments: {
    table: 'appointments',
    key: id,
    columns: [
      ...plain('id patient_id doctor_id'),
      ...clinic('start_time end_time'),
      ...plain(
        'status type kind session_id token_no series_id reason desk_notes closed_as close_reason queue_mark',
      ),
      ...utc(
        'to_move_at arrived_at in_room_at completed_at closed_at withdrawn_at called_at stepped_out_at skipped_at back_at',
      ),
      ...plain('arrived_by in_room_by completed_by closed_by called_by stepped_out_by skipped_by back_by'),
      ...utc('created_at updated_at'),
      ...plain('created_by updated_by version'),
    ],
  },
  appointment_series: {
    table: 'appointment_series',
    key: id,
    columns: [
      ...plain('id patient_id recurrence_rule'),
      ...utc('created_at updated_at'),
      ...plain('created_by updated_by version'),
    ],
  },
  delays: {
    table: 'doctor_delays',
    key: id,
    columns: [
      ...plain('id doctor_id date'),
      ...clinic('from_time'),
      ...plain('minutes gaps'),
      ...utc('taken_back_at created_at'),
      ...plain('created_by updated_by version'),
    ],
  },
  delayed_visits: {
    table: 'delayed_visits',
    key: ['delay_id', 'appointment_id'],
    columns: [
      ...plain('delay_id appointment_id'),
      ...clinic('start_before end_before start_after end_after'),
    ],
  },
  waiting_list: {
    table: 'waiting_list',
    key: id,
    columns: [
      ...plain(
        'id patient_id doctor_id specialization from_date to_date parts minutes urgency note has_appointment_id state booked_appointment_id',
      ),
      ...utc('created_at updated_at'),
      ...plain('created_by updated_by version'),
    ],
  },
  messages_told: {
    table: 'visit_messages',
    key: id,
    columns: [
      ...plain('id appointment_id kind way language'),
      ...clinic('start_told'),
      ...utc('told_at withdrawn_at'),
      ...plain('told_by version'),
    ],
  },
  prescriptions: {
    table: 'prescriptions',
    key: id,
    columns: [
      ...plain('id appointment_id doctor_id patient_id notes'),
      ...json('rich'),
      ...plain('amends_id signed_by voided_by void_reason created_by updated_by'),
      ...utc('signed_at voided_at created_at updated_at'),
      ...plain('version'),
    ],
    left: { review_on: 'says_the_same' },
  },
  prescription_items: {
    table: 'prescription_items',
    key: id,
    columns: plain(
      'id prescription_id position medicine_name brand dosage frequency duration_days instructions',
    ),
  },
  review_calls: {
    table: 'review_calls',
    key: id,
    columns: [
      ...plain('id prescription_id outcome'),
      ...utc('called_at withdrawn_at'),
      ...plain('called_by version'),
    ],
  },
  payments: {
    table: 'payments',
    key: id,
    columns: [
      ...plain('id appointment_id patient_id amount currency status method transaction_ref created_by'),
      ...utc('created_at updated_at'),
      ...plain('version'),
    ],
  },
  people: {
    table: 'admin',
    key: id,
    columns: [
      ...plain('id username email role display_name is_disabled must_change_password'),
      ...utc('last_sign_in_at created_at updated_at'),
      ...plain('version'),
    ],
    left: accountSecrets,
  },
  people_grants: {
    table: 'staff_grants',
    key: ['admin_id', 'permission'],
    columns: plain('admin_id permission'),
  },
  settings: {
    table: 'settings',
    key: ['key'],
    columns: [...plain('key'), ...json('value'), ...plain('version updated_by'), ...utc('updated_at')],
    // Whoever has it makes links into the clinic's rooms.
    only: "`key` <> 'videoSecret'",
  },
  desks: { table: 'desks', key: id, columns: [...plain('id name version'), ...utc('last_seen')] },
  audit: {
    table: 'audit_log',
    key: id,
    columns: [
      ...plain('id'),
      ...utc('at'),
      ...plain('actor desk_id action entity entity_id patient_id outcome reason'),
      ...json('before_json after_json'),
    ],
  },
};

/** The files of one export; the audit is asked for by itself. */
export function subjectsOf(withAudit: boolean): readonly TableSubject[] {
  return TABLE_SUBJECTS.filter((subject) => withAudit || subject !== 'audit');
}

/** Every other table, and why it is in no export. */
export const LEFT_TABLES: Readonly<Record<string, string>> = {
  appointment_slots: 'reckoned from the appointments by the database',
  grid_steps: 'numbers that the database counts with',
  clinic_numbers: 'the counter of clinic numbers, which stand with the patients',
  patient_tokens: 'the search, reckoned from the patients',
  sign_in_names: 'the sign-in names, which stand with people and doctors',
  sign_in_failures: 'wrong passwords of the last hours',
  client_requests: 'answers kept for a repeated click, for a week',
  outbox: 'what is still on its way to MongoDB',
  feed: 'what changed in the last two days, for the other desks',
  jobs: 'how far long work is',
  job_rows: 'rows of files that were looked at, for a week',
  import_chunks: 'files that were brought in, for a week',
  imports: 'how rows came here; the audit says who brought in what',
  import_made: 'how rows came here; the audit says who brought in what',
  hours_changes: 'what is needed to take a change of hours back',
  freed_times: 'times given up in the last days',
  presence: 'who is at which row this minute',
  drafts: 'what people have not saved yet, sealed',
  doctor_pages: 'which sections a doctor prints',
  preferences: 'how the screens look to each person',
  desk_settings:
    'the printers of single desks, the folders in which they keep calendars and those of their scanners',
  failed_papers: 'sheets that wait to be printed again',
  schema_migrations: 'the state of the schema',
  schema_grants: 'the rights of database accounts',
};
