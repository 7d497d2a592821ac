import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutputOf } from '#shared/contract/contract';
import type { TestWindow } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';

type Due = OutputOf<'retention.due'>['items'][number];

const NEVER_CAME = 6;
const DOCTORS = 5;
/** Each time has as many visits as there are doctors: the same to the second. */
const TIMES = ['2012-03-01 09:00:00', '2012-03-01 09:05:00', '2014-07-09 17:00:00'];

let at: OneDesk;
let admin: TestWindow;
beforeAll(async () => {
  at = await oneDesk(Date.UTC(2028, 0, 4, 5), { meena: 'superadmin' });
  admin = await at.desk.signedIn('meena');
  await at.clinic.owner.query(
    `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
     SELECT CONCAT('Pages', a.n), 'Longago', CONCAT('pages', a.n, '@patient.invalid'), '!', '2010-01-01', '2010-01-01'
     FROM grid_steps a WHERE a.n < ? ORDER BY a.n`,
    [NEVER_CAME + TIMES.length * DOCTORS],
  );
  const [rows] = await at.clinic.owner.query('SELECT id FROM patients ORDER BY id');
  // What was selected.
  const ids = (rows as { id: number }[]).map(({ id }) => id);
  // The times go round, so that the order of the ids is not the order of the visits.
  for (let doctor = 0; doctor < DOCTORS; doctor += 1) {
    const doctorId = await at.clinic.addDoctor(`Pages${String(doctor)}`);
    for (const time of TIMES) {
      await at.clinic.owner.query(
        `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, completed_at)
         VALUES (?, ?, ?, ? + INTERVAL 5 MINUTE, 'completed', UTC_TIMESTAMP())`,
        [ids.splice(doctor % 2 === 0 ? 0 : -1, 1)[0] ?? 0, doctorId, time, time],
      );
    }
  }
});
afterAll(() => at.close());

async function paged(limit: number, between: () => Promise<void> = () => Promise.resolve()): Promise<Due[]> {
  const all: Due[] = [];
  let after: string | null = null;
  do {
    const got: OutputOf<'retention.due'> = await admin.ok('retention.due', { years: 5, after, limit });
    all.push(...got.items);
    after = got.next;
    await between();
  } while (after !== null);
  return all;
}

const idsOf = (all: readonly Due[]) => all.map(({ id }) => id);

test('pages of any length neither skip nor double among equal dates and among those who never came', async () => {
  const whole = await paged(200);
  const { due } = await admin.ok('retention.preview', { years: 5 });
  expect(due).toBe(NEVER_CAME + TIMES.length * DOCTORS);
  expect(new Set(idsOf(whole)).size).toBe(due);
  expect(whole.map(({ lastVisit }) => lastVisit)).toEqual([
    ...Array.from({ length: NEVER_CAME }, () => null),
    ...Array.from({ length: 2 * DOCTORS }, () => '2012-03-01'),
    ...Array.from({ length: DOCTORS }, () => '2014-07-09'),
  ]);
  for (const limit of [1, 2, 3, 5, 6, 7, 20, due - 1, due])
    expect([limit, idsOf(await paged(limit))]).toEqual([limit, idsOf(whole)]);
});

test('who stops being due between two pages takes nobody else along', async () => {
  const whole = idsOf(await paged(200));
  const [first, second] = whole;
  let isTouched = false;
  const seen = await paged(4, async () => {
    if (isTouched) return;
    isTouched = true;
    await at.clinic.owner.query("UPDATE patients SET first_name = 'Moved' WHERE id IN (?, ?)", [
      first,
      second,
    ]);
  });
  expect(idsOf(seen)).toEqual(whole);
  expect(idsOf(await paged(4))).toEqual(whole.slice(2));
});

test.each([
  '',
  '5',
  'never',
  'never.0',
  '2012-03-01.5',
  '2012-13-41 09:00:00.5',
  "2012-03-01 09:00:00.5' OR '1",
])('a place that no page gave is refused: %j', async (after) => {
  expect(await admin.refused('retention.due', { years: 5, after, limit: 5 })).toMatchObject({
    code: 'VALIDATION',
    issues: [{ path: 'after', code: 'invalid' }],
  });
});
