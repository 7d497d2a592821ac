import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract';
import type { PatientId } from '#shared/values/ids';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import type { TestWindow } from '#test/support/desk';

let one: OneDesk;
let admin: TestWindow;
let patientId: PatientId;
let entryId: number;

beforeAll(async () => {
  one = await oneDesk(Date.parse('2028-03-06T09:00:00+05:30'), { admin: 'superadmin', viewer: 'viewer' });
  admin = await one.desk.signedIn('admin');
  patientId = await one.clinic.addPatient('Devika');
  await admin.ok('patients.remove', { id: patientId, version: 1 });
  const [row] = (await one.clinic.owner.query('SELECT MAX(id) AS id FROM audit_log'))[0] as { id: number }[];
  entryId = row?.id ?? 0;
});
afterAll(() => one.close());

function views(): Promise<number> {
  return one.clinic.count("audit_log WHERE outcome = 'viewed'");
}

test('an entry of the audit holds what was written about a patient, and is declared so', () => {
  const clinical = Object.entries(contract).flatMap(([name, call]) =>
    call.kind === 'query' && call.clinical ? [name] : [],
  );
  expect(clinical).toContain('audit.entry');
});

test('each view is an entry: who, from which desk, of which patient; twice looked at is two', async () => {
  const before = await views();
  await admin.ok('audit.entry', { id: entryId });
  await admin.ok('audit.entry', { id: entryId });
  expect(await views()).toBe(before + 2);
  const found = await one.clinic.count(
    `audit_log l JOIN desks d ON d.id = l.desk_id
      WHERE l.outcome = 'viewed' AND l.action = 'audit.entry' AND l.patient_id = ? AND l.actor LIKE 'admin:%'`,
    [patientId],
  );
  expect(found).toBe(2);
});

test('what is not clinical, not there or not allowed is no view', async () => {
  const viewer = await one.desk.signedIn('viewer');
  const before = await views();
  await admin.ok('patients.get', { id: patientId });
  await admin.refused('audit.entry', { id: 999_999_999 });
  await viewer.refused('audit.entry', { id: entryId });
  expect(await views()).toBe(before);
  expect(await one.clinic.count("audit_log WHERE outcome = 'refused' AND action = 'audit.entry'")).toBe(1);
});

test('without its entry nothing is shown', async () => {
  await one.clinic.owner.query(
    "CREATE TRIGGER full_audit BEFORE INSERT ON audit_log FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'full'",
  );
  try {
    const before = await views();
    expect(await admin.raw('audit.entry', { id: entryId })).toMatchObject({ ok: false });
    expect(await views()).toBe(before);
  } finally {
    await one.clinic.owner.query('DROP TRIGGER full_audit');
  }
  await admin.ok('audit.entry', { id: entryId });
});
