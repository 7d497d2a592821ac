import fc from 'fast-check';
import type { RowDataPacket } from 'mysql2';
import { ZodError, type z } from 'zod';
import { fieldIssues } from '#shared/errors/from-zod';
import type { AppError } from '#shared/errors/app-error';
import type { SmallClinic } from './clinic';
import { PASSWORD } from './clinic';
import type { TestDesk, TestWindow } from './desk';
import { inputsLike } from './inputs';

/** Why a field may be refused, typed by hand: a new code needs its sentence on the screen first. */
const CODES = new Set([
  'required',
  'invalid',
  'not_text',
  'not_an_id',
  'not_a_version',
  'not_a_number',
  'not_a_date',
  'not_a_time',
  'not_a_phone',
  'not_an_email',
  'unknown_field',
  'unknown_choice',
  'too_long',
  'too_short',
  'too_many',
  'too_big',
  'too_small',
  'ranges_overlap',
  'twice',
  'unknown_placeholder',
  'not_a_link',
  'not_a_picture',
  'end_before_start',
  'off_grid',
  'no_small_change',
  'rule_part_unknown',
  'rule_part_not_used',
  'rule_part_twice',
  'rule_part_missing',
  'rule_part_bad',
  'rule_part_too_big',
  'rule_part_not_with',
  'rule_two_ends',
  'rule_no_date',
  'over_12_hours',
  'margins_too_wide',
  'not_a_pressure',
  'pressure_order',
  'out_of_range',
  'not_whole',
  'too_many_decimals',
  'nothing_measured',
  'in_future',
  'before_1900',
  'before_birth',
]);

/** What parsing may do with an input: give a value, or refuse it by known codes at named places. */
function parsesOrRefuses(schema: z.ZodType, input: unknown): void {
  try {
    schema.parse(input);
    return;
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const issues = fieldIssues(error);
    if (issues.length === 0 || issues.length > 50) throw new Error(`${String(issues.length)} issues`);
    for (const { code, path } of issues) {
      if (!CODES.has(code)) throw new Error(`unknown code ${code} at ${path}`);
      if (path.length > 200) throw new Error('a path as long as a page');
    }
  }
}

/** Many inputs near the example through one schema; the smallest that fails is reported. */
export function fuzzSchema(schema: z.ZodType, example: unknown, runs: number, seed?: number): void {
  schema.parse(example);
  fc.assert(
    fc.property(inputsLike(example), (input) => {
      parsesOrRefuses(schema, input);
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
}

/** A person who is signed in again, under the old password, whenever a call signed out or locked. */
export interface TirelessCaller {
  call(name: string, input: unknown): Promise<AppError | null>;
}

export async function tirelessCaller(
  desk: TestDesk,
  clinic: SmallClinic,
  name: string,
): Promise<TirelessCaller> {
  const window: TestWindow = await desk.signedIn(name);
  const [[known]] = await clinic.owner.query<({ password_hash: string } & RowDataPacket)[]>(
    'SELECT password_hash FROM admin WHERE username = ?',
    [name],
  );
  return {
    call: async (call, input) => {
      const result = await window.raw(call, input);
      if (call.startsWith('session.')) {
        const session = await window.ok('session.current', {});
        if (session === null || session.locked) {
          await clinic.owner.query('DELETE FROM sign_in_failures');
          await clinic.owner.query('UPDATE admin SET password_hash = ? WHERE username = ?', [
            known?.password_hash,
            name,
          ]);
          await window.ok('session.signIn', { name, password: PASSWORD });
        }
      }
      return result.ok ? null : result.error;
    },
  };
}

/** Many inputs near the example through dispatch: any answer but INTERNAL, TIMEOUT or a store that is away. */
export async function fuzzCall(
  caller: TirelessCaller,
  name: string,
  example: unknown,
  runs: number,
  seed?: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputsLike(example), async (input) => {
      const error = await caller.call(name, input);
      if (error === null) return;
      if (['INTERNAL', 'TIMEOUT', 'CANCELLED', 'DB_UNAVAILABLE'].includes(error.code)) {
        throw new Error(`${name}: ${JSON.stringify(error)}`);
      }
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
}
