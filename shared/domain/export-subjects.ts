/** The files of an export of everything from MySQL, each a CSV of this name, in the order of the archive. */
export const TABLE_SUBJECTS = [
  'patients',
  'patient_numbers',
  'allergies',
  'conditions',
  'visit_notes',
  'visit_note_addenda',
  'medical_papers',
  'chart_openings',
  'medicines',
  'page_templates',
  'note_templates',
  'vitals',
  'medical_history',
  'doctors',
  'doctor_fees',
  'working_hours',
  'working_hours_left_out',
  'holidays',
  'token_sessions',
  'appointments',
  'appointment_series',
  'delays',
  'delayed_visits',
  'waiting_list',
  'messages_told',
  'prescriptions',
  'prescription_items',
  'review_calls',
  'payments',
  'people',
  'people_grants',
  'settings',
  'desks',
  'audit',
] as const;
export type TableSubject = (typeof TABLE_SUBJECTS)[number];

/** Those from MongoDB, each a file of JSON lines. */
export const DOCUMENT_SUBJECTS = ['medical_histories', 'chats', 'feedback', 'documents'] as const;
export type DocumentSubject = (typeof DOCUMENT_SUBJECTS)[number];

export const EXPORT_SUBJECTS = [...TABLE_SUBJECTS, ...DOCUMENT_SUBJECTS] as const;
export type ExportSubject = (typeof EXPORT_SUBJECTS)[number];
