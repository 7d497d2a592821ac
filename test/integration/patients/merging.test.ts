import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatientDto, PatientFields } from '#shared/contract/patients';
import type { DoctorId } from '#shared/values/ids';
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
let doctorId: DoctorId;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addAdmin('ravi', 'staff');
  doctorId = await clinic.addDoctor('Merge');
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

async function registered(firstName: string, fields: Partial<PatientFields> = {}): Promise<PatientDto> {
  const { patient } = await meena.ok('patients.register', {
    fields: patientFields({ firstName, lastName: 'Mergetest', ...fields }),
  });
  return patient;
}

async function booked(by: TestWindow, patientId: number, start: string, minutes = 15) {
  const end = `${start.slice(0, 14)}${String(Number(start.slice(14)) + minutes).padStart(2, '0')}`;
  return by.call('appointments.book', {
    patientId,
    doctorId,
    start,
    end,
    type: null,
    reason: null,
    deskNotes: null,
  });
}

async function foundBy(text: string): Promise<number[]> {
  const { items } = await meena.ok('patients.search', { text, after: null, limit: 50 });
  return items.map(({ id }) => id);
}

async function visitStarts(id: PatientDto['id'], when: 'coming' | 'past' = 'coming'): Promise<string[]> {
  const { items } = await meena.ok('patients.visits', { id, when, after: null, limit: 50 });
  return items.map(({ start }) => start);
}

/** Everything the tables hold of a patient, but the version and the stamp that each change moves. */
async function rowsOf(id: number): Promise<unknown> {
  const [patients] = await clinic.owner.query('SELECT * FROM patients WHERE id = ?', [id]);
  const [tokens] = await clinic.owner.query('SELECT * FROM patient_tokens WHERE patient_id = ?', [id]);
  const [numbers] = await clinic.owner.query('SELECT * FROM patient_identifiers WHERE patient_id = ?', [id]);
  const [visits] = await clinic.owner.query('SELECT * FROM appointments WHERE patient_id = ?', [id]);
  const [row] = patients as Record<string, unknown>[];
  return { row: { ...row, version: 0, updated_at: null }, tokens, numbers, visits };
}

