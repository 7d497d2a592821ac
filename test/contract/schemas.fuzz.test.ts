import { describe, it } from 'vitest';
import { type CallName, contract } from '#shared/contract/contract';
import { exampleInputs } from '#test/support/examples';
import { fuzzSchema } from '#test/support/fuzzing';

const INPUTS_A_SCHEMA = 10_000;

const examples = exampleInputs({ doctorId: 1, patientId: 1, appointmentId: 1, jobId: 1 });
// An own key each, as the contract lists them.
const names = Object.keys(contract).sort() as CallName[];

describe('ten thousand inputs a schema, without a database', () => {
  // Calls that take nothing share one schema.
  const bySchema = new Map(names.map((name) => [contract[name].input, name]));

  it.each([...bySchema.values()].sort())(
    '%s',
    (name) => {
      fuzzSchema(contract[name].input, examples[name], INPUTS_A_SCHEMA);
    },
    60_000,
  );
});
