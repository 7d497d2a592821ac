import { randomUUID } from 'node:crypto';
import mysql from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import type { Result } from '#shared/errors/app-error';
import type { SeenEvent } from '#test/support/desk';
import { type Booking, newVisit } from '#test/support/visits';
import { DOWN, faultyDesk, isConnection } from './faulty-desk';
import { whatIsLeft } from './whole';

const free: Booking[] = [];

/** Bookings that nothing stands in the way of, each with a doctor and a patient of its own. */
const faulty = faultyDesk(async (clinic) => {
  for (let made = 0; made < 130; made += 1) free.push(await newVisit(clinic));
});

function taken(count: number): Booking[] {
  return free.splice(0, count);
}

describe('MySQL killed in the middle of a booking', () => {
  it('that waits for a lock: nothing is there, the same request then makes one visit', async () => {
    const [booking] = taken(1);
    if (!booking) throw new Error('no booking left');
    const blocker = await mysql.createConnection({ uri: faulty.database.adminUrl });
    // The killed server ends this connection too.
    blocker.on('error', () => undefined);
    await blocker.query('START TRANSACTION');
    await blocker.query('SELECT id FROM patients WHERE id = ? FOR UPDATE', [booking.patientId]);
    const id = randomUUID();
    const answer = faulty.reception.raw('appointments.book', booking, id);
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
    await faulty.servers.kill('mysql');
    expect(await answer).toEqual({ ok: false, error: DOWN });
    expect(await faulty.reception.refused('appointments.book', booking, id)).toEqual(DOWN);

    await faulty.servers.restart('mysql');
    await faulty.recovered();
    expect(await whatIsLeft(faulty.database)).toMatchObject({ visits: 0, answered: 0, torn: [], orphans: 0 });
    const first = await faulty.reception.ok('appointments.book', booking, id);
    expect(await faulty.reception.ok('appointments.book', booking, id)).toEqual(first);
    expect(await whatIsLeft(faulty.database)).toMatchObject({ visits: 1, answered: 1, torn: [], orphans: 0 });
  });

  it.each([1, 7, 16])(
    'when %i of thirty under way have been answered: each is whole or not there, and repeated is there once',
    async (killAt) => {
      const before = await whatIsLeft(faulty.database);
      const requests = taken(30).map((booking) => ({ booking, id: randomUUID() }));
      let answered = 0;
      const answers = await Promise.all(
        requests.map(async ({ booking, id }): Promise<Result<unknown>> => {
          const answer = await faulty.reception.raw('appointments.book', booking, id);
          answered += 1;
          if (answered === killAt) await faulty.servers.kill('mysql');
          return answer;
        }),
      );
      const promised = answers.filter((answer) => answer.ok).length;
      const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
      expect(promised).toBeGreaterThanOrEqual(killAt);
      expect(refusals.length).toBeGreaterThan(0);
      for (const refusal of refusals) expect(refusal).toEqual(DOWN);

      await faulty.servers.restart('mysql');
      await faulty.recovered();
      const after = await whatIsLeft(faulty.database);
      // What was promised is there; more may be, whose answer was lost with the server.
      expect(after.visits - before.visits).toBeGreaterThanOrEqual(promised);
      expect(after).toMatchObject({ answered: after.visits, torn: [], orphans: 0 });

      const again = [];
      for (const { booking, id } of requests)
        again.push(await faulty.reception.ok('appointments.book', booking, id));
      for (const [at, answer] of answers.entries()) if (answer.ok) expect(again[at]).toEqual(answer.value);
      expect(new Set(again.map(({ appointment }) => appointment.id)).size).toBe(30);
      const visits = before.visits + 30;
      expect(await whatIsLeft(faulty.database)).toMatchObject({
        visits,
        answered: visits,
        torn: [],
        orphans: 0,
      });
    },
  );
});

describe('a faulty.desk whose server goes and comes', () => {
  it('says so to every window, and when it is back asks for everything again', async () => {
    const [signedOut, told] = [faulty.desk.window(), await faulty.desk.signedIn('meena')];
    await faulty.servers.kill('mysql');
    await Promise.all([signedOut.seen(isConnection('down')), told.seen(isConnection('down'))]);
    const known = new Set([...told.events, ...signedOut.events]);
    await faulty.servers.restart('mysql');
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
    const window = faulty.desk.window();
    await faulty.servers.kill('mysql');
    const began = performance.now();
    const answers = await Promise.all([
      faulty.reception.refused('doctors.list', {}),
      faulty.reception.refused('patients.search', { text: 'ka', after: null, limit: 10 }),
      window.refused('session.signIn', { name: 'meena', password: 'x' }),
    ]);
    expect(answers).toEqual([DOWN, DOWN, DOWN]);
    const health = await window.ok('health.get', {});
    expect(health.mysql).toEqual({ state: 'down', version: null, latency: null });
    expect(health.mongo.state).toBe('up');
    expect(await window.ok('settings.get', {})).toMatchObject({ timeZone: 'Asia/Kolkata' });
    expect(performance.now() - began).toBeLessThan(5_000);
    await faulty.servers.restart('mysql');
  });
});
