import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { type Desks, accepted, openDesks, refusals } from './desks';

const ROUNDS = 6;

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: Desks;
let desk: TestDesk;
let asha: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('asha', 'superadmin');
  desk = await openDesk(database, { now: MONDAY });
  asha = await desk.signedIn('asha');
  desks = await openDesks(database, 2, MONDAY, 'asha');
}, 120_000);

afterAll(async () => {
  await desks.stop();
  await desk.stop();
  await clinic.close();
  await database.drop();
});

const save = (values: Readonly<Record<string, unknown>>, versions: Readonly<Record<string, number>>) => ({
  name: 'settings.save',
  input: { values, versions },
});

it('two desks save the same setting in the same moment: one wins, the other gets both versions', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { marks } = await asha.ok('settings.all', {});
    const from = { clinicName: marks.clinicName.version };
    const names = [`North ${String(round)}`, `South ${String(round)}`];
    const answers = await desks.race(names.map((clinicName) => save({ clinicName }, from)));
    expect([accepted(answers), refusals(answers)]).toEqual([1, ['CONFLICT stale']]);
    const winner = names[answers.findIndex(({ ok }) => ok)];
    const after = await asha.ok('settings.all', {});
    expect(after.values.clinicName).toBe(winner);
    expect(after.marks.clinicName.version).toBe(from.clinicName + 1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      error: { conflict: { current: { values: { clinicName: winner } } } },
    });
  }
});

it('two desks save different settings in the same moment: both win', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { marks } = await asha.ok('settings.all', {});
    const answers = await desks.race([
      save({ idleLockMinutes: 20 + round }, { idleLockMinutes: marks.idleLockMinutes.version }),
      save({ address: `Road ${String(round)}` }, { address: marks.address.version }),
    ]);
    expect(accepted(answers)).toBe(2);
    expect((await asha.ok('settings.all', {})).values).toMatchObject({
      idleLockMinutes: 20 + round,
      address: `Road ${String(round)}`,
    });
  }
});

it('several settings in two orders never lock each other out, and go through whole or not at all', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { marks } = await asha.ok('settings.all', {});
    const from = { phone: marks.phone.version, currency: marks.currency.version };
    const answers = await desks.race([
      save({ phone: `100${String(round)}`, currency: 'EUR' }, from),
      save({ currency: 'USD', phone: `200${String(round)}` }, from),
    ]);
    expect([accepted(answers), refusals(answers)]).toEqual([1, ['CONFLICT stale']]);
    const { values } = await asha.ok('settings.all', {});
    expect([`EUR 100${String(round)}`, `USD 200${String(round)}`]).toContain(
      `${values.currency} ${values.phone}`,
    );
  }
});
