import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWindow } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';

let at: OneDesk;
let admin: TestWindow;
beforeAll(async () => {
  at = await oneDesk(Date.UTC(2028, 0, 4, 5), { meena: 'superadmin' });
  admin = await at.desk.signedIn('meena');
  const doctorId = await at.clinic.addDoctor('Larga');
  await at.clinic.owner.query(
    `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
     SELECT 'Many', 'Longago', CONCAT('many', b.n, '.', a.n, '@patient.invalid'), '!',
       UTC_TIMESTAMP() - INTERVAL 20 YEAR, UTC_TIMESTAMP() - INTERVAL 20 YEAR
     FROM grid_steps a JOIN grid_steps b WHERE a.n < 100 AND b.n < 100`,
  );
  await at.clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, completed_at)
     SELECT p.id, ?, '2010-01-01' + INTERVAL (p.id * 2 + g.n) * 10 MINUTE,
       '2010-01-01' + INTERVAL (p.id * 2 + g.n) * 10 + 5 MINUTE, 'completed', UTC_TIMESTAMP()
     FROM patients p JOIN grid_steps g WHERE g.n < 2`,
    [doctorId],
  );
});
afterAll(() => at.close());

test('ten thousand due with twenty thousand visits are seen within a call, the longest ago first', async () => {
  const { due } = await admin.ok('retention.preview', { years: 5 });
  expect(due).toBe(10_000);
  const { items, next } = await admin.ok('retention.due', { years: 5, after: null, limit: 100 });
  expect(items).toHaveLength(100);
  const ids = items.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(items[0]?.lastVisit).toBe('2010-01-01');
  const second = await admin.ok('retention.due', { years: 5, after: next, limit: 100 });
  expect(second.items[0]?.id).toBe(1 + (ids.at(-1) ?? 0));
});
