import { beforeAll, expect, it, vi } from 'vitest';
import type * as Roles from '#shared/permissions/roles';
import { ASK, rule } from '#test/integration/hours/support';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';

// Every role that changes anything may book as well, so far: here nobody may.
vi.mock('#shared/permissions/roles', async (original) => {
  const roles = await original<typeof Roles>();
  const permissionsOf: typeof roles.permissionsOf = (...who) =>
    roles.permissionsOf(...who).filter((permission) => permission !== 'appointment.write');
  return { ...roles, permissionsOf };
});

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { asha: 'superadmin' });
  ({ clinic, desk } = opened);
  return opened.close;
});

it('an administrator who may not book takes a change of the settings back, and does it again', async () => {
  const asha = await desk.signedIn('asha');
  expect((await asha.ok('session.current', {}))?.permissions).not.toContain('appointment.write');
  const named = async () => (await asha.ok('settings.all', {})).values.clinicName;
  await asha.ok('settings.save', { values: { clinicName: 'Rao Clinic' }, versions: { clinicName: 1 } });
  expect(await asha.ok('appointments.undo', {})).toMatchObject({ undone: 'settings.save' });
  expect(await named()).toBe('Smart Clinic');
  await asha.ok('appointments.redo', {});
  expect(await named()).toBe('Rao Clinic');
});

it('a doctor who may not book takes a change of the own hours back, and does it again', async () => {
  const doctorId = await clinic.addSigningDoctor('Rao', 'rao');
  const rao = await desk.signedIn('rao');
  const rules = () => clinic.count('doctor_availability WHERE doctor_id = ?', [doctorId]);
  await rao.ok('hours.add', {
    doctorId,
    rule: rule('2028-02-01', '10:00-12:00', 'FREQ=WEEKLY;BYDAY=TU'),
    outside: ASK,
  });
  expect(await rules()).toBe(1);
  expect(await rao.ok('appointments.undo', {})).toMatchObject({ undone: 'hours.add' });
  expect(await rules()).toBe(0);
  await rao.ok('appointments.redo', {});
  expect(await rules()).toBe(1);
  expect(
    await clinic.count("audit_log WHERE actor = ? AND action IN ('hours.takeBack', 'hours.again')", [
      `doctor:${String(doctorId)}`,
    ]),
  ).toBe(2);
});
