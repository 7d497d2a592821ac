import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';

const NOW = Date.UTC(2028, 0, 4, 5);

let at: OneDesk;
let other: TestDesk;
let meena: TestWindow;
let elsewhere: TestWindow;
beforeAll(async () => {
  at = await oneDesk(NOW, { meena: 'superadmin', asha: 'superadmin' });
  other = await openDesk(at.database, { now: NOW });
  meena = await at.desk.signedIn('meena');
  elsewhere = await other.signedIn('asha');
  await at.clinic.owner.query(
    `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
     VALUES ('Sevena', 'Longago', 'sevena@patient.invalid', '!',
       UTC_TIMESTAMP() - INTERVAL 7 YEAR, UTC_TIMESTAMP() - INTERVAL 7 YEAR)`,
  );
});
afterAll(async () => {
  await other.stop();
  await at.close();
});

async function save(window: TestWindow, years: number | null): Promise<void> {
  const { marks } = await window.ok('settings.all', {});
  await window.ok('settings.save', {
    values: { retentionYears: years },
    versions: { retentionYears: marks.retentionYears.version },
  });
}

test('a rule that another desk changed since the preview starts nothing; the one that stands there does', async () => {
  await save(meena, 5);
  expect((await meena.ok('retention.preview', { years: 5 })).due).toBe(1);
  for (const years of [10, null]) {
    await save(elsewhere, years);
    expect(await meena.refused('retention.run', { years: 5 })).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'retention_changed' }],
      overridable: false,
    });
  }
  expect(await at.clinic.count('jobs')).toBe(0);
  await save(elsewhere, 6);
  await meena.ok('retention.run', { years: 6 });
  expect(await at.clinic.count("jobs WHERE kind = 'archive'")).toBe(1);
});
