import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallName, contract } from '#shared/contract/contract';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk } from '#test/support/desk';
import { exampleInputs } from '#test/support/examples';
import { type TirelessCaller, fuzzCall, tirelessCaller } from '#test/support/fuzzing';

const INPUTS_A_CALL = 200;

const examples = exampleInputs({ doctorId: 1, patientId: 1, appointmentId: 1, jobId: 1 });
// An own key each, as the contract lists them.
const names = Object.keys(contract).sort() as CallName[];

describe('two hundred inputs a call, through dispatch', () => {
  let database: FreshDatabase;
  let clinic: SmallClinic;
  let desk: TestDesk;
  let caller: TirelessCaller;

  beforeAll(async () => {
    database = await freshDatabase();
    clinic = await smallClinic(database);
    await clinic.addAdmin('meena', 'superadmin');
    await clinic.addDoctor('Rao');
    await clinic.addPatient('Kavya');
    desk = await openDesk(database, { now: Date.parse('2027-01-04T04:00:00Z') });
    caller = await tirelessCaller(desk, clinic, 'meena');
  });

  afterAll(async () => {
    await desk.stop();
    await clinic.close();
    await database.drop();
  });

  it.each(names)(
    '%s',
    async (name) => {
      await fuzzCall(caller, name, examples[name], INPUTS_A_CALL);
    },
    60_000,
  );

  it('left a database in which every visit holds exactly its own time', async () => {
    const held = await clinic.count(
      `appointments a WHERE (SELECT COUNT(*) FROM appointment_slots s WHERE s.appointment_id = a.id)
        <> IF(a.status <> 'cancelled' AND a.kind = 'slot' AND a.to_move_at IS NULL,
              TIMESTAMPDIFF(MINUTE, a.start_time, a.end_time) / 5, 0)`,
    );
    expect(held).toBe(0);
    expect(await clinic.count('appointments')).toBeGreaterThan(0);
  });
});
