import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DraftsService } from '#electron/features/drafts/service';
import { PresenceService } from '#electron/features/presence/service';
import type { Secrets } from '#electron/platform/ports';
import { SEALING_KEY_BYTES, openSeal, seal } from '#electron/shell/sealing';
import { AppointmentId } from '#shared/values/ids';
import { type Bench, lineTo, openBench, personAt, quiet } from './support';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const appointment = (id: number) => ({ kind: 'appointment' as const, id: AppointmentId.parse(id) });

function feedOf(id: number): Promise<number> {
  return bench.clinic.count("feed WHERE area = 'presence' AND entity_id = ?", [id]);
}

test('another desk sees who is at it; the one who said it sees it as its own', async () => {
  const presence = new PresenceService(bench.db, quiet);
  const meena = personAt(`admin:${String(await bench.clinic.addAdmin('meena', 'staff'))}`);
  const rao = personAt(`doctor:${String(await bench.clinic.addDoctor('Rao'))}`);
  await bench.run("INSERT INTO desks (id, name, version) VALUES (?, 'Front desk', '1')", [meena.deskId]);
  await presence.touch(meena, appointment(101), 'moving');
  await presence.touch(rao, appointment(102), 'viewing');
  const list = await bench.db.read((tx) => presence.list(tx, rao));
  expect(list.filter(({ subject }) => [101, 102].includes(subject.id))).toEqual([
    {
      subject: { kind: 'appointment', id: 101 },
      mode: 'moving',
      displayName: 'The meena',
      deskName: 'Front desk',
      mine: false,
    },
    {
      subject: { kind: 'appointment', id: 102 },
      mode: 'viewing',
      displayName: 'Dr Rao Test',
      deskName: '',
      mine: true,
    },
  ]);
});

test('saying the same again tells nobody; another mode and leaving do', async () => {
  const presence = new PresenceService(bench.db, quiet);
  const person = personAt('admin:900');
  await presence.touch(person, appointment(110), 'viewing');
  await presence.touch(person, appointment(110), 'viewing');
  expect(await feedOf(110)).toBe(1);
  await presence.touch(person, appointment(110), 'editing');
  expect(await feedOf(110)).toBe(2);
  await presence.leave(person, appointment(110));
  await presence.leave(person, appointment(110));
  expect(await feedOf(110)).toBe(3);
  expect(await bench.clinic.count('presence WHERE what = ?', ['appointment:110'])).toBe(0);
});

test('two people at two windows of one desk are two, and one who leaves takes nobody along', async () => {
  const presence = new PresenceService(bench.db, quiet);
  const meena = personAt(`admin:${String(await bench.clinic.addAdmin('meena2', 'staff'))}`);
  const asha = personAt(`admin:${String(await bench.clinic.addAdmin('asha2', 'staff'))}`, meena.deskId);
  const seenBy = async (person: typeof meena) => {
    const list = await bench.db.read((tx) => presence.list(tx, person));
    return list
      .filter(({ subject }) => subject.id === 115)
      .map(({ displayName, mode, mine }) => [displayName, mode, mine])
      .sort();
  };
  await presence.touch(meena, appointment(115), 'editing');
  await presence.touch(asha, appointment(115), 'moving');
  expect(await seenBy(meena)).toEqual([
    ['The asha2', 'moving', false],
    ['The meena2', 'editing', true],
  ]);
  await presence.leave(meena, appointment(115));
  expect(await seenBy(meena)).toEqual([['The asha2', 'moving', false]]);
});

test('it ends twenty seconds after the last word, by the server alone, and the sweep tells the desks', async () => {
  const start = Date.parse('2027-01-04T06:00:00Z');
  const at = (seconds: number) =>
    bench.open({ clock: { now: () => start + seconds * 1000, shiftedFrom: start } });
  const early = new PresenceService(at(0), quiet);
  const person = personAt('admin:901');
  await early.touch(person, appointment(120), 'editing');
  const seenAt = async (seconds: number) => {
    const list = await at(seconds).read((tx) => early.list(tx, person));
    return list.some(({ subject }) => subject.id === 120);
  };
  expect(await seenAt(19)).toBe(true);
  expect(await seenAt(21)).toBe(false);
  await new PresenceService(at(19), quiet).sweep();
  expect(await feedOf(120)).toBe(1);
  await new PresenceService(at(21), quiet).sweep();
  expect(await feedOf(120)).toBe(2);
  expect(await bench.clinic.count('presence WHERE what = ?', ['appointment:120'])).toBe(0);
});

