import { afterAll, beforeAll, describe, it } from 'vitest';
import { type CallName, contract } from '#shared/contract/contract';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk } from '#test/support/desk';
import { exampleInputs } from '#test/support/examples';
import { type TirelessCaller, fuzzCall, fuzzSchema, tirelessCaller } from '#test/support/fuzzing';

/** Ten times the daily set, or for as long as FUZZ_SECONDS says; half of it on schemas, half through dispatch; a round once begun is finished. */
const SECONDS = process.env['FUZZ_SECONDS'];
const ROUNDS = 10;

const examples = exampleInputs({ doctorId: 1, patientId: 1, appointmentId: 1, jobId: 1 });
// An own key each, as the contract lists them.
const names = Object.keys(contract).sort() as CallName[];

/** One round after another, each with seeds of its own, until rounds or time are used up. */
async function rounds(round: (number: number) => Promise<void>): Promise<void> {
  const until = SECONDS === undefined ? Infinity : Date.now() + (Number(SECONDS) * 1000) / 2;
  const most = SECONDS === undefined ? ROUNDS : Infinity;
  let number = 0;
  do {
    await round(number);
    number += 1;
  } while (number < most && Date.now() < until);
}

describe('the long set', () => {
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

  const longest = SECONDS === undefined ? 1_800_000 : (Number(SECONDS) + 600) * 1000;

  it(
    'every schema',
    async () => {
      await rounds((number) => {
        for (const name of names)
          fuzzSchema(contract[name].input, examples[name], 10_000, Date.now() + number);
        return Promise.resolve();
      });
    },
    longest,
  );

  it(
    'every call',
    async () => {
      await rounds(async (number) => {
        for (const name of names) await fuzzCall(caller, name, examples[name], 200, Date.now() + number);
      });
    },
    longest,
  );
});
