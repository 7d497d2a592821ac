import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PatientDto, PatientFields, patientsCalls } from '#shared/contract/patients';
import { PatientId } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';
import { type Desk, openDesk, receptionist, refusal } from './desk';

let desk: Desk;

// 00:08 on 5 January in the clinic, still 4 January in UTC.
beforeAll(async () => {
  desk = await openDesk('2027-01-04T18:38:00Z');
});
afterAll(async () => {
  await desk.close();
});

function born(date: string) {
  return { kind: 'date', date: ClinicDate.parse(date) } as const;
}

async function stored(id: number) {
  const [row] = await desk.select<Record<string, string | number | null>>(
    'SELECT * FROM patients WHERE id = ?',
    [id],
  );
  return row;
}

describe('registering', () => {
  test('keeps every field, and answers with number, version and who did it', async () => {
    const patient = await desk.register({
      firstName: 'Priya',
      lastName: 'Nair',
      phone: '+91 98765 43210',
      contactEmail: 'Priya@Example.com',
      birth: born('1990-02-28'),
      gender: 'female',
      guardian: 'Leela Nair',
      oldFileNo: 'OF-7',
      deskNotes: 'prefers mornings',
      address: '4 Lake Road\nKochi',
      identifiers: [{ kind: 'ABHA', value: '91-1111-2222-3333' }],
    });
    expect(await desk.get(patient.id)).toEqual(patient);
    expect(patient).toMatchObject({
      firstName: 'Priya',
      lastName: 'Nair',
      phone: '+91 98765 43210',
      contactEmail: 'Priya@Example.com',
      dateOfBirth: '1990-02-28',
      birthPrecision: 'day',
      gender: 'female',
      guardian: 'Leela Nair',
      oldFileNo: 'OF-7',
      deskNotes: 'prefers mornings',
      address: '4 Lake Road\nKochi',
      identifiers: [{ kind: 'ABHA', value: '91-1111-2222-3333' }],
      merged: [],
      version: 1,
      deleted: false,
      updatedAt: null,
      updatedBy: 'admin:1',
    });
    expect(patient.createdAt).toMatch(/^2027-01-04T18:38:\d\dZ$/);
    expect(patient.clinicNo).toMatch(/^1\d{4}$/);
    expect(await stored(patient.id)).toMatchObject({ email: 'Priya@Example.com', password_hash: '!' });
  });

  test('is told to the audit and to the other desks', async () => {
    const { id } = await desk.register({ firstName: 'Audited', phone: '90000 11111' }, receptionist(7));
    const audit = await desk.select<{ actor: string; action: string; after: string; before: string | null }>(
      `SELECT actor, action, before_json AS \`before\`, CAST(after_json AS CHAR) AS after FROM audit_log
       WHERE entity = 'patient' AND entity_id = ?`,
      [String(id)],
    );
    expect(audit).toHaveLength(1);
    expect(audit[0]).toMatchObject({ actor: 'admin:7', action: 'patients.register', before: null });
    expect(JSON.parse(audit[0]?.after ?? '')).toMatchObject({ firstName: 'Audited', phone: '90000 11111' });
    const feed = await desk.select("SELECT kind FROM feed WHERE area = 'patients' AND entity_id = ?", [id]);
    expect(feed).toHaveLength(1);
  });

  test('the same e-mail address twice: a family shares it, the account address stays one person’s', async () => {
    const first = await desk.register({ firstName: 'Ravi', contactEmail: 'home@example.com' });
    const second = await desk.register({ firstName: 'Uma', contactEmail: 'HOME@example.com' });
    const none = await desk.register({ firstName: 'Kiran' });
    expect([first.contactEmail, second.contactEmail, none.contactEmail]).toEqual([
      'home@example.com',
      'HOME@example.com',
      null,
    ]);
    expect((await stored(first.id))?.['email']).toBe('home@example.com');
    const placeholder = /^none\+[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@patient\.invalid$/;
    expect((await stored(second.id))?.['email']).toMatch(placeholder);
    expect((await stored(none.id))?.['email']).toMatch(placeholder);
  });

  test('ten desks with one address at once: all are registered, one has the account address', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        desk.register(
          { firstName: `Sibling${String(at)}`, contactEmail: 'race@example.com' },
          receptionist(at + 1),
        ),
      ),
    );
    expect(new Set(made.map(({ clinicNo }) => clinicNo)).size).toBe(10);
    const owners = await desk.select("SELECT id FROM patients WHERE email = 'race@example.com'");
    expect(owners).toHaveLength(1);
  });

  test.each([
    [{ kind: 'age', value: 45, unit: 'years' }, '1982-01-01', 'year'],
    [{ kind: 'age', value: 8, unit: 'months' }, '2026-05-01', 'month'],
    [{ kind: 'age', value: 10, unit: 'days' }, '2026-12-26', 'day'],
    [{ kind: 'year', year: 1951 }, '1951-01-01', 'year'],
    [{ kind: 'month', year: 2019, month: 7 }, '2019-07-01', 'month'],
    [born('2027-01-05'), '2027-01-05', 'day'],
  ] as const)('birth %j is kept as %s, known to the %s', async (birth, date, precision) => {
    const patient = await desk.register({ firstName: 'Born', birth });
    expect([patient.dateOfBirth, patient.birthPrecision]).toEqual([date, precision]);
  });

  test.each([
    [born('2027-01-06')],
    [{ kind: 'year', year: 2028 }],
    [{ kind: 'month', year: 2027, month: 2 }],
  ] as const)('birth %j lies ahead of the clinic’s today and is refused at its field', async (birth) => {
    expect(await refusal(desk.register({ firstName: 'Unborn', birth }))).toEqual({
      code: 'VALIDATION',
      issues: [{ path: 'fields.birth', code: 'birth_in_future', params: {} }],
    });
    expect(await desk.select("SELECT id FROM patients WHERE first_name = 'Unborn'")).toEqual([]);
  });

  test.each([
    "'; DROP TABLE patients; --",
    '<img src=x onerror=alert(1)>',
    '👩‍👩‍👧 Family 🏥',
    'مريم \u202Eabc',
    '\\',
    '%_?',
  ])('stores %j unchanged', async (text) => {
    const fields = PatientFields.parse({
      firstName: text,
      lastName: text,
      phone: null,
      contactEmail: null,
      birth: null,
      gender: null,
      guardian: text,
      oldFileNo: text,
      deskNotes: text,
    });
    const patient = await desk.register(fields);
    expect(await desk.get(patient.id)).toMatchObject({
      firstName: text,
      lastName: text,
      guardian: text,
      oldFileNo: text,
      deskNotes: text,
    });
  });
});