describe('merging one person’s two records', () => {
  test('search, card and calendar follow it; taking them apart restores both exactly', async () => {
    const goes = await registered('Kavitha', {
      phone: '90011 11111',
      oldFileNo: 'OLD-77',
      identifiers: [{ kind: 'ABHA', value: '91-5555-0001' }],
    });
    const stays = await registered('Kavita', { phone: '90011 22222' });
    await booked(meena, goes.id, '2027-02-01T10:00');
    await booked(meena, stays.id, '2027-02-02T10:00');
    const before = [await rowsOf(goes.id), await rowsOf(stays.id)];

    const { patient, merged } = await meena.ok('patients.merge', {
      id: goes.id,
      version: goes.version,
      intoId: stays.id,
    });
    expect(patient.id).toBe(stays.id);
    expect(patient.merged).toEqual([
      {
        id: goes.id,
        version: merged.version,
        clinicNo: goes.clinicNo,
        firstName: 'Kavitha',
        lastName: 'Mergetest',
      },
    ]);
    expect((await meena.ok('patients.get', { id: goes.id })).id).toBe(stays.id);
    for (const typed of ['kavitha mergetest', '11111', 'old-77', '5555', goes.clinicNo ?? '', '22222']) {
      expect([typed, await foundBy(typed)]).toEqual([typed, [stays.id]]);
    }
    expect((await meena.ok('patients.byNumber', { number: goes.clinicNo ?? '' })).items).toMatchObject([
      { id: stays.id },
    ]);
    expect(await visitStarts(stays.id)).toEqual(['2027-02-01T10:00', '2027-02-02T10:00']);
    expect(await visitStarts(goes.id)).toEqual(['2027-02-01T10:00', '2027-02-02T10:00']);
    const glance = await meena.ok('patients.glance', { ids: [stays.id] });
    expect(glance.items).toMatchObject([{ next: { start: '2027-02-01T10:00' }, last: null }]);
    const day = await meena.ok('appointments.day', { date: '2027-02-01', doctorIds: [doctorId] });
    expect(day.appointments).toMatchObject([
      { patientId: stays.id, patientName: 'Kavita Mergetest', clinicNo: stays.clinicNo },
    ]);
    const edit = { id: goes.id, version: merged.version, changes: { guardian: 'nobody' } };
    expect(await meena.refused('patients.edit', edit)).toMatchObject({
      rules: [{ rule: 'patient_merged', params: { patientId: stays.id } }],
    });

    const apart = await ravi.ok('patients.unmerge', { id: goes.id, version: merged.version });
    expect(apart.patient).toMatchObject({ id: goes.id, phone: '90011 11111' });
    expect(apart.fromId).toBe(stays.id);
    expect([await rowsOf(goes.id), await rowsOf(stays.id)]).toEqual(before);
    const again = await meena.ok('appointments.day', { date: '2027-02-01', doctorIds: [doctorId] });
    expect(again.appointments).toMatchObject([{ patientId: goes.id, patientName: 'Kavitha Mergetest' }]);
  });

  test('undo takes it apart, redo merges again, and both desks are told of both records', async () => {
    const [goes, stays] = [await registered('Undone'), await registered('Undoes')];
    await meena.ok('patients.merge', { id: goes.id, version: goes.version, intoId: stays.id });
    const told = (id: number) =>
      ravi.seen(({ event, data }) => event === 'changed' && JSON.stringify(data).includes(String(id)));
    await Promise.all([told(goes.id), told(stays.id)]);
    await meena.ok('appointments.undo', {});
    expect((await meena.ok('patients.get', { id: goes.id })).id).toBe(goes.id);
    await meena.ok('appointments.redo', {});
    expect((await meena.ok('patients.get', { id: goes.id })).id).toBe(stays.id);
    await meena.ok('appointments.undo', {});
    expect((await meena.ok('patients.get', { id: goes.id })).id).toBe(goes.id);
  });

  test('a chain is read to its end, and taken apart link by link', async () => {
    const [a, b, c] = [await registered('Chaina'), await registered('Chainb'), await registered('Chainc')];
    const first = await meena.ok('patients.merge', { id: a.id, version: a.version, intoId: b.id });
    const second = await meena.ok('patients.merge', { id: b.id, version: b.version, intoId: c.id });
    expect((await meena.ok('patients.get', { id: a.id })).id).toBe(c.id);
    expect(await foundBy('chaina')).toEqual([c.id]);
    await booked(meena, a.id, '2027-02-03T09:00');
    expect(await visitStarts(c.id)).toEqual(['2027-02-03T09:00']);
    const back = await meena.ok('patients.unmerge', { id: b.id, version: second.merged.version });
    expect(back.patient.merged.map(({ id }) => id)).toEqual([a.id]);
    expect(await foundBy('chaina')).toEqual([b.id]);
    expect(await visitStarts(c.id)).toEqual(['2027-02-03T09:00']);
    await meena.ok('patients.unmerge', { id: a.id, version: first.merged.version });
    expect(await foundBy('chaina')).toEqual([a.id]);
  });
});

