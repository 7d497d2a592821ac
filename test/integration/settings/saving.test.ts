import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AllSettings } from '#shared/contract/settings';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { OUTSIDE, newVisit } from '#test/support/visits';

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: TestDesk[];
let asha: TestWindow;
let bina: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  for (const name of ['asha', 'bina']) await clinic.addAdmin(name, 'superadmin');
  await clinic.addAdmin('meena', 'staff');
  const now = Date.parse('2028-05-02T05:00:00Z');
  const [first, second] = [await openDesk(database, { now }), await openDesk(database, { now })];
  desks = [first, second];
  asha = await first.signedIn('asha');
  bina = await second.signedIn('bina');
});

afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.stop()));
  await clinic.close();
  await database.drop();
});

async function marks(): Promise<AllSettings['marks']> {
  return (await asha.ok('settings.all', {})).marks;
}

const versionOf = async (key: keyof AllSettings['marks']) => (await marks())[key].version;

it('several settings are saved in one step, audited before and after, and taken back in one', async () => {
  const { values, marks: at } = await asha.ok('settings.all', {});
  expect(values).toMatchObject({
    clinicName: 'Smart Clinic',
    address: '',
    retentionYears: null,
    clock: '24',
  });
  expect(at.clinicName).toEqual({ version: 1, changedBy: null, changedAt: null });
  const saved = await asha.ok('settings.save', {
    values: { clinicName: ' Rao Clinic ', address: '12 MG Road\nPune', phone: '020 2612 3456' },
    versions: { clinicName: 1, address: 1, phone: 1 },
  });
  expect(saved).toMatchObject({
    values: { clinicName: 'Rao Clinic' },
    before: { clinicName: 'Smart Clinic', address: '', phone: '' },
    versions: { clinicName: 2, address: 2, phone: 2 },
  });
  expect((await marks()).clinicName).toMatchObject({ version: 2, changedBy: 'The asha' });
  const [audits] = await clinic.owner.query(
    "SELECT actor, before_json, after_json FROM audit_log WHERE action = 'settings.save'",
  );
  expect(audits).toMatchObject([
    {
      before_json: { clinicName: 'Smart Clinic', address: '', phone: '' },
      after_json: { clinicName: 'Rao Clinic', address: '12 MG Road\nPune', phone: '020 2612 3456' },
    },
  ]);

  await asha.ok('appointments.undo', {});
  expect((await asha.ok('settings.all', {})).values).toMatchObject({ clinicName: 'Smart Clinic', phone: '' });
  await asha.ok('appointments.redo', {});
  expect((await asha.ok('settings.all', {})).values).toMatchObject({ clinicName: 'Rao Clinic' });
  await asha.ok('appointments.undo', {});
});

it('two undos of one setting in turn find their way back', async () => {
  for (const minutes of [20, 25]) {
    await asha.ok('settings.save', {
      values: { defaultMinutes: minutes },
      versions: { defaultMinutes: await versionOf('defaultMinutes') },
    });
  }
  await asha.ok('appointments.undo', {});
  await asha.ok('appointments.undo', {});
  expect((await asha.ok('settings.all', {})).values.defaultMinutes).toBe(15);
});

it('a change reaches the other desk within a second', async () => {
  const version = await versionOf('idleLockMinutes');
  const from = bina.events.length;
  const told = bina.seen(
    (seen) =>
      bina.events.indexOf(seen) >= from &&
      seen.event === 'changed' &&
      Reflect.get(seen.data as object, 'area') === 'settings',
  );
  const began = performance.now();
  await asha.ok('settings.save', {
    values: { idleLockMinutes: 7 },
    versions: { idleLockMinutes: version },
  });
  await told;
  expect((await bina.ok('settings.get', {})).idleLockMinutes).toBe(7);
  expect(performance.now() - began).toBeLessThan(1_000);
});

it('made from an older version, nothing is saved and both versions are answered', async () => {
  const at = await marks();
  await bina.ok('settings.save', {
    values: { currency: 'EUR' },
    versions: { currency: at.currency.version },
  });
  const refused = await asha.refused('settings.save', {
    values: { currency: 'USD', defaultMinutes: 30 },
    versions: { currency: at.currency.version, defaultMinutes: at.defaultMinutes.version },
  });
  expect(refused).toMatchObject({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'setting',
      changedBy: 'The bina',
      current: {
        values: { currency: 'EUR' },
        marks: { currency: { version: at.currency.version + 1, changedBy: 'The bina' } },
      },
    },
  });
  expect((await asha.ok('settings.all', {})).values.defaultMinutes).toBe(15);
  // What another desk changed since is not undone over it.
  await asha.ok('settings.save', {
    values: { currency: 'INR' },
    versions: { currency: at.currency.version + 1 },
  });
  expect(await bina.refused('appointments.undo', {})).toMatchObject({ code: 'CONFLICT' });
});

