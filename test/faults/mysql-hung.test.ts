import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { type Booking, MONDAY, newVisit } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';
import { whatIsLeft } from './whole';

const TIMEOUT = { code: 'TIMEOUT' };
/** The deadline of a call, and what a busy machine may add. */
const LATEST_MS = 12_000;

let servers: FaultyServers;
let database: FreshDatabase;
let desk: TestDesk;
let reception: TestWindow;
const free: Booking[] = [];

beforeAll(async () => {
  servers = await faultyServers();
  database = await freshDatabase(servers.addresses);
  const clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  for (let made = 0; made < 12; made += 1) free.push(await newVisit(clinic));
  await clinic.close();
  desk = await openDesk(database, { now: MONDAY });
  reception = await desk.signedIn('meena');
});

afterEach(async () => {
  await servers.goOn('mysql');
});

afterAll(async () => {
  await desk.stop();
  await database.drop();
});

function nextBooking(): Booking {
  const booking = free.pop();
  if (!booking) throw new Error('no booking left');
  return booking;
}

describe('MySQL that hears but does not answer', () => {
  it('a booking ends at the deadline, and repeated later it is there once', async () => {
    const [booking, id] = [nextBooking(), randomUUID()];
    await servers.hang('mysql');
    const began = performance.now();
    expect(await reception.refused('appointments.book', booking, id)).toEqual(TIMEOUT);
    expect(performance.now() - began).toBeLessThan(LATEST_MS);
    await servers.goOn('mysql');
    await reception.ok('appointments.book', booking, id);
    expect(await whatIsLeft(database)).toMatchObject({ visits: 1, answered: 1, torn: [], orphans: 0 });
  });

  it('no call waits longer, whatever it does, and the desk works again at once afterwards', async () => {
    const stranger = desk.window();
    await servers.hang('mysql');
    const began = performance.now();
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => reception.refused('appointments.book', nextBooking())),
      reception.refused('doctors.list', {}),
      reception.refused('appointments.day', { date: '2027-01-04', doctorIds: null }),
      stranger.refused('session.signIn', { name: 'meena', password: PASSWORD }),
    ]);
    expect(performance.now() - began).toBeLessThan(LATEST_MS);
    expect(answers).toEqual(Array.from({ length: 9 }, () => TIMEOUT));
    await servers.goOn('mysql');
    await reception.ok('doctors.list', {});
    await Promise.all(Array.from({ length: 3 }, () => reception.ok('appointments.book', nextBooking())));
    await stranger.ok('session.signIn', { name: 'meena', password: PASSWORD });
    expect(await whatIsLeft(database)).toMatchObject({ torn: [], orphans: 0 });
  });

  it('is told as down to the windows, and as up when it answers again', async () => {
    // A desk of its own: the other one may still be finding its way back from the hang before.
    const fresh = await openDesk(database, { now: MONDAY });
    const window = fresh.window();
    const isMysql = (state: string) => (event: { readonly event: string; readonly data: unknown }) =>
      event.event === 'connection' && JSON.stringify(event.data).includes(`"mysql":"${state}"`);
    await window.seen(isMysql('up'));
    await window.signIn('meena');
    await servers.hang('mysql');
    await window.seen(isMysql('down'));
    expect((await window.ok('health.get', {})).mysql.state).toBe('down');
    const known = new Set(window.events);
    await servers.goOn('mysql');
    await window.seen((event) => !known.has(event) && isMysql('up')(event));
    await fresh.stop();
  });
});
