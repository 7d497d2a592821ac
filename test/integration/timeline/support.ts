import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '#shared/contract/contract';
import type { TimelineEntry } from '#shared/contract/timeline';
import type { PatientId } from '#shared/values/ids';
import { type Consulted, medicine, signed } from '#test/integration/consultation/support';
import { filed } from '#test/integration/documents/support';
import type { SmallClinic } from '#test/support/clinic';
import type { TestWindow } from '#test/support/desk';

type Asked = Partial<Omit<InputOf<'timeline.page'>, 'patientId'>>;
type Page = OutputOf<'timeline.page'>;

/** One page of a patient's timeline, everything unless asked for otherwise. */
export function timeline(window: TestWindow, patientId: PatientId, asked: Asked = {}): Promise<Page> {
  return window.ok('timeline.page', timelineInput(patientId, asked));
}

export function timelineInput(patientId: PatientId, asked: Asked = {}): InputOf<'timeline.page'> {
  return { patientId, opening: randomUUID(), kinds: [], text: '', after: null, limit: 50, ...asked };
}

/** All pages, each of so many entries. */
export async function allPages(
  window: TestWindow,
  patientId: PatientId,
  limit: number,
): Promise<TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  let after: string | null = null;
  do {
    const page: Page = await timeline(window, patientId, { limit, after });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

/** An entry in short: its kind and its own id. */
export function named(entry: TimelineEntry): string {
  if (entry.kind === 'document') return `document ${entry.document.id}`;
  if (entry.kind === 'note' && entry.addendumId !== null) return `addendum ${String(entry.addendumId)}`;
  return `${entry.kind} ${String(entry.id)}`;
}

export async function insertPayment(
  clinic: SmallClinic,
  patientId: PatientId,
  at: string,
  amount = '500.00',
): Promise<void> {
  await clinic.owner.query(
    "INSERT INTO payments (patient_id, amount, status, method, transaction_ref, created_by, created_at) VALUES (?, ?, 'completed', 'upi', 'UPI-77', 'admin:1', ?)",
    [patientId, amount, at],
  );
}

export const VITALS = {
  systolic: 120,
  diastolic: 80,
  pulse: 72,
  temperatureC: null,
  spo2: null,
  respiration: null,
  glucoseMgDl: null,
  weightKg: null,
  heightCm: null,
};

/** One of everything; a draft, what was withdrawn and what was taken out beside it. */
export async function everything(clinic: SmallClinic, visit: Consulted): Promise<void> {
  const { doctor, patientId, appointmentId } = visit;
  await signed(visit, medicine('Paracetamol', { brand: 'Dolo 650' }));
  const { note } = await doctor.ok('notes.save', {
    appointmentId,
    version: null,
    text: 'Café au lait spots, sleeps badly',
  });
  await doctor.ok('notes.sign', { id: note.id, version: note.version });
  await doctor.ok('notes.addendum', { id: note.id, text: 'The blood count came: normal' });
  const wrong = await doctor.ok('vitals.add', { appointmentId, values: VITALS, note: null });
  await doctor.ok('vitals.correct', {
    id: wrong.vitals.id,
    version: wrong.vitals.version,
    values: { ...VITALS, systolic: 130 },
    note: 'Left arm',
  });
  const gone = await doctor.ok('vitals.add', { appointmentId, values: VITALS, note: 'Somebody else' });
  await doctor.ok('vitals.withdraw', { id: gone.vitals.id, version: gone.vitals.version, reason: 'Wrong' });
  await doctor.ok('papers.sign', {
    appointmentId,
    content: {
      kind: 'referral',
      to: 'Dr Bose, cardiology',
      question: 'Is the murmur of weight?',
      findings: null,
    },
  });
  await insertPayment(clinic, patientId, '2027-01-04 04:10:00');
  await filed(doctor, patientId, 'Report.pdf', Buffer.from('%PDF-1.7 report'));
  const out = await filed(doctor, patientId, 'Removed.pdf', Buffer.from('%PDF-1.7 removed'));
  await doctor.ok('documents.remove', { id: out.document.id, version: 1 });
}
