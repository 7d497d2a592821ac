import type { TableSubject } from '#shared/domain/export-subjects';
import { plain, utc } from './columns';
import type { TableExport } from './table-export';

const id = ['id'];

/** What a doctor notes, and what prescriptions are written from. */
export const ROOM_TABLES = {
  visit_notes: {
    table: 'visit_notes',
    key: id,
    columns: [
      ...plain('id appointment_id patient_id body created_by updated_by signed_by'),
      ...utc('created_at updated_at signed_at'),
      ...plain('version'),
    ],
  },
  visit_note_addenda: {
    table: 'visit_note_addenda',
    key: id,
    columns: [...plain('id note_id body created_by'), ...utc('created_at')],
  },
  // Every kind's own columns are there, empty in the other kinds.
  medical_papers: {
    table: 'medical_papers',
    key: id,
    columns: [
      ...plain('id appointment_id doctor_id patient_id kind from_date to_date reason shows_reason fit_for'),
      ...plain('addressed_to question findings signed_by voided_by void_reason version'),
      ...utc('signed_at voided_at'),
    ],
  },
  chart_openings: {
    table: 'chart_openings',
    key: id,
    columns: [...plain('id opened_by patient_id reason'), ...utc('opened_at open_until')],
  },
  // As with papers: what a kind has not is empty.
  medical_history: {
    table: 'medical_history',
    key: id,
    columns: [
      ...plain('id patient_id appointment_id kind what place relation habit onset_age'),
      ...plain('began began_precision ended ended_precision entered_by'),
      ...utc('created_at'),
      ...plain('corrects_id'),
      ...utc('withdrawn_at'),
      ...plain('withdrawn_by withdrawn_reason version'),
    ],
    left: { standing_corrects_id: 'says_the_same' },
  },
  medicines: {
    table: 'medicines',
    key: id,
    columns: [
      ...plain('id generic brand strength form updated_by'),
      ...utc('withdrawn_at created_at'),
      ...plain('version'),
    ],
    left: { identity: 'says_the_same' },
  },
  page_templates: {
    table: 'page_templates',
    key: id,
    columns: [...plain('id doctor_id name page updated_by'), ...utc('removed_at'), ...plain('version')],
  },
  note_templates: {
    table: 'note_templates',
    key: id,
    columns: [...plain('id doctor_id name body updated_by'), ...utc('removed_at'), ...plain('version')],
  },
} as const satisfies Partial<Record<TableSubject, TableExport>>;