it.each([
  ['timeZone', 'Asia/Atlantis', 'unknown_choice', ''],
  ['timeZone', '+05:30', 'unknown_choice', ''],
  ['currency', 'ZZZ', 'unknown_choice', ''],
  ['locale', 'english', 'unknown_choice', ''],
  ['country', 'XX', 'unknown_choice', ''],
  ['clinicName', '   ', 'required', ''],
  ['phone', 'call us', 'not_a_phone', ''],
  ['defaultMinutes', 17, 'off_grid', ''],
  ['defaultMinutes', 0, 'too_small', ''],
  ['idleLockMinutes', 9999, 'too_big', ''],
  ['cancelReasons', [], 'required', ''],
  ['cancelReasons', ['Other', 'other'], 'twice', ''],
  ['cancelReasons', ['Other', ' '], 'required', '.1'],
  [
    'messageTemplates',
    { en: { booked: 'Dear {patient}, {diagnosis}' } },
    'unknown_placeholder',
    '.en.booked',
  ],
  ['messageTemplates', { en: { booked: '  ' } }, 'required', '.en.booked'],
  ['languages', [], 'required', ''],
  ['logo', { type: 'image/png', data: Buffer.from('<svg/>').toString('base64') }, 'not_a_picture', '.data'],
  ['logo', { type: 'image/svg+xml', data: 'AAAA' }, 'not_a_picture', '.type'],
  ['videoLinks', { clinic: 'https://meet.example.org/all', doctors: {} }, 'not_a_link', '.clinic'],
  ['videoLinks', { clinic: null, doctors: { '1': 'http://meet.example.org' } }, 'not_a_link', '.doctors.1'],
  ['retentionYears', 0, 'too_small', ''],
] as const)('%s does not become %j', async (key, value, code, at) => {
  const refused = await asha.raw('settings.save', { values: { [key]: value }, versions: { [key]: 1 } });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'VALIDATION', issues: [{ path: `values.${key}${at}`, code }] },
  });
});

it('opening hours end after they start, on the grid, and do not run into each other', async () => {
  const { values, marks: at } = await asha.ok('settings.all', {});
  const save = (mon: readonly { from: string; to: string }[]) =>
    asha.raw('settings.save', {
      values: { openingHours: { ...values.openingHours, mon } },
      versions: { openingHours: at.openingHours.version },
    });
  const issue = (path: string, code: string) => ({
    error: { issues: [{ path: `values.openingHours.mon${path}`, code }] },
  });
  expect(await save([{ from: '12:00', to: '09:00' }])).toMatchObject(issue('.0.to', 'end_before_start'));
  expect(await save([{ from: '09:02', to: '12:00' }])).toMatchObject(issue('.0.from', 'off_grid'));
  const overlap = [
    { from: '13:00', to: '18:00' },
    { from: '09:00', to: '13:30' },
  ];
  expect(await save(overlap)).toMatchObject(issue('', 'ranges_overlap'));
  const sound = [
    { from: '13:00', to: '24:00' },
    { from: '09:00', to: '13:00' },
  ];
  expect(await save(sound)).toMatchObject({ ok: true });
  expect((await asha.ok('settings.all', {})).values.openingHours.mon.map(({ from }) => from)).toEqual([
    '09:00',
    '13:00',
  ]);
});

it('a change of zone is previewed: what is booked keeps its time, and which times are skipped', async () => {
  const doctorId = await clinic.addDoctor('Rao');
  const visit = (date: string, time: string) =>
    newVisit(clinic, { doctorId, start: `${date}T${time}`, end: `${date}T${time.slice(0, 2)}:45` });
  await asha.ok('appointments.book', await visit('2028-05-03', '10:15'));
  // Clocks in Paris skip from two to three on the last Sunday of March.
  await asha.ok('appointments.book', { ...(await visit('2029-03-25', '02:15')), override: OUTSIDE });
  expect(await asha.ok('settings.previewZone', { timeZone: 'Europe/Paris' })).toEqual({
    now: '2028-05-02T10:30',
    then: '2028-05-02T07:00',
    coming: 2,
    skipped: 1,
  });
});

it('a row that is missing or broken is shown as the fallback and can be saved over', async () => {
  await clinic.owner.query("DELETE FROM settings WHERE `key` = 'paperTexts'");
  await clinic.owner.query("UPDATE settings SET value = '7' WHERE `key` = 'address'");
  const { values, marks: at } = await asha.ok('settings.all', {});
  expect(values).toMatchObject({ address: '', paperTexts: { head: '' } });
  const texts = { head: 'Reg. 123', foot: '', noteAdvice: { en: 'Bring your papers.' }, slipAdvice: {} };
  await asha.ok('settings.save', {
    values: { address: '1 Main Road', paperTexts: texts },
    versions: { address: at.address.version, paperTexts: at.paperTexts.version },
  });
  expect((await asha.ok('settings.all', {})).values).toMatchObject({
    address: '1 Main Road',
    paperTexts: texts,
  });
});

it('the mark of the clinic is kept apart and told in the ledger by its size', async () => {
  const data = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4]).toString('base64');
  const logo = { type: 'image/png', data } as const;
  await asha.ok('settings.save', { values: { logo }, versions: { logo: await versionOf('logo') } });
  expect(await bina.ok('settings.logo', {})).toEqual({ logo });
  expect(await bina.ok('settings.get', {})).not.toHaveProperty('logo');
  expect(
    await clinic.count("audit_log WHERE action = 'settings.save' AND after_json->>'$.logo' = '12 B'"),
  ).toBe(1);
});

it('who is not an administrator of the clinic reads no versions and saves nothing', async () => {
  const [desk] = desks;
  const meena = await desk?.signedIn('meena');
  expect(await meena?.refused('settings.all', {})).toEqual({
    code: 'FORBIDDEN',
    permission: 'clinic.manage',
  });
  const before = await versionOf('clinicName');
  await meena?.refused('settings.save', { values: { clinicName: 'Mine' }, versions: { clinicName: before } });
  expect(await versionOf('clinicName')).toBe(before);
});