describe('editing', () => {
  test('changes the touched fields only; the inverse it declares puts them back', async () => {
    const before = await desk.register({
      firstName: 'Neha',
      lastName: 'Chavan',
      birth: { kind: 'year', year: 1980 },
    });
    const input = {
      id: before.id,
      version: before.version,
      changes: { lastName: 'Joshi', birth: born('1981-03-02'), phone: '90909 09090' },
    };
    const output = await desk.edit(input, input.changes, receptionist(2));
    expect(output.patient).toMatchObject({
      firstName: 'Neha',
      lastName: 'Joshi',
      dateOfBirth: '1981-03-02',
      phone: '90909 09090',
      version: 2,
      updatedBy: 'admin:2',
    });
    expect(output.before).toEqual({ lastName: 'Chavan', birth: { kind: 'year', year: 1980 }, phone: null });
    const undo = patientsCalls['patients.edit'].undo;
    if (undo === 'none') throw new Error('an edit can be taken back');
    const call = undo(input, patientsCalls['patients.edit'].output.parse(output));
    expect(call).toMatchObject({ name: 'patients.edit', version: 2, since: 1 });
    const inverse = patientsCalls['patients.edit'].input.parse({ ...call.input, id: before.id, version: 2 });
    const restored = await desk.edit(output.patient, inverse.changes);
    expect(restored.patient).toMatchObject({
      lastName: 'Chavan',
      dateOfBirth: '1980-01-01',
      birthPrecision: 'year',
      phone: null,
      version: 3,
    });
  });

  test('moves the search with the name', async () => {
    const patient = await desk.register({ firstName: 'Oldwin', lastName: 'Beforehand' });
    await desk.edit(patient, { lastName: 'Afterwards' });
    expect((await desk.search('oldwin befo')).items).toEqual([]);
    expect((await desk.search('oldwin afte')).items).toMatchObject([{ id: patient.id }]);
  });

  test('from an older version is a conflict that shows the row as it is and who changed it', async () => {
    const patient = await desk.register({ firstName: 'Stale' });
    const { patient: current } = await desk.edit(patient, { guardian: 'First desk' }, receptionist(2));
    const error = await refusal(desk.edit(patient, { guardian: 'Second desk' }, receptionist(3)));
    expect(error).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', entity: 'patient', current: { ...current }, changedBy: 'Second Desk' },
    });
    expect((await desk.get(patient.id)).guardian).toBe('First desk');
  });

  test('by two desks at once: one is saved, the other told', async () => {
    const patient = await desk.register({ firstName: 'Raced' });
    const outcomes = await Promise.allSettled([
      desk.edit(patient, { guardian: 'left' }, receptionist(2)),
      desk.edit(patient, { guardian: 'right' }, receptionist(3)),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await desk.get(patient.id)).version).toBe(2);
  });

  test('the account address follows the contact’s, and gives way when it is taken', async () => {
    const owner = await desk.register({ firstName: 'Owner', contactEmail: 'taken@example.com' });
    const other = await desk.register({ firstName: 'Other', contactEmail: 'other@example.com' });
    await desk.edit(other, { contactEmail: 'taken@example.com' });
    expect(await stored(other.id)).toMatchObject({ contact_email: 'taken@example.com' });
    expect((await stored(other.id))?.['email']).toMatch(/^none\+/);
    await desk.edit(owner, { contactEmail: 'moved@example.com' });
    expect((await stored(owner.id))?.['email']).toBe('moved@example.com');
  });

  test('a birth ahead of today is refused at its field', async () => {
    const patient = await desk.register({ firstName: 'Future' });
    expect(await refusal(desk.edit(patient, { birth: born('2027-01-06') }))).toEqual({
      code: 'VALIDATION',
      issues: [{ path: 'changes.birth', code: 'birth_in_future', params: {} }],
    });
  });

  test('nobody of that number is not found', async () => {
    const at = { id: PatientId.parse(2_000_000_000), version: 1 };
    const missing = { code: 'NOT_FOUND', entity: 'patient' };
    expect(await refusal(desk.edit(at, { guardian: 'x' }))).toEqual(missing);
    expect(await refusal(desk.get(at.id))).toEqual(missing);
    expect(await refusal(desk.remove(at))).toEqual(missing);
  });
});

