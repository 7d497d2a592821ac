import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatientDto, PatientFields } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { openDesk, type TestDesk, type TestWindow } from '#test/support/desk';
import { patientFields } from '#test/support/new-patient';

let database: FreshDatabase;
let clinic: SmallClinic;
let left: TestDesk;
let right: TestDesk;
let meena: TestWindow;
let ravi: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addAdmin('ravi', 'staff');
  const now = Date.parse('2027-01-04T04:00:00Z');
  left = await openDesk(database, { now });
  right = await openDesk(database, { now });
  meena = await left.signedIn('meena');
  ravi = await right.signedIn('ravi');
});

afterAll(async () => {
  await Promise.all([left.stop(), right.stop()]);
  await clinic.close();
  await database.drop();
});

const blank = patientFields({ firstName: 'Asha', lastName: 'Verma', address: null });

async function registered(fields: Partial<PatientFields> = {}): Promise<PatientDto> {
  const { patient } = await meena.ok('patients.register', { fields: { ...blank, ...fields } });
  return patient;
}

function conflictOf(error: AppError) {
  if (error.code !== 'CONFLICT' || error.conflict.kind !== 'stale') throw new Error(error.code);
  return error.conflict;
}

describe('two desks edit one patient', () => {
  test('different fields go together, whoever saves last', async () => {
    const { id, version } = await registered({ phone: '90000 00001' });
    await ravi.ok('patients.edit', {
      id,
      version,
      changes: { phone: '90000 00002', birth: { kind: 'year', year: 1980 } },
      seen: { phone: '90000 00001', birth: null },
    });
    const { patient } = await meena.ok('patients.edit', {
      id,
      version,
      changes: { lastName: 'Verma-Rao', guardian: 'Ravi Rao' },
      seen: { lastName: 'Verma', guardian: null },
    });
    expect(patient).toMatchObject({
      version: 3,
      lastName: 'Verma-Rao',
      guardian: 'Ravi Rao',
      phone: '90000 00002',
      dateOfBirth: '1980-01-01',
      birthPrecision: 'year',
    });
  });

  test('a field that both touched is refused with both values, who and when; nothing of the save is kept', async () => {
    const { id, version } = await registered({ phone: '90000 00011' });
    await ravi.ok('patients.edit', {
      id,
      version,
      changes: { phone: '90000 00012' },
      seen: { phone: '90000 00011' },
    });
    // A later change of another field, by somebody else, does not take the blame.
    await meena.ok('patients.edit', { id, version: 2, changes: { deskNotes: 'rings twice' } });
    const mine = {
      id,
      version,
      changes: { phone: '90000 00013', guardian: 'Leela' },
      seen: { phone: '90000 00011', guardian: null },
    };
    const conflict = conflictOf(await meena.refused('patients.edit', mine));
    expect(conflict).toMatchObject({ entity: 'patient', current: { phone: '90000 00012', version: 3 } });
    expect(conflict.fields).toEqual([
      {
        field: 'phone',
        changedBy: 'The ravi',
        changedAt: expect.stringMatching(/^2027-01-04T04:0\d:\d\d/) as string,
      },
    ]);
    expect(await meena.ok('patients.get', { id })).toMatchObject({ phone: '90000 00012', guardian: null });

    const chosen = await meena.ok('patients.edit', {
      ...mine,
      version: 3,
      seen: { phone: '90000 00012', guardian: null },
    });
    expect(chosen.patient).toMatchObject({
      phone: '90000 00013',
      guardian: 'Leela',
      deskNotes: 'rings twice',
    });
  });

  test('the same change at both desks is no conflict', async () => {
    const { id, version } = await registered();
    const change = { id, version, changes: { guardian: 'Sunil' }, seen: { guardian: null } };
    await ravi.ok('patients.edit', change);
    expect((await meena.ok('patients.edit', change)).patient.guardian).toBe('Sunil');
  });

  test('both at the same moment: two fields are both saved, one field is refused to one of them', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, version } = await registered();
      const at = { id, version };
      await Promise.all([
        meena.ok('patients.edit', { ...at, changes: { guardian: 'G' }, seen: { guardian: null } }),
        ravi.ok('patients.edit', { ...at, changes: { deskNotes: 'N' }, seen: { deskNotes: null } }),
      ]);
      expect(await meena.ok('patients.get', { id })).toMatchObject({ guardian: 'G', deskNotes: 'N' });
      const both = await Promise.all([
        meena.call('patients.edit', { ...at, changes: { address: 'left' }, seen: { address: null } }),
        ravi.call('patients.edit', { ...at, changes: { address: 'right' }, seen: { address: null } }),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });

  test('an edit is taken back although another desk has touched another field since, not over the same one', async () => {
    const { id, version } = await registered({ phone: '90000 00021' });
    await meena.ok('patients.edit', {
      id,
      version,
      changes: { phone: '90000 00022', birth: { kind: 'age', value: 45, unit: 'years' } },
      seen: { phone: '90000 00021', birth: null },
    });
    await ravi.ok('patients.edit', { id, version: 2, changes: { guardian: 'Ravi’s' } });
    await meena.ok('appointments.undo', {});
    expect(await meena.ok('patients.get', { id })).toMatchObject({
      phone: '90000 00021',
      dateOfBirth: null,
      guardian: 'Ravi’s',
    });
    await meena.ok('appointments.redo', {});
    expect(await meena.ok('patients.get', { id })).toMatchObject({
      phone: '90000 00022',
      dateOfBirth: '1982-01-01',
      birthPrecision: 'year',
    });
    await ravi.ok('patients.edit', { id, version: 5, changes: { phone: '90000 00023' } });
    expect(await meena.refused('appointments.undo', {})).toMatchObject({ code: 'CONFLICT' });
    expect((await meena.ok('patients.get', { id })).phone).toBe('90000 00023');
  });

  test('what another program wrote that no desk may type does not stop other fields', async () => {
    const { id, version } = await registered();
    await clinic.owner.query("UPDATE patients SET phone = 'ask the son' WHERE id = ?", [id]);
    const { patient } = await meena.ok('patients.edit', {
      id,
      version: version + 1,
      changes: { phone: '90000 00031' },
      seen: { phone: 'ask the son' },
    });
    expect(patient.phone).toBe('90000 00031');
  });
});

