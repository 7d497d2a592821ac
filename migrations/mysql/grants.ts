/**
 * What a desk's account may do, as one list. Whoever holds the desk's password can talk SQL, so what is not
 * here cannot be done: no DDL, no DELETE of anything with a history, no UPDATE of ids, audit, ledger or
 * versions, and nothing but SELECT on slots. The same statements run again harmlessly.
 */
interface DeskRight {
  readonly table: string;
  readonly insert?: true;
  readonly delete?: true;
  /** The columns that may change. */
  readonly update?: readonly string[];
}

const account = ['email', 'password_hash', 'must_change_password', 'code_expires_at', 'last_sign_in_at'];
const removal = ['removed_at', 'removed_by', 'removed_reason'];
const withdrawal = ['withdrawn_at', 'withdrawn_by', 'withdrawn_reason'];
const softDelete = ['is_deleted', 'deleted_at'];

/** Every table of the clinic; reading is allowed on all of them. */
export const deskRights: readonly DeskRight[] = [
  { table: 'schema_migrations' },
  {
    table: 'admin',
    insert: true,
    update: [...account, 'username', 'role', 'display_name', 'is_disabled'],
  },
  { table: 'staff_grants', insert: true, delete: true },
  { table: 'doctor_fees', insert: true, delete: true },
  { table: 'doctor_pages', insert: true, update: ['hidden', 'on_paper', 'updated_by'] },
  {
    table: 'doctors',
    insert: true,
    update: [
      ...account,
      ...softDelete,
      'first_name',
      'last_name',
      'specialization',
      'contact_number',
      'bio',
      'admin_id',
      'title',
      'colour',
      'default_minutes',
      'sees_by',
      'grid_minutes',
      'sort_order',
      'degree',
      'registration_no',
    ],
  },
  {
    table: 'patients',
    insert: true,
    update: [
      ...softDelete,
      'first_name',
      'last_name',
      'email',
      'password_hash',
      'phone',
      'date_of_birth',
      'gender',
      'contact_email',
      'address',
      'clinic_no',
      'old_file_no',
      'birth_precision',
      'guardian',
      'desk_notes',
      'language',
      'merged_into_id',
      'archived_at',
      'archive_job_id',
    ],
  },
  { table: 'patient_identifiers', insert: true, delete: true, update: ['kind', 'value'] },
  { table: 'patient_tokens', insert: true, delete: true },
  { table: 'sign_in_names', insert: true, delete: true, update: ['name'] },
  {
    table: 'sign_in_failures',
    insert: true,
    delete: true,
    update: ['failures', 'locked_until', 'last_failed_at'],
  },
  {
    table: 'doctor_availability',
    insert: true,
    delete: true,
    update: ['date', 'start_time', 'end_time', 'is_available', 'recurrence_rule', 'label'],
  },
  { table: 'availability_exceptions', insert: true, delete: true },
  { table: 'clinic_holidays', insert: true, delete: true, update: ['date', 'name'] },
  { table: 'hours_changes', insert: true, update: ['what', 'taken_back_at', 'updated_by'] },
  { table: 'doctor_sessions', insert: true, update: ['starts', 'ends', 'last_token'] },
  {
    table: 'appointments',
    insert: true,
    update: [
      'doctor_id',
      'start_time',
      'end_time',
      'status',
      'type',
      'reason',
      'kind',
      'session_id',
      'token_no',
      'to_move_at',
      'desk_notes',
      'closed_as',
      'close_reason',
      'arrived_at',
      'arrived_by',
      'in_room_at',
      'in_room_by',
      'completed_at',
      'completed_by',
      'closed_at',
      'closed_by',
      'withdrawn_at',
      'queue_mark',
      'called_at',
      'called_by',
      'stepped_out_at',
      'stepped_out_by',
      'skipped_at',
      'skipped_by',
      'back_at',
      'back_by',
      'updated_by',
    ],
  },
  { table: 'doctor_delays', insert: true, update: ['taken_back_at', 'updated_by'] },
  { table: 'delayed_visits', insert: true },
  {
    table: 'waiting_list',
    insert: true,
    update: [
      'doctor_id',
      'specialization',
      'from_date',
      'to_date',
      'parts',
      'minutes',
      'urgency',
      'note',
      'has_appointment_id',
      'state',
      'booked_appointment_id',
      'updated_by',
    ],
  },
  { table: 'freed_times', delete: true },
  { table: 'appointment_series', insert: true, update: ['updated_by'] },
  { table: 'visit_messages', insert: true, update: ['withdrawn_at'] },
  { table: 'appointment_slots' },
  { table: 'grid_steps' },
  { table: 'audit_log', insert: true },
  { table: 'feed', insert: true, delete: true },
  {
    table: 'prescriptions',
    insert: true,
    update: [
      'notes',
      'rich',
      'signed_at',
      'signed_by',
      'voided_at',
      'voided_by',
      'void_reason',
      'updated_by',
    ],
  },
  {
    table: 'prescription_items',
    insert: true,
    delete: true,
    update: ['medicine_name', 'brand', 'dosage', 'frequency', 'duration_days', 'position', 'instructions'],
  },
  { table: 'visit_notes', insert: true, update: ['body', 'updated_by', 'signed_at', 'signed_by'] },
  { table: 'visit_note_addenda', insert: true },
  { table: 'medical_papers', insert: true, update: ['voided_at', 'voided_by', 'void_reason'] },
  { table: 'chart_openings', insert: true },
  { table: 'medicines', insert: true, update: ['withdrawn_at', 'updated_by'] },
  { table: 'page_templates', insert: true, update: ['name', 'page', 'removed_at', 'updated_by'] },
  { table: 'note_templates', insert: true, update: ['name', 'body', 'removed_at', 'updated_by'] },
  { table: 'patient_allergies', insert: true, update: [...removal, 'substance', 'reaction', 'severity'] },
  {
    table: 'patient_conditions',
    insert: true,
    update: [...removal, 'name', 'notes', 'since', 'since_precision', 'state'],
  },
  { table: 'vitals', insert: true, update: withdrawal },
  { table: 'medical_history', insert: true, update: withdrawal },
  { table: 'review_calls', insert: true, update: ['withdrawn_at'] },
  { table: 'payments', insert: true, update: ['status', 'method', 'transaction_ref'] },
  { table: 'client_requests', insert: true, delete: true, update: ['answer'] },
  {
    table: 'outbox',
    insert: true,
    delete: true,
    update: ['claimed_by', 'claimed_until', 'attempts', 'last_error', 'done_at'],
  },
  {
    table: 'jobs',
    insert: true,
    delete: true,
    update: [
      'state',
      'progress_done',
      'progress_total',
      'result',
      'error',
      'owner',
      'lease_until',
      'cancel_requested',
      'finished_at',
    ],
  },
  { table: 'job_rows', insert: true, delete: true, update: ['payload', 'error'] },
  {
    table: 'imports',
    insert: true,
    update: ['sha256', 'state', 'reading', 'counts', 'trouble', 'rows_job_id', 'job_id', 'finished_at'],
  },
  { table: 'import_chunks', insert: true, delete: true, update: ['body'] },
  { table: 'import_made', insert: true },
  { table: 'desks', insert: true, update: ['name', 'version', 'last_seen'] },
  { table: 'desk_settings', insert: true, delete: true, update: ['value'] },
  { table: 'settings', insert: true, update: ['value', 'updated_by', 'updated_at'] },
  { table: 'presence', insert: true, delete: true, update: ['mode', 'expires_at'] },
  { table: 'drafts', insert: true, delete: true, update: ['cipher', 'updated_at'] },
  { table: 'preferences', insert: true, update: ['body'] },
  { table: 'failed_papers', insert: true, delete: true, update: ['trouble', 'printer', 'failed_at'] },
];

/** The GRANT statements for one account, `'name'@'host'` as MySQL writes it. */
export function deskGrants(grantee: string): readonly string[] {
  return deskRights.map((right) => {
    const rights = ['SELECT'];
    if (right.insert) rights.push('INSERT');
    if (right.delete) rights.push('DELETE');
    if (right.update) rights.push(`UPDATE (${right.update.map((column) => `\`${column}\``).join(', ')})`);
    return `GRANT ${rights.join(', ')} ON ${right.table} TO ${grantee}`;
  });
}

/** Takes every right of the clinic's tables back from an account, before the list is granted anew. */
export function deskRevokes(grantee: string): readonly string[] {
  return deskRights.map(
    (right) => `REVOKE IF EXISTS ALL ON ${right.table} FROM ${grantee} IGNORE UNKNOWN USER`,
  );
}
