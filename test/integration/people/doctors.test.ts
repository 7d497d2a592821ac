import { beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually';
import type { DoctorFields, DoctorProfile } from '#shared/contract/doctors';
import { type DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';

const NOW = Date.parse('2028-04-03T04:00:00Z');

let clinic: SmallClinic;
let desk: TestDesk;
let admin: TestWindow;

const mehta: DoctorFields = {
  title: 'Dr',
  firstName: 'Anil',
  lastName: 'Mehta',
  email: 'mehta@clinic.test',
  specialization: 'ENT',
  contactNumber: '+91 98450 12345',
  bio: 'Ears, noses and throats since 1998.',
  degree: 'MBBS, MS',
  registrationNo: 'KMC 12345',
  colour: '#0b6e75',
  defaultMinutes: 20,
  seesBy: 'slot',
  gridMinutes: 5,
  fees: { currency: 'INR', in_person: '500.00', telemedicine: '350.50' },
};

beforeAll(async () => {
  const opened = await oneDesk(NOW, { asha: 'superadmin' });
  ({ clinic, desk } = opened);
  admin = await desk.signedIn('asha');
  return opened.close;
});

let doctors = 0;
async function newDoctor(fields: Partial<DoctorFields> = {}): Promise<DoctorProfile> {
  doctors += 1;
  const email = `doctor${String(doctors)}@clinic.test`;
  return (await admin.ok('doctors.add', { fields: { ...mehta, email, ...fields } })).doctor;
}

async function profileOf(id: number): Promise<DoctorProfile> {
  const found = (await admin.ok('doctors.profiles', {})).find((doctor) => doctor.id === id);
  if (!found) throw new Error('the doctor is not listed');
  return found;
}

function at({ id, version }: DoctorProfile) {
  return { id, version };
}

async function book(doctorId: DoctorId, start: string, end: string) {
  const patientId = await clinic.addPatient('Kavya');
  const { appointment } = await admin.ok('appointments.book', {
    doctorId,
    patientId,
    start,
    end,
    type: null,
    reason: null,
    deskNotes: null,
  });
  return appointment;
}

describe('a profile', () => {
  it('keeps every field, stands last in the calendar, and is audited', async () => {
    const { doctor } = await admin.ok('doctors.add', { fields: mehta });
    expect(doctor.fields).toEqual(mehta);
    const columns = await admin.ok('doctors.list', {});
    expect(columns.at(-1)).toMatchObject({ id: doctor.id, lastName: 'Mehta', gridMinutes: 5 });
    expect(await clinic.count("audit_log WHERE action = 'doctors.add' AND entity_id = ?", [doctor.id])).toBe(
      1,
    );
  });

  it('is changed and undone, fees included', async () => {
    const doctor = await newDoctor();
    const fields = {
      ...mehta,
      email: null,
      degree: 'MBBS',
      fees: { currency: 'INR', in_person: null, telemedicine: '0' },
    };
    const { doctor: changed } = await admin.ok('doctors.edit', { ...at(doctor), fields });
    expect(changed.fields).toMatchObject({ email: null, fees: { in_person: null, telemedicine: '0.00' } });
    await admin.ok('appointments.undo', {});
    expect((await profileOf(doctor.id)).fields).toEqual(doctor.fields);
  });

  it('keeps the currency that its fees were typed in when the clinic changes its own, until somebody changes it', async () => {
    const doctor = await newDoctor();
    const free = await newDoctor({ fees: { currency: 'INR', in_person: null, telemedicine: null } });
    await admin.ok('settings.save', { values: { currency: 'JPY' }, versions: { currency: 1 } });
    // The feed tells the desk within a second.
    await eventually(async () => {
      expect((await profileOf(free.id)).fields.fees.currency).toBe('JPY');
    });
    const fields = { ...doctor.fields, degree: 'MD' };
    const { doctor: later } = await admin.ok('doctors.edit', { ...at(doctor), fields });
    expect(later.fields.fees).toEqual(mehta.fees);

    const yen = (amount: string) => ({
      ...fields,
      fees: { currency: 'JPY', in_person: amount, telemedicine: null },
    });
    const small = await admin.refused('doctors.edit', { ...at(later), fields: yen('900.50') });
    expect(small).toMatchObject({ issues: [{ path: 'fields.fees.in_person', code: 'no_small_change' }] });
    const { doctor: changed } = await admin.ok('doctors.edit', { ...at(later), fields: yen('900') });
    expect(changed.fields.fees).toEqual({ currency: 'JPY', in_person: '900', telemedicine: null });
    await admin.ok('appointments.undo', {});
    expect((await profileOf(doctor.id)).fields.fees).toEqual(mehta.fees);
    await admin.ok('settings.save', { values: { currency: 'INR' }, versions: { currency: 2 } });
  });

  it('saved from an older version is refused with the one that stands', async () => {
    const doctor = await newDoctor();
    await admin.ok('doctors.edit', {
      ...at(doctor),
      fields: { ...doctor.fields, degree: 'MD' },
    });
    const late = await admin.refused('doctors.edit', {
      ...at(doctor),
      fields: doctor.fields,
    });
    expect(late).toMatchObject({
      conflict: {
        kind: 'stale',
        current: { fields: { degree: 'MD' } },
        changedBy: 'The asha',
        changedAt: expect.any(String) as unknown,
      },
    });
  });

  it.each([
    ['an address that somebody has', { email: 'mehta@clinic.test' }, 'fields.email', 'taken'],
    ['a colour that is none', { colour: 'teal' }, 'fields.colour', 'invalid'],
    ['a length off the grid', { defaultMinutes: 7 }, 'fields.defaultMinutes', 'off_grid'],
    ['no name', { firstName: ' ' }, 'fields.firstName', 'required'],
    [
      'a fee in words',
      { fees: { currency: 'INR', in_person: 'free', telemedicine: null } },
      'fields.fees.in_person',
      'not_a_number',
    ],
    [
      'a fee below nothing',
      { fees: { currency: 'INR', in_person: '-5', telemedicine: null } },
      'fields.fees.in_person',
      'not_a_number',
    ],
  ])('with %s is refused at its field', async (_what, wrong, path, code) => {
    const rows = await clinic.count('doctors');
    const answer = await admin.raw('doctors.add', {
      fields: { ...mehta, email: 'new@clinic.test', ...wrong },
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'VALIDATION', issues: [{ path, code }] } });
    expect(await clinic.count('doctors')).toBe(rows);
  });
});

describe('the order of columns', () => {
  it('is as it was asked for, and is undone', async () => {
    const [first, second] = [await newDoctor(), await newDoctor()];
    const ids = async () => (await admin.ok('doctors.list', {})).map(({ id }) => id);
    const before = await ids();
    const turned = [second.id, ...before.filter((id) => id !== second.id)];
    const now = await profileOf(second.id);
    await admin.ok('doctors.order', { ...at(now), ids: turned });
    expect(await ids()).toEqual(turned);
    expect(turned).toContain(first.id);
    await admin.ok('appointments.undo', {});
    expect(await ids()).toEqual(before);
  });
});

describe('a doctor who leaves', () => {
  it('is asked about with the coming appointments, which then wait for a place', async () => {
    const doctor = await newDoctor();
    const visit = await book(doctor.id, '2028-04-10T10:00', '2028-04-10T10:20');
    const coming = await admin.ok('doctors.coming', { id: doctor.id });
    expect(coming).toEqual({
      total: 1,
      visits: [{ id: visit.id, patientName: 'Kavya Test', start: '2028-04-10T10:00' }],
    });
    const { doctor: gone, moved } = await admin.ok('doctors.remove', { ...at(doctor), coming: 1 });
    expect([gone.deleted, moved]).toEqual([true, 1]);
    const waiting = await admin.ok('appointments.toMove', {});
    expect(waiting.visits.map(({ id }) => id)).toContain(visit.id);
    expect(await clinic.count('appointment_slots WHERE doctor_id = ?', [doctor.id])).toBe(0);
    const another = await newDoctor();
    const found = waiting.visits.find(({ id }) => id === visit.id);
    await admin.ok('appointments.reschedule', {
      id: visit.id,
      version: found?.version ?? 0,
      doctorId: another.id,
      start: '2028-04-10T10:00',
      end: '2028-04-10T10:20',
    });
  });

  it('with an appointment booked since the list was shown: nothing is done, the list is shown again', async () => {
    const doctor = await newDoctor();
    await book(doctor.id, '2028-04-11T10:00', '2028-04-11T10:20');
    const refused = await admin.refused('doctors.remove', { ...at(doctor), coming: 0 });
    expect(refused).toMatchObject({ rules: [{ rule: 'coming_changed', params: { count: 1 } }] });
    expect((await profileOf(doctor.id)).deleted).toBe(false);
    expect((await admin.ok('doctors.coming', { id: doctor.id })).total).toBe(1);
  });

  it('and is signed in: the next call shows the door; restored, the doctor comes in again', async () => {
    const doctor = await newDoctor();
    const { code } = await admin.ok('people.newCode', {
      account: `doctor:${String(doctor.id)}` as never,
    });
    const window = desk.window();
    const name = doctor.fields.email ?? '';
    await window.ok('session.signIn', { name, password: code });
    await window.ok('session.changePassword', { current: code, next: 'another good one' });
    await window.ok('doctors.list', {});
    const { doctor: gone } = await admin.ok('doctors.remove', {
      ...at(await profileOf(doctor.id)),
      coming: 0,
    });
    expect(await window.refused('doctors.list', {})).toMatchObject({ reason: 'signed_out' });
    expect(await window.refused('session.signIn', { name, password: 'another good one' })).toMatchObject({
      reason: 'disabled',
    });
    await admin.ok('doctors.bringBack', at(gone));
    await window.ok('session.signIn', { name, password: 'another good one' });
    expect((await profileOf(doctor.id)).deleted).toBe(false);
  });
});
