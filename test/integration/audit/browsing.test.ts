import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { AuditFilters, type AuditLine, type AuditLooking } from '#shared/contract/audit';
import { AuditService } from '#electron/features/audit/service';
import { DeskId, type PatientId, PersonKey } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import { type Bench, openBench } from '#test/integration/platform/support';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

/** Half past midnight on the clinic's wall is seven in the evening of the day before in UTC. */
const FIRST = Date.parse('2028-06-04T18:00:00Z') / 1000;
const ROWS = 900;
const NOTHING: AuditLooking['filters'] = AuditFilters.parse({
  person: null,
  patientId: null,
  action: null,
  entity: null,
  outcome: null,
  deskId: null,
  from: null,
  to: null,
});
const DESKS = ['6d0d6c67-5b57-4b2f-8a39-31c9ab2f4a01', '6d0d6c67-5b57-4b2f-8a39-31c9ab2f4a02'];

let bench: Bench;
let patients: PatientId[];
let audit: AuditService;

beforeAll(async () => {
  bench = await openBench();
  audit = new AuditService({
    settings: { current: () => Promise.resolve({ timeZone: 'Asia/Kolkata' }) },
    mostLookedAt: 40,
  });
  patients = [await bench.clinic.addPatient('Anu'), await bench.clinic.addPatient('Bina')];
  // Some rows share their moment, as those of one statement do.
  for (let at = 0; at < ROWS; at += 1) {
    await bench.run(`SET SESSION timestamp = ${String(FIRST + Math.floor(at / 3) * 600)}`);
    await bench.run(
      `INSERT INTO audit_log (actor, desk_id, action, entity, entity_id, patient_id, outcome)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        ['admin:1', 'admin:2', 'doctor:1', null][at % 4] ?? null,
        [...DESKS, null][at % 3] ?? null,
        at % 50 === 0 ? 'patients.merge' : 'appointments.book',
        at % 7 === 0 ? 'patient' : 'appointment',
        String(at),
        patients[at % 5] ?? null,
        at % 11 === 0 ? 'refused' : 'done',
      ],
    );
  }
  await bench.run('SET SESSION timestamp = DEFAULT');
});

afterAll(() => bench.close());

function where({ filters }: Pick<AuditLooking, 'filters'>): [string, (string | number)[]] {
  const parts: [string, string | number | null][] = [
    ['actor = ?', filters.person],
    ['patient_id = ?', filters.patientId],
    ['action = ?', filters.action],
    ['entity = ?', filters.entity],
    ['outcome = ?', filters.outcome],
    ['desk_id = ?', filters.deskId],
    ["DATE(`at` + INTERVAL '5:30' HOUR_MINUTE) >= ?", filters.from],
    ["DATE(`at` + INTERVAL '5:30' HOUR_MINUTE) <= ?", filters.to],
  ];
  const used = parts.filter((part): part is [string, string | number] => part[1] !== null);
  return [[...used.map(([sql]) => sql), 'TRUE'].join(' AND '), used.map(([, value]) => value)];
}

/** Everything there is, page by page; how many pages it took. */
async function readAll(looking: Omit<AuditLooking, 'after'>): Promise<{ lines: number[]; pages: number }> {
  const lines: number[] = [];
  for (let after: string | null = null, pages = 1; ; pages += 1) {
    const page: { items: { id: number }[]; next: string | null; lookedTo: string | null } =
      await bench.db.read((tx) => audit.page(tx, { ...looking, after }));
    lines.push(...page.items.map(({ id }) => id));
    // A page that is not full says why: either that was all, or so far was looked.
    if (page.items.length < looking.limit) expect(page.lookedTo === null).toBe(page.next === null);
    if (page.next === null) return { lines, pages };
    after = page.next;
  }
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const filters = fc
  .record({
    person: maybe(fc.constantFrom('admin:1', 'admin:2', 'doctor:1')),
    patient: maybe(fc.constantFrom(0, 1)),
    action: maybe(fc.constantFrom('patients.merge', 'appointments.book', 'no.such')),
    entity: maybe(fc.constantFrom('patient', 'appointment')),
    outcome: maybe(fc.constantFrom('done', 'refused', 'viewed')),
    deskId: maybe(fc.constantFrom(...DESKS)),
    from: maybe(fc.constantFrom('2028-06-04', '2028-06-05', '2028-06-06')),
    to: maybe(fc.constantFrom('2028-06-06', '2028-06-07', '2028-06-30')),
  })
  .map(({ patient, ...rest }) => ({
    ...rest,
    patientId: patient === null ? null : (patients[patient] ?? null),
  }));

describe('looking through the audit', () => {
  test('whatever it is filtered by, the pages together are what one plain statement finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom('newest', 'oldest'),
        fc.constantFrom(7, 200),
        async (given, order, limit) => {
          const looking = { filters: AuditFilters.parse(given), order, limit } as const;
          const [sql, params] = where(looking);
          const way = order === 'newest' ? 'DESC' : 'ASC';
          const plain = await bench.rows(
            `SELECT id FROM audit_log WHERE ${sql} ORDER BY \`at\` ${way}, id ${way}`,
            params,
          );
          expect((await readAll(looking)).lines).toEqual(plain.map((row) => Number(row['id'])));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a day is the clinic’s: it ends at half past six in the evening in UTC', async () => {
    const day = AuditFilters.parse({ ...NOTHING, from: '2028-06-05', to: '2028-06-05' });
    const { lines } = await readAll({ filters: day, order: 'oldest', limit: 200 });
    const [first, last] = await Promise.all(
      [lines[0], lines.at(-1)].map(async (id) => (await bench.db.read((tx) => audit.entry(tx, id ?? 0))).at),
    );
    expect([first, last, lines.length]).toEqual([
      '2028-06-04T18:30:00.000Z',
      '2028-06-05T18:20:00.000Z',
      432,
    ]);
  });

  test('what is seldom among much is said to be not found yet, with how far was looked', async () => {
    const seldom = AuditFilters.parse({ ...NOTHING, person: 'admin:2', deskId: DESKS[1], outcome: 'viewed' });
    const page = await bench.db.read((tx) =>
      audit.page(tx, {
        filters: { ...seldom, outcome: 'refused', entity: 'patient' },
        order: 'newest',
        after: null,
        limit: 200,
      }),
    );
    expect(page.items.length).toBeLessThan(5);
    expect(page.lookedTo).not.toBeNull();
    expect(page.next).toContain(page.lookedTo?.slice(0, 10));
    // A filter that nothing fits ends the search at once, whatever else is asked.
    const none = await bench.db.read((tx) =>
      audit.page(tx, { filters: seldom, order: 'newest', after: null, limit: 200 }),
    );
    expect(none).toEqual({ items: [], next: null, lookedTo: null });
  });

  test('no statement sorts the audit: each reads it in the order of one of its keys', async () => {
    const explained: string[] = [];
    const explaining = (tx: ReadTx): ReadTx => ({
      select: async (sql, params) => {
        const plan = await tx.select<{ table: string; key: string | null; Extra: string | null }>(
          `EXPLAIN FORMAT=TRADITIONAL ${sql}`,
          params,
        );
        for (const { table, key, Extra } of plan)
          if (table === 'audit_log') explained.push(`${key ?? 'none'}: ${Extra ?? ''}`);
        return tx.select(sql, params);
      },
    });
    const each: Partial<AuditLooking['filters']>[] = [
      {},
      { person: PersonKey.parse('admin:1') },
      { patientId: patients[0] ?? null },
      { action: 'patients.merge' },
      { entity: 'patient' },
      { outcome: 'refused' },
      { deskId: DeskId.parse(DESKS[0]) },
      { action: 'patients.merge', outcome: 'refused', entity: 'patient' },
    ];
    for (const given of each) {
      for (const order of ['newest', 'oldest'] as const) {
        const looking = { filters: { ...NOTHING, ...given }, order, limit: 5 };
        const { next } = await bench.db.read((tx) => audit.page(explaining(tx), { ...looking, after: null }));
        await bench.db.read((tx) => audit.page(explaining(tx), { ...looking, after: next }));
      }
    }
    expect(explained.length).toBeGreaterThan(2 * 2 * each.length - 1);
    expect(explained.filter((plan) => !plan.startsWith('audit_log_') || plan.includes('filesort'))).toEqual(
      [],
    );
  });
});