function keyed(lasting = true): Secrets {
  const key = randomBytes(SEALING_KEY_BYTES);
  return {
    lasting,
    seal: (plain) => Promise.resolve(seal(key, plain)),
    open: (sealed) => Promise.resolve(sealed).then((bytes) => openSeal(key, bytes)),
  };
}

const TYPED = '{"reason":"Chest pain since Tuesday, दर्द"}';

test('a draft comes back to its person, and the table holds nothing that can be read', async () => {
  const drafts = new DraftsService(bench.db, keyed(), quiet);
  const mine = personAt('admin:910').key;
  const other = personAt('admin:911').key;
  const get = (person: typeof mine, name: string) => bench.db.read((tx) => drafts.get(tx, person, name));
  expect(await drafts.save(mine, 'booking', TYPED)).toBe('database');
  expect(await get(mine, 'booking')).toBe(TYPED);
  expect(await get(other, 'booking')).toBeNull();
  expect(await get(mine, 'patient:1')).toBeNull();
  const [row] = await bench.rows(
    "SELECT LOCATE('Chest', cipher) AS body, LOCATE('reason', cipher) AS field, LENGTH(cipher) AS length FROM drafts WHERE person = ?",
    [mine],
  );
  expect(row).toMatchObject({ body: 0, field: 0 });
  expect(row?.['length']).toBeGreaterThan(TYPED.length);
  await drafts.save(mine, 'booking', '{}');
  expect(await get(mine, 'booking')).toBe('{}');
  await drafts.discard(mine, 'booking');
  expect(await get(mine, 'booking')).toBeNull();
  expect(await bench.clinic.count('drafts WHERE person = ?', [mine])).toBe(0);
});

test("a seal moved to another person's row, or made at another desk, does not open", async () => {
  const drafts = new DraftsService(bench.db, keyed(), quiet);
  const mine = personAt('admin:912').key;
  const other = personAt('admin:913').key;
  await drafts.save(mine, 'booking', TYPED);
  await bench.run('UPDATE drafts SET person = ? WHERE person = ?', [other, mine]);
  expect(await bench.db.read((tx) => drafts.get(tx, other, 'booking'))).toBeNull();
  await drafts.save(mine, 'booking', TYPED);
  const elsewhere = new DraftsService(bench.db, keyed(), quiet);
  expect(await bench.db.read((tx) => elsewhere.get(tx, mine, 'booking'))).toBeNull();
});

test('without a keyring a draft stays in memory', async () => {
  const drafts = new DraftsService(bench.db, keyed(false), quiet);
  const mine = personAt('admin:914').key;
  expect(await drafts.save(mine, 'booking', TYPED)).toBe('memory');
  expect(await bench.db.read((tx) => drafts.get(tx, mine, 'booking'))).toBe(TYPED);
  expect(await bench.clinic.count('drafts WHERE person = ?', [mine])).toBe(0);
  await drafts.discard(mine, 'booking');
  expect(await bench.db.read((tx) => drafts.get(tx, mine, 'booking'))).toBeNull();
});

test('while MySQL is away a draft stays in memory, and is kept for good when it is back', async () => {
  const line = await lineTo(bench.fresh.mysqlUrl);
  const db = bench.open({ url: line.url });
  const drafts = new DraftsService(db, keyed(), quiet);
  const mine = personAt('admin:915').key;
  await line.cut();
  expect(await drafts.save(mine, 'booking', TYPED)).toBe('memory');
  await line.mend();
  expect(await bench.db.read((tx) => drafts.get(tx, mine, 'booking'))).toBe(TYPED);
  expect(await drafts.save(mine, 'booking', TYPED)).toBe('database');
  expect(await bench.clinic.count('drafts WHERE person = ?', [mine])).toBe(1);
  await line.cut();
});

test('a person keeps a hundred drafts, the oldest give way', async () => {
  const drafts = new DraftsService(bench.db, keyed(), quiet);
  const mine = personAt('admin:916').key;
  const values = Array.from(
    { length: 100 },
    (_, index) => `('${mine}', 'old:${String(index)}', 'x', '2026-01-01')`,
  );
  await bench.run(`INSERT INTO drafts (person, name, cipher, updated_at) VALUES ${values.join(', ')}`);
  await drafts.save(mine, `patient:${randomUUID()}`, TYPED);
  expect(await bench.clinic.count('drafts WHERE person = ?', [mine])).toBe(100);
  expect(await bench.clinic.count("drafts WHERE person = ? AND name LIKE 'patient:%'", [mine])).toBe(1);
});