describe('removing and bringing back', () => {
  test('a removed patient is not found by search, is still shown, cannot be changed, and comes back', async () => {
    const patient = await desk.register({ firstName: 'Gone', lastName: 'Tomorrow', phone: '81818 18181' });
    const removed = await desk.remove(patient);
    expect(removed).toMatchObject({ deleted: true, version: 2 });
    expect((await desk.search('gone tomo')).items).toEqual([]);
    const amongRemoved = { after: null, limit: 20, removed: true };
    for (const typed of ['gone tomo', '18181', patient.clinicNo ?? '']) {
      expect((await desk.search(typed, amongRemoved)).items).toMatchObject([
        { id: patient.id, deleted: true },
      ]);
    }
    expect(await desk.get(patient.id)).toMatchObject({ firstName: 'Gone', deleted: true });
    const rule = { code: 'RULE_VIOLATION', rules: [{ rule: 'patient_deleted' }], overridable: false };
    expect(await refusal(desk.edit(removed, { guardian: 'x' }))).toMatchObject(rule);
    expect(await refusal(desk.remove(removed))).toMatchObject(rule);
    expect(await refusal(desk.remove(patient))).toMatchObject({ code: 'CONFLICT' });
    const back = await desk.bringBack(removed);
    expect(back).toMatchObject({ deleted: false, version: 3 });
    expect((await desk.search('81818')).items).toMatchObject([{ id: patient.id }]);
    expect((await desk.search('81818', amongRemoved)).items).toEqual([]);
    expect(await stored(patient.id)).toMatchObject({ deleted_at: null });
  });

  test('whoever was merged into another is answered with that other', async () => {
    const stays = await desk.register({ firstName: 'Stays' });
    const goes = await desk.register({ firstName: 'Mergedaway' });
    await desk.db.write((tx) =>
      tx.run('UPDATE patients SET merged_into_id = ? WHERE id = ?', [stays.id, goes.id]),
    );
    expect((await desk.get(goes.id)).id).toBe(stays.id);
    expect((await desk.search('mergeda')).items).toEqual([]);
  });
});

test('answers are the contract’s own shape', async () => {
  const patient = await desk.register({ firstName: 'Shape' });
  expect(PatientDto.parse(patient)).toEqual(patient);
});