describe('from a desk', () => {
  let desk: TestDesk;
  let admin: TestWindow;
  let patientId: PatientId;

  beforeAll(async () => {
    await bench.clinic.addAdmin('admin', 'superadmin');
    await bench.clinic.addAdmin('viewer', 'viewer');
    patientId = await bench.clinic.addPatient('Chandra');
    desk = await openDesk(bench.fresh);
    admin = await desk.signedIn('admin');
  });

  afterAll(() => desk.stop());

  async function latest(given: Partial<AuditLooking['filters']>): Promise<AuditLine[]> {
    // Before the rows of the tests above, which lie in the future.
    const filters = { ...NOTHING, to: ClinicDate.parse('2028-05-31'), ...given };
    return (await admin.ok('audit.page', { filters, order: 'newest', after: null, limit: 50 })).items;
  }

  test('a change stands there with names, before and after; and that it was looked at, too', async () => {
    await admin.ok('patients.remove', { id: patientId, version: 1 });
    await admin.ok('patients.bringBack', { id: patientId, version: 2 });
    const [brought, removed] = await latest({ patientId: patientId });
    expect(brought).toMatchObject({
      action: 'patients.bringBack',
      actorName: 'The admin',
      deskName: 'Test desk',
      patientName: 'Chandra Test',
      outcome: 'done',
    });
    expect(removed?.action).toBe('patients.remove');
    const entry = await admin.ok('audit.entry', { id: brought?.id ?? 0 });
    expect(entry.before).not.toEqual(entry.after);
    const views = await latest({ action: 'audit.entry' });
    expect(views).toMatchObject([{ outcome: 'viewed', patientId, actorName: 'The admin' }]);
  });

  test('the view of an entry about nobody is about nobody', async () => {
    await admin.ok('desks.rename', { name: 'Test desk' });
    const [renamed] = await latest({ action: 'desks.rename' });
    await admin.ok('audit.entry', { id: renamed?.id ?? 0 });
    expect((await latest({ action: 'audit.entry' }))[0]).toMatchObject({ patientId: null });
  });

  test('a refused call is found by its outcome', async () => {
    const viewer = await desk.signedIn('viewer');
    await viewer.refused('patients.remove', { id: patientId, version: 1 });
    await viewer.refused('audit.page', { filters: NOTHING, order: 'newest', after: null, limit: 5 });
    const refused = await latest({ outcome: 'refused' });
    expect(refused.slice(0, 2).map(({ action, actorName }) => [action, actorName])).toEqual([
      ['audit.page', 'The viewer'],
      ['patients.remove', 'The viewer'],
    ]);
  });

  test('an export is one entry, whatever its length, and carries what stood before and after', async () => {
    const filters = { ...NOTHING, patientId: patientId };
    const first = await admin.ok('audit.export', { filters, order: 'oldest', after: null, limit: 1 });
    const second = await admin.ok('audit.export', {
      filters,
      order: 'oldest',
      after: first.next,
      limit: 200,
    });
    expect([...first.items, ...second.items].map(({ action }) => action)).toContain('patients.remove');
    expect(first.items[0]?.after).not.toBeNull();
    expect(await latest({ action: 'audit.export' })).toHaveLength(1);
  });

  test('people and desks to filter by are all there', async () => {
    const { people, desks } = await admin.ok('audit.choices', {});
    expect(people.map(({ name }) => name)).toEqual(['The admin', 'The viewer']);
    expect(desks.map(({ name }) => name)).toEqual(['Test desk']);
  });

  test.each([
    ['after', { after: 'yesterday' }, 'invalid'],
    ['after', { after: '2028-13-45 99:00:00.000 7' }, 'invalid'],
    ['filters.to', { filters: { ...NOTHING, from: '2028-06-05', to: '2028-06-04' } }, 'end_before_start'],
    ['limit', { limit: 201 }, 'too_big'],
    ['filters.action', { filters: { ...NOTHING, action: "'; DROP" } }, 'unknown_choice'],
  ])('bad input is told at its field: %s', async (path, given, code) => {
    const result = await admin.raw('audit.page', {
      filters: NOTHING,
      order: 'newest',
      after: null,
      limit: 5,
      ...given,
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'VALIDATION', issues: [{ path, code }] } });
  });

  test('an entry that is not there is not found', async () => {
    expect(await admin.refused('audit.entry', { id: 999_999_999 })).toEqual({
      code: 'NOT_FOUND',
      entity: 'audit',
    });
  });
});
