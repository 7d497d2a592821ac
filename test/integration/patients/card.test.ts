import { beforeAll, describe, expect, test } from 'vitest';
import type { PatientDto, PatientFields } from '#shared/contract/patients';
import { DoctorId } from '#shared/values/ids';
import type { BirthInput } from '#shared/values/person';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { patientFields } from '#test/support/new-patient';

let clinic: SmallClinic;
let desk: TestDesk;
let meena: TestWindow;

beforeAll(async () => {
  // 00:08 on 5 January in the clinic, still 4 January in UTC.
  const opened = await oneDesk(Date.parse('2027-01-04T18:38:00Z'), { meena: 'staff' });
  ({ clinic, desk } = opened);
  meena = await desk.signedIn('meena');
  return opened.close;
});

async function registered(fields: Partial<PatientFields>): Promise<PatientDto> {
  const { patient } = await meena.ok('patients.register', {
    fields: patientFields({ firstName: 'Asha', ...fields }),
  });
  return patient;
}

describe('a patient’s visits', () => {
  test('from the clinic’s today on and before it, page by page, each once', async () => {
    const { id } = await registered({ firstName: 'Visited' });
    const doctorId = await clinic.addDoctor('Pages');
    const days = ['01-03', '01-04', '01-05', '01-06', '02-01', '02-02', '02-03'];
    for (const [at, day] of days.entries()) {
      await clinic.owner.query(
        `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, closed_as)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [
          id,
          doctorId,
          `2027-${day} 10:00`,
          `2027-${day} 10:15`,
          ['completed', 'cancelled', 'checked_in'][at] ?? 'scheduled',
          at === 1 ? 'no_show' : null,
        ],
      );
    }
    const pages = async (when: 'coming' | 'past', limit: number) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: { items: { start: string; state: string }[]; next: string | null } = await meena.ok(
          'patients.visits',
          { id, when, after, limit },
        );
        seen.push(...page.items.map(({ start, state }) => `${start.slice(5, 10)} ${state}`));
        after = page.next;
      } while (after !== null);
      return seen;
    };
    const coming = [
      '01-05 waiting',
      '01-06 scheduled',
      '02-01 scheduled',
      '02-02 scheduled',
      '02-03 scheduled',
    ];
    expect(await pages('coming', 2)).toEqual(coming);
    expect(await pages('coming', 50)).toEqual(coming);
    expect(await pages('past', 1)).toEqual(['01-04 no_show', '01-03 done']);
    expect((await meena.ok('patients.glance', { ids: [id] })).items).toMatchObject([
      { id, next: { start: '2027-01-05T10:00' }, last: { start: '2027-01-03T10:00', state: 'done' } },
    ]);
  });

  test('somebody without any has none', async () => {
    const { id } = await registered({ firstName: 'Unvisited' });
    expect(await meena.ok('patients.visits', { id, when: 'coming', after: null, limit: 5 })).toEqual({
      items: [],
      next: null,
    });
    expect((await meena.ok('patients.glance', { ids: [id] })).items).toEqual([
      { id, next: null, last: null },
    ]);
  });

  test('one without a place says so, is told of only where nothing else stands, and keeps the patient', async () => {
    const patient = await registered({ firstName: 'Parked' });
    const doctorId = DoctorId.parse(await clinic.addDoctor('Parking'));
    const bookOn = async (day: string) => {
      const { appointment } = await meena.ok('appointments.book', {
        doctorId,
        patientId: patient.id,
        start: `2027-01-${day}T10:00`,
        end: `2027-01-${day}T10:15`,
        type: null,
        reason: null,
        deskNotes: null,
      });
      return appointment;
    };
    const next = async () => (await meena.ok('patients.glance', { ids: [patient.id] })).items[0]?.next;
    const { id, version } = await bookOn('07');
    expect(await next()).toMatchObject({ id, toMove: false });
    await meena.ok('appointments.park', { id, version, as: null });
    // Its old time passes; it is still to come.
    await clinic.owner.query(
      "UPDATE appointments SET start_time = '2027-01-02 10:00', end_time = '2027-01-02 10:15' WHERE id = ?",
      [id],
    );
    expect(await next()).toMatchObject({ id, toMove: true, start: '2027-01-02T10:00' });
    const { id: removed, version: at } = patient;
    expect(await meena.refused('patients.remove', { id: removed, version: at })).toMatchObject({
      rules: [{ rule: 'coming_visits', params: { count: 1 } }],
    });
    const later = await bookOn('08');
    expect(await next()).toMatchObject({ id: later.id, toMove: false });
  });

  test('a place that is not one of ours is refused', async () => {
    const { id } = await registered({});
    expect(
      await meena.refused('patients.visits', { id, when: 'past', after: "x' OR 1=1", limit: 5 }),
    ).toMatchObject({ code: 'VALIDATION', issues: [{ path: 'after' }] });
  });
});

describe('a family', () => {
  const year = (of: number): BirthInput => ({ kind: 'year', year: of });

  test('is whoever shares the phone, however it was written, or the e-mail; the eldest first', async () => {
    const mother = await registered({ firstName: 'Leela', phone: '+91 98220 12345', birth: year(1960) });
    const son = await registered({
      firstName: 'Ravi',
      phone: '098220-12345',
      contactEmail: 'ravi@family.example',
      birth: year(1985),
      guardian: 'Leela',
    });
    const away = await registered({ firstName: 'Uma', contactEmail: 'RAVI@family.example' });
    await registered({ firstName: 'Stranger', phone: '98220 12346' });
    const gone = await registered({ firstName: 'Gone', contactEmail: 'ravi@family.example' });
    await meena.ok('patients.remove', { id: gone.id, version: gone.version });
    const of = async (id: PatientDto['id']) =>
      (await meena.ok('patients.family', { id })).items.map(({ firstName }) => firstName);
    expect(await of(mother.id)).toEqual(['Ravi']);
    expect(await of(son.id)).toEqual(['Leela', 'Uma']);
    expect(await of(away.id)).toEqual(['Ravi']);
    const { items } = await meena.ok('patients.search', { text: '9822012345', after: null, limit: 9 });
    expect(items).toMatchObject([
      { firstName: 'Leela', dateOfBirth: '1960-01-01', birthPrecision: 'year', guardian: null },
      { firstName: 'Ravi', dateOfBirth: '1985-01-01', birthPrecision: 'year', guardian: 'Leela' },
    ]);
  });

  test('an archived one is still known, by phone and by e-mail, and says so; a removed one is not', async () => {
    const phone = '98221 77001';
    const daughter = await registered({ firstName: 'Asmi', phone, contactEmail: 'asmi@family.example' });
    const byPhone = await registered({ firstName: 'Puranbai', phone, birth: year(1950) });
    const byEmail = await registered({
      firstName: 'Puranlal',
      contactEmail: 'asmi@family.example',
      birth: year(1955),
    });
    const gone = await registered({ firstName: 'Gone', phone });
    await meena.ok('patients.remove', { id: gone.id, version: gone.version });
    for (const { id, version } of [byPhone, byEmail]) await meena.ok('patients.archive', { id, version });
    const { items } = await meena.ok('patients.family', { id: daughter.id });
    expect(items.map(({ firstName, archivedAt }) => [firstName, archivedAt !== null])).toEqual([
      ['Puranbai', true],
      ['Puranlal', true],
    ]);
    expect((await meena.ok('patients.family', { id: byPhone.id })).items).toMatchObject([
      { firstName: 'Asmi', archivedAt: null },
    ]);
  });

  test('a short number is nobody’s family', async () => {
    const one = await registered({ firstName: 'Ext', phone: '2241' });
    await registered({ firstName: 'Extother', phone: '2241' });
    expect((await meena.ok('patients.family', { id: one.id })).items).toEqual([]);
  });
});

describe('who may be registered already', () => {
  const sketch = {
    firstName: 'Kavitha',
    lastName: 'Shenoy',
    phone: null,
    contactEmail: null,
    birth: null,
    guardian: null,
  };

  test('the likeliest comes first, with its reasons; a family does not come', async () => {
    const same = await registered({
      firstName: 'Kavita',
      lastName: 'Shenoi',
      phone: '98330 55555',
      birth: { kind: 'date', date: '1990-05-01' as never },
    });
    const older = await registered({
      firstName: 'Kavitha',
      lastName: 'Shenoy',
      birth: { kind: 'year', year: 1950 },
    });
    await registered({ firstName: 'Kiran', lastName: 'Shenoy', phone: '98330 55555' });
    const { items } = await meena.ok('patients.likely', {
      sketch: { ...sketch, phone: '+91 9833055555', birth: { kind: 'age', value: 36, unit: 'years' } },
      exceptId: null,
    });
    expect(items).toMatchObject([
      { patient: { id: same.id }, score: 90, reasons: ['similar_name', 'same_phone', 'close_birth'] },
    ]);
    const byName = await meena.ok('patients.likely', { sketch, exceptId: null });
    expect(byName.items.map(({ patient }) => patient.id)).toEqual([older.id]);
    const except = await meena.ok('patients.likely', { sketch, exceptId: older.id });
    expect(except.items).toEqual([]);
  });

  test('half a name says nothing yet', async () => {
    const { items } = await meena.ok('patients.likely', {
      sketch: { ...sketch, firstName: '', lastName: null },
      exceptId: null,
    });
    expect(items).toEqual([]);
  });
});

describe('a scanned number', () => {
  test('is the whole number of one patient; parts of it and rubbish are nobody’s', async () => {
    const patient = await registered({
      firstName: 'Scanned',
      phone: '98440 77777',
      oldFileNo: 'OPD/91-1906',
      identifiers: [{ kind: 'ABHA', value: '91-7356-2041-8888' }],
    });
    const of = async (number: string) =>
      (await meena.ok('patients.byNumber', { number })).items.map(({ id }) => id);
    for (const number of [patient.clinicNo ?? '', 'OPD/91-1906', 'opd911906', '91735620418888']) {
      expect([number, await of(number)]).toEqual([number, [patient.id]]);
    }
    for (const number of ['1906', '7356', '9844077777', 'Scanned', '', '%', '\u200b', '*'.repeat(120)]) {
      expect([number, await of(number)]).toEqual([number, []]);
    }
    await meena.ok('patients.remove', { id: patient.id, version: patient.version });
    expect((await meena.ok('patients.byNumber', { number: 'OPD/91-1906' })).items).toMatchObject([
      { id: patient.id, deleted: true },
    ]);
  });
});