describe('further numbers', () => {
  test('are added and taken away at two desks at once, each its own', async () => {
    const one = { kind: 'ABHA', value: '91-7000-0000-0001' };
    const two = { kind: 'Insurance', value: 'INS/7/1' };
    const three = { kind: 'Passport', value: 'P7000001' };
    const { id, version } = await registered({ identifiers: [one] });
    await ravi.ok('patients.edit', {
      id,
      version,
      changes: { identifiers: [one, two] },
      seen: { identifiers: [one] },
    });
    const { patient } = await meena.ok('patients.edit', {
      id,
      version,
      changes: { identifiers: [three] },
      seen: { identifiers: [one] },
    });
    expect(patient.identifiers).toEqual([two, three]);
    expect(patient.version).toBe(3);
    for (const typed of ['INS/7/1', 'ins71', 'P7000001']) {
      expect((await meena.ok('patients.byNumber', { number: typed })).items).toMatchObject([{ id }]);
    }
    expect((await meena.ok('patients.byNumber', { number: one.value })).items).toEqual([]);
    await meena.ok('appointments.undo', {});
    expect((await meena.ok('patients.get', { id })).identifiers.map(({ value }) => value).sort()).toEqual(
      [one, two].map(({ value }) => value).sort(),
    );
  });

  test('another patient’s number is refused at its field, with the name', async () => {
    const abha = { kind: 'ABHA', value: '91-7000-0000-0009' };
    await registered({ firstName: 'Owner', identifiers: [abha] });
    const { id, version } = await registered({ firstName: 'Second' });
    const error = await meena.refused('patients.edit', {
      id,
      version,
      changes: { identifiers: [{ ...abha, kind: 'abha' }], guardian: 'not saved' },
    });
    expect(error).toEqual({
      code: 'VALIDATION',
      issues: [
        { path: 'changes.identifiers', code: 'taken', params: { name: 'Owner Verma', value: abha.value } },
      ],
    });
    expect((await meena.ok('patients.get', { id })).guardian).toBeNull();
    expect(
      await meena.refused('patients.register', { fields: { ...blank, identifiers: [abha] } }),
    ).toMatchObject({ code: 'VALIDATION', issues: [{ path: 'fields.identifiers', code: 'taken' }] });
  });
});

describe('removing', () => {
  test('somebody who is expected is not removed; a booking and a removal at once end in one of the two', async () => {
    const doctorId = await clinic.addDoctor('Remove');
    const visit = (patientId: number, hour: number) => ({
      patientId,
      doctorId,
      start: `2027-01-05T${String(hour)}:00`,
      end: `2027-01-05T${String(hour)}:15`,
      type: null,
      reason: null,
      deskNotes: null,
    });
    for (let round = 0; round < 6; round += 1) {
      const { id, version } = await registered();
      const [booked, removed] = await Promise.all([
        ravi.call('appointments.book', visit(id, 10 + round)),
        meena.call('patients.remove', { id, version }),
      ]);
      expect([booked.ok, removed.ok].filter(Boolean)).toHaveLength(1);
      const refusal = booked.ok ? removed : booked;
      expect(refusal).toMatchObject({
        error: {
          code: 'RULE_VIOLATION',
          rules: [{ rule: booked.ok ? 'coming_visits' : 'patient_deleted' }],
        },
      });
    }
  });

  test('is taken back and done again', async () => {
    const { id, version } = await registered();
    await meena.ok('patients.remove', { id, version });
    await meena.ok('appointments.undo', {});
    expect(await meena.ok('patients.get', { id })).toMatchObject({ deleted: false, version: 3 });
    await meena.ok('appointments.redo', {});
    expect((await meena.ok('patients.get', { id })).deleted).toBe(true);
  });
});
