import { randomUUID } from 'node:crypto';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '#shared/errors/app-error';
import { smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type SeenEvent, type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { type Booking, MONDAY, newVisit } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';
import { whatIsLeft } from './whole';

const DOWN = { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'down' };

let servers: FaultyServers;
let database: FreshDatabase;
let desk: TestDesk;
let reception: TestWindow;
const free: Booking[] = [];

/** Bookings that nothing stands in the way of, each with a doctor and a patient of its own. */
async function makeClinic(bookings: number): Promise<void> {
  const clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  for (let made = 0; made < bookings; made += 1) free.push(await newVisit(clinic));
  await clinic.close();
}

beforeAll(async () => {
  servers = await faultyServers();
  database = await freshDatabase(servers.addresses);
  await makeClinic(130);
  desk = await openDesk(database, { now: MONDAY });
  reception = await desk.signedIn('meena');
});

beforeEach(recovered);

afterAll(async () => {
  await desk.stop();
  await servers.restart('mysql');
  await database.drop();
});

function isConnection(state: 'up' | 'down') {
  return ({ event, data }: SeenEvent) =>
    event === 'connection' && typeof data === 'object' && Reflect.get(data ?? {}, 'mysql') === state;
}

/** The server answers again, through the desk's own connections, and the desk has said so to its windows. */
async function recovered(): Promise<void> {
  const answers = async () => {
    const last = reception.events.findLast(({ event }) => event === 'connection');
    return (await reception.raw('doctors.list', {})).ok && (!last || isConnection('up')(last));
  };
  await expect.poll(answers, { timeout: 20_000 }).toBe(true);
}

function taken(count: number): Booking[] {
  return free.splice(0, count);
}

describe('MySQL killed in the middle of a booking', () => {
  it('that waits for a lock: nothing is there, the same request then makes one visit', async () => {
    const [booking] = taken(1);
    if (!booking) throw new Error('no booking left');
    const blocker = await mysql.createConnection({ uri: database.adminUrl });
    // The killed server ends this connection too.
    blocker.on('error', () => undefined);
    await blocker.query('START TRANSACTION');
    await blocker.query('SELECT id FROM patients WHERE id = ? FOR UPDATE', [booking.patientId]);
    const id = randomUUID();
    const answer = reception.raw('appointments.book', booking, id);
    // Should the booking end by itself, the failure shows how.
    let early: Result<unknown> | null = null;
    void answer.then((result) => {
      early = result;
    });
    const waiting = async () => {
      const [rows] = await blocker.query(
        "SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
      );
      return early ?? (rows as readonly unknown[]).length;
    };
    // InnoDB takes this table anew only when nobody has asked for it in the last tenth of a second.
    await expect.poll(waiting, { timeout: 8_000, interval: 200 }).toBe(1);
    await servers.kill('mysql');
    expect(await answer).toEqual({ ok: false, error: DOWN });
    expect(await reception.refused('appointments.book', booking, id)).toEqual(DOWN);

    await servers.restart('mysql');
    await recovered();
    expect(await whatIsLeft(database)).toMatchObject({ visits: 0, answered: 0, torn: [], orphans: 0 });
    const first = await reception.ok('appointments.book', booking, id);
    expect(await reception.ok('appointments.book', booking, id)).toEqual(first);
    expect(await whatIsLeft(database)).toMatchObject({ visits: 1, answered: 1, torn: [], orphans: 0 });
  });

  it.each([1, 7, 16])(
    'when %i of thirty under way have been answered: each is whole or not there, and repeated is there once',
    async (killAt) => {
      const before = await whatIsLeft(database);
      const requests = taken(30).map((booking) => ({ booking, id: randomUUID() }));
      let answered = 0;
      const answers = await Promise.all(
        requests.map(async ({ booking, id }): Promise<Result<unknown>> => {
          const answer = await reception.raw('appointments.book', booking, id);
          answered += 1;
          if (answered === killAt) await servers.kill('mysql');
          return answer;
        }),
      );
      const promised = answers.filter((answer) => answer.ok).length;
      const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
      expect(promised).toBeGreaterThanOrEqual(killAt);
      expect(refusals.length).toBeGreaterThan(0);
      for (const refusal of refusals) expect(refusal).toEqual(DOWN);

      await servers.restart('mysql');
      await recovered();
      const after = await whatIsLeft(database);
      // What was promised is there; more may be, whose answer was lost with the server.
      expect(after.visits - before.visits).toBeGreaterThanOrEqual(promised);
      expect(after).toMatchObject({ answered: after.visits, torn: [], orphans: 0 });

      const again = [];
      for (const { booking, id } of requests)
        again.push(await reception.ok('appointments.book', booking, id));
      for (const [at, answer] of answers.entries()) if (answer.ok) expect(again[at]).toEqual(answer.value);
      expect(new Set(again.map(({ appointment }) => appointment.id)).size).toBe(30);
      const visits = before.visits + 30;
      expect(await whatIsLeft(database)).toMatchObject({ visits, answered: visits, torn: [], orphans: 0 });
    },
  );
});

describe('a desk whose server goes and comes', () => {
  it('says so to every window, and when it is back asks for everything again', async () => {
    const [signedOut, told] = [desk.window(), await desk.signedIn('meena')];
    await servers.kill('mysql');
    await Promise.all([signedOut.seen(isConnection('down')), told.seen(isConnection('down'))]);
    const known = new Set([...told.events, ...signedOut.events]);
    await servers.restart('mysql');
    const later = (isIt: (event: SeenEvent) => boolean) => (event: SeenEvent) =>
      !known.has(event) && isIt(event);
    await Promise.all([signedOut.seen(later(isConnection('up'))), told.seen(later(isConnection('up')))]);
    const everything = await told.seen(later(({ event }) => event === 'changed'));
    expect(everything).toEqual({ event: 'changed', data: { scope: 'all' } });
    // The session outlives the server: nobody has to sign in again.
    const [booking] = taken(1);
    if (!booking) throw new Error('no booking left');
    await told.ok('appointments.book', booking);
  });

  it('answers at once while it is away, whatever is asked', async () => {
    const window = desk.window();
    await servers.kill('mysql');
    const began = performance.now();
    const answers = await Promise.all([
      reception.refused('doctors.list', {}),
      reception.refused('patients.search', { text: 'ka', after: null, limit: 10 }),
      window.refused('session.signIn', { name: 'meena', password: 'x' }),
    ]);
    expect(answers).toEqual([DOWN, DOWN, DOWN]);
    const health = await window.ok('health.get', {});
    expect(health.mysql).toEqual({ state: 'down', version: null, latency: null });
    expect(health.mongo.state).toBe('up');
    expect(await window.ok('settings.get', {})).toMatchObject({ timeZone: 'Asia/Kolkata' });
    expect(performance.now() - began).toBeLessThan(5_000);
    await servers.restart('mysql');
  });
});
