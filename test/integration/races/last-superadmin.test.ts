import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '#shared/errors/app-error';
import type { AdminId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type Desks, accepted, openDesks } from './desks';

const NOW = Date.parse('2028-04-03T04:00:00Z');
const ROUNDS = 15;

let database: FreshDatabase;
let clinic: SmallClinic;
let ids: Record<'asha' | 'ravi', AdminId>;
let desks: Record<'asha' | 'ravi', Desks>;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  ids = {
    asha: await clinic.addAdmin('asha', 'superadmin'),
    ravi: await clinic.addAdmin('ravi', 'superadmin'),
  };
  desks = {
    asha: await openDesks(database, 1, NOW, 'asha'),
    ravi: await openDesks(database, 1, NOW, 'ravi'),
  };
}, 120_000);

afterAll(async () => {
  await Promise.all(Object.values(desks).map((each) => each.stop()));
  await clinic.close();
  await database.drop();
});

async function bothAreSuperadmins(): Promise<Record<'asha' | 'ravi', number>> {
  await clinic.owner.query("UPDATE admin SET role = 'superadmin', is_disabled = 0");
  const [rows] = await clinic.owner.query('SELECT id, version FROM admin');
  const versions = new Map(
    (rows as { id: number; version: number }[]).map(({ id, version }) => [id, version]),
  );
  return { asha: versions.get(ids.asha) ?? 0, ravi: versions.get(ids.ravi) ?? 0 };
}

function goes(name: 'asha' | 'ravi', version: number, way: 'disabled' | 'demoted') {
  const fields = {
    displayName: name,
    username: name,
    email: null,
    role: way === 'demoted' ? 'staff' : 'superadmin',
    disabled: way === 'disabled',
  };
  return { name: 'people.edit', input: { id: ids[name], version, fields } };
}

async function race(
  first: ReturnType<typeof goes>,
  second: ReturnType<typeof goes>,
): Promise<Result<unknown>[]> {
  const [asha, ravi] = await Promise.all([desks.asha.race([first]), desks.ravi.race([second])]);
  return [...asha, ...ravi];
}

function superadmins(): Promise<number> {
  return clinic.count("admin WHERE role = 'superadmin' AND is_disabled = 0");
}

test('two who each step down in the same moment: one does, one stays', { timeout: 120_000 }, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const versions = await bothAreSuperadmins();
    const answers = await race(
      goes('asha', versions.asha, 'demoted'),
      goes('ravi', versions.ravi, round % 2 === 0 ? 'demoted' : 'disabled'),
    );
    expect(accepted(answers)).toBe(1);
    const refused = answers.find((answer) => !answer.ok);
    expect(refused).toMatchObject({ error: { rules: [{ rule: 'last_superadmin' }] } });
    expect(await superadmins()).toBe(1);
  }
});

test('two who disable each other in the same moment: one is left', { timeout: 120_000 }, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const versions = await bothAreSuperadmins();
    const answers = await race(
      goes('ravi', versions.ravi, 'disabled'),
      goes('asha', versions.asha, 'demoted'),
    );
    expect(accepted(answers)).toBe(1);
    expect(await superadmins()).toBe(1);
  }
});

test(
  'two raw statements in the same moment: the database keeps one by itself',
  { timeout: 120_000 },
  async () => {
    const mysql = await import('mysql2/promise');
    const tools = await Promise.all([1, 2].map(() => mysql.createConnection({ uri: database.adminUrl })));
    for (let round = 0; round < ROUNDS; round += 1) {
      await bothAreSuperadmins();
      const outcomes = await Promise.allSettled(
        tools.map((tool, index) =>
          tool.query('UPDATE admin SET is_disabled = 1 WHERE id = ?', [index === 0 ? ids.asha : ids.ravi]),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await superadmins()).toBe(1);
    }
    await Promise.all(tools.map((tool) => tool.end()));
  },
);
