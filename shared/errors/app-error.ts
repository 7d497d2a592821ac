/** Why one field of an input was refused. The renderer words each code; `params` fill its blanks. */
export const ISSUE_CODES = [
  'required',
  'invalid',
  'not_text',
  'not_an_id',
  'not_a_version',
  'not_a_number',
  'not_a_date',
  'not_a_time',
  'not_a_phone',
  'not_an_email',
  'unknown_field',
  'unknown_choice',
  'too_long',
  'too_short',
  'too_many',
  'too_big',
  'too_small',
  'ranges_overlap',
  'twice',
  'unknown_placeholder',
  'not_a_link',
  'not_a_picture',
  'end_before_start',
  'off_grid',
  'no_small_change',
  'over_12_hours',
  'skipped_hour',
  'not_a_dose',
  'not_a_frequency',
  'not_a_pressure',
  'pressure_order',
  'out_of_range',
  'not_whole',
  'too_many_decimals',
  'nothing_measured',
  'in_future',
  'before_1900',
  'before_birth',
  'rule_part_unknown',
  'rule_part_not_used',
  'rule_part_twice',
  'rule_part_missing',
  'rule_part_bad',
  'rule_part_too_big',
  'rule_part_not_with',
  'rule_two_ends',
  'rule_no_date',
  'birth_in_future',
  'margins_too_wide',
  'taken',
  'request_reused',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

export interface FieldIssue {
  /** Dotted path into the input, '' for the whole of it. */
  readonly path: string;
  readonly code: IssueCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The rules of the clinic that a well-formed request can still break. */
export const RULES = [
  'earlier_day',
  'patient_elsewhere',
  'patient_deleted',
  'patient_merged',
  'patient_archived',
  'already_one',
  'not_merged',
  'coming_visits',
  'doctor_deleted',
  'coming_changed',
  'step_not_allowed',
  'already_waiting',
  'nobody_sees',
  'token_has_no_time',
  'nothing_to_undo',
  'nothing_to_redo',
  'cannot_undo_any_more',
  'password_too_short',
  'password_weak',
  'same_password',
  'last_superadmin',
  'already_linked',
  'no_sign_in_name',
  'nobody_to_move',
  'unknown_placeholder',
  'message_too_long',
  'message_empty',
  'visit_closed',
  'visit_parked',
  'series_changed',
  'outside_hours',
  'on_leave',
  'holiday',
  'hours_overlap',
  'visits_outside',
  'import_running',
  'import_not_ready',
  'import_rows_wrong',
  'import_nothing',
  'archiving_running',
  'retention_changed',
  'export_running',
  'calendar_too_large',
  'allergic_to',
  'same_substance',
  'prescription_signed',
  'prescription_not_signed',
  'prescription_voided',
  'prescription_empty',
  'allergy_known',
  'condition_known',
  'note_signed',
  'note_not_signed',
  'note_empty',
  'paper_voided',
  'vitals_replaced',
  'history_replaced',
  'history_full',
  'review_booked',
  'upload_incomplete',
  'upload_damaged',
  'document_there',
  'document_gone',
  'document_elsewhere',
  'folder_not_there',
  'folder_not_writable',
  'calendar_file_there',
  'scan_gone',
] as const;
export type Rule = (typeof RULES)[number];

export interface RuleBroken {
  readonly rule: Rule;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Entity =
  | 'patient'
  | 'person'
  | 'doctor'
  | 'appointment'
  | 'job'
  | 'audit'
  | 'import'
  | 'export'
  | 'kept_calendar'
  | 'draft'
  | 'desk'
  | 'paper'
  | 'call'
  | 'page'
  | 'delay'
  | 'message'
  | 'setting'
  | 'waiting'
  | 'series'
  | 'hours'
  | 'hours_change'
  | 'holiday'
  | 'prescription'
  | 'allergy'
  | 'condition'
  | 'note'
  | 'note_template'
  | 'medical_paper'
  | 'page_template'
  | 'vitals'
  | 'history'
  | 'document'
  | 'upload'
  | 'review'
  | 'review_call';

/** A field that was changed elsewhere while it was being typed here. */
export interface TouchedField {
  readonly field: string;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

/** Who or what stands in the way of a save. */
export type Conflict =
  | {
      readonly kind: 'slot_taken';
      readonly doctorId: number;
      /** The visit that holds the time, when it could still be named. */
      readonly holder: {
        readonly appointmentId: number;
        readonly patientName: string;
        readonly start: string;
        readonly end: string;
      } | null;
      /** Up to three free starts near the one asked for, `2027-01-04T11:15`. */
      readonly free: readonly string[];
    }
  | {
      readonly kind: 'stale';
      readonly entity: Entity;
      /** The row as it stands now, in the area's own DTO, so that the screen can show both. */
      readonly current: unknown;
      /** The person's name, as screens show it. */
      readonly changedBy: string | null;
      readonly changedAt: string | null;
      /** The fields that both have touched, where the others could be merged; each with who and when. */
      readonly fields?: readonly TouchedField[];
    }
  | { readonly kind: 'duplicate'; readonly field: string };

export type AppError =
  | { readonly code: 'VALIDATION'; readonly issues: readonly FieldIssue[] }
  | {
      readonly code: 'UNAUTHENTICATED';
      readonly reason:
        | 'signed_out'
        | 'wrong_password'
        | 'locked_out'
        | 'screen_locked'
        | 'disabled'
        | 'code_expired'
        | 'must_change_password';
      /** Seconds until another try is accepted, for `locked_out`. */
      readonly retryAfter: number | null;
    }
  | { readonly code: 'FORBIDDEN'; readonly permission: string }
  | { readonly code: 'NOT_FOUND'; readonly entity: Entity }
  | { readonly code: 'CONFLICT'; readonly conflict: Conflict }
  | { readonly code: 'RULE_VIOLATION'; readonly rules: readonly RuleBroken[]; readonly overridable: boolean }
  | {
      readonly code: 'DB_UNAVAILABLE';
      readonly store: 'mysql' | 'mongo' | 'files';
      readonly reason: 'down' | 'full' | 'must_migrate' | 'must_update';
    }
  | { readonly code: 'TIMEOUT' }
  | { readonly code: 'CANCELLED' }
  | { readonly code: 'INTERNAL'; readonly reference: string };

export type Result<T, E = AppError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Carries an AppError through `throw` inside one process; it never crosses a border itself. */
export class Refusal extends Error {
  readonly error: AppError;
  /** Of whom it was refused, for the audit; it crosses no border. */
  readonly patientId: number | null;
  constructor(error: AppError, patientId: number | null = null) {
    super(error.code);
    this.name = 'Refusal';
    this.error = error;
    this.patientId = patientId;
  }
}

export function invalid(path: string, code: IssueCode, params: FieldIssue['params'] = {}): Refusal {
  return new Refusal({ code: 'VALIDATION', issues: [{ path, code, params }] });
}

export function ruleBroken(rule: Rule, params: RuleBroken['params'] = {}): Refusal {
  return new Refusal({ code: 'RULE_VIOLATION', rules: [{ rule, params }], overridable: false });
}

export function notFound(entity: Entity): Refusal {
  return new Refusal({ code: 'NOT_FOUND', entity });
}

/** For the default branch of a switch over a closed union: a new member stops compiling here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