describe('merging at two desks', () => {
  const alreadyOne = {
    code: 'RULE_VIOLATION',
    rules: [{ rule: 'already_one', params: {} }],
    overridable: false,
  };

  test('the same pair twice, either way round: they are one, and the second desk is told so', async () => {
    const [a, b] = [await registered('Paira'), await registered('Pairb')];
    await meena.ok('patients.merge', { id: a.id, version: a.version, intoId: b.id });
    expect(await ravi.refused('patients.merge', { id: a.id, version: a.version, intoId: b.id })).toEqual(
      alreadyOne,
    );
    expect(await ravi.refused('patients.merge', { id: b.id, version: b.version, intoId: a.id })).toEqual(
      alreadyOne,
    );
    expect(await ravi.refused('patients.merge', { id: b.id, version: b.version, intoId: b.id })).toEqual(
      alreadyOne,
    );
  });

  test('a circle is never closed', async () => {
    const [a, b, c] = [await registered('Ringa'), await registered('Ringb'), await registered('Ringc')];
    await meena.ok('patients.merge', { id: a.id, version: a.version, intoId: b.id });
    await meena.ok('patients.merge', { id: b.id, version: b.version, intoId: c.id });
    expect(await ravi.refused('patients.merge', { id: c.id, version: c.version, intoId: a.id })).toEqual(
      alreadyOne,
    );
  });

  test('opposite ways at the same moment: one of them stands', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [await registered(`Facea${String(round)}`), await registered(`Faceb${String(round)}`)];
      const outcomes = await Promise.all([
        meena.call('patients.merge', { id: a.id, version: a.version, intoId: b.id }),
        ravi.call('patients.merge', { id: b.id, version: b.version, intoId: a.id }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const reads = [
        await meena.ok('patients.get', { id: a.id }),
        await meena.ok('patients.get', { id: b.id }),
      ];
      expect(reads[0]?.id).toBe(reads[1]?.id);
    }
  });

  test('three at the same moment in a ring: at most two links stand, and everybody is read', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [a, b, c] = [await registered('Tria'), await registered('Trib'), await registered('Tric')];
      const outcomes = await Promise.all([
        meena.call('patients.merge', { id: a.id, version: a.version, intoId: b.id }),
        ravi.call('patients.merge', { id: b.id, version: b.version, intoId: c.id }),
        meena.call('patients.merge', { id: c.id, version: c.version, intoId: a.id }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
      const reads = await Promise.all([a, b, c].map(({ id }) => meena.ok('patients.get', { id })));
      expect(new Set(reads.map(({ id }) => id)).size).toBe(1);
    }
  });

  test('a booking at the same moment is kept and belongs to the one that stays', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [goes, stays] = [await registered('Bookgoes'), await registered('Bookstays')];
      const start = `2027-02-10T${String(10 + round)}:00`;
      const [booking, merge] = await Promise.all([
        booked(ravi, goes.id, start),
        meena.call('patients.merge', { id: goes.id, version: goes.version, intoId: stays.id }),
      ]);
      expect([booking.ok, merge.ok]).toEqual([true, true]);
      expect(await visitStarts(stays.id)).toEqual([start]);
    }
  });

  test('a removed one is brought back first', async () => {
    const [gone, here] = [await registered('Mergegone'), await registered('Mergehere')];
    const removed = await meena.ok('patients.remove', { id: gone.id, version: gone.version });
    const at = { id: gone.id, version: removed.patient.version };
    expect(await meena.refused('patients.merge', { ...at, intoId: here.id })).toMatchObject({
      rules: [{ rule: 'patient_deleted' }],
    });
    expect(
      await meena.refused('patients.merge', { id: here.id, version: here.version, intoId: gone.id }),
    ).toMatchObject({ rules: [{ rule: 'patient_deleted' }] });
  });

  test('whoever stands for itself cannot be taken out', async () => {
    const { id, version } = await registered('Alone');
    expect(await meena.refused('patients.unmerge', { id, version })).toMatchObject({
      rules: [{ rule: 'not_merged' }],
    });
  });
});

test('one person in two records is one patient in two places', async () => {
  const [goes, stays] = [await registered('Placegoes'), await registered('Placestays')];
  const other = await clinic.addDoctor('Elsewhere');
  await booked(meena, goes.id, '2027-03-01T10:00');
  await meena.ok('patients.merge', { id: goes.id, version: goes.version, intoId: stays.id });
  const refusal = await meena.refused('appointments.book', {
    patientId: stays.id,
    doctorId: other,
    start: '2027-03-01T10:05',
    end: '2027-03-01T10:20',
    type: null,
    reason: null,
    deskNotes: null,
  });
  expect(refusal).toMatchObject({ rules: [{ rule: 'patient_elsewhere' }], overridable: true });
});
