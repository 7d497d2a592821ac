import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type SeenEvent, type TestDesk, openDesk } from '#test/support/desk';
import { type Booking, MONDAY, newVisit } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';

let servers: FaultyServers;
let database: FreshDatabase;
const desks: TestDesk[] = [];
const free: Booking[] = [];

beforeAll(async () => {
  servers = await faultyServers();
  database = await freshDatabase(servers.addresses);
  const clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  for (let made = 0; made < 6; made += 1) free.push(await newVisit(clinic));
  await clinic.close();
});

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop();
});

afterAll(async () => {
  await database.drop();
});

async function open(): Promise<TestDesk> {
  const desk = await openDesk(database, { now: MONDAY });
  desks.push(desk);
  return desk;
}

function nextBooking(): Booking {
  const booking = free.pop();
  if (!booking) throw new Error('no booking left');
  return booking;
}

async function copied(id: number): Promise<unknown> {
  const client = new MongoClient(database.mongoUrl);
  try {
    return await client.db().collection<{ _id: number }>('visits').findOne({ _id: id });
  } finally {
    await client.close();
  }
}

function isMongo(state: 'up' | 'down') {
  return ({ event, data }: SeenEvent) =>
    event === 'connection' && JSON.stringify(data).includes(`"mongo":"${state}"`);
}

describe('MongoDB away', () => {
  it('at the start: reception works, health says what does not, and what waited is carried over', async () => {
    await servers.kill('mongo');
    const desk = await open();
    const window = await desk.signedIn('meena');
    const { appointment } = await window.ok('appointments.book', nextBooking());
    const moved = await window.ok('appointments.status', { id: appointment.id, version: 1, to: 'waiting' });
    const health = await window.ok('health.get', {});
    expect(health.mysql.state).toBe('up');
    expect(health.mongo).toEqual({ state: 'down', version: null, latency: null });
    expect(health.outboxPending).toBe(2);

    await servers.restart('mongo');
    await window.seen(isMongo('up'));
    await expect
      .poll(() => copied(appointment.id), { timeout: 20_000 })
      .toMatchObject({
        _id: appointment.id,
        patient_id: appointment.patientId,
        doctor_id: appointment.doctorId,
        start: '2027-01-04T10:00',
        state: 'waiting',
        version: moved.appointment.version,
      });
    await expect
      .poll(async () => (await window.ok('health.get', {})).outboxPending, { timeout: 20_000 })
      .toBe(0);
  });

  it('in the middle of the day: nobody at reception notices, the windows are told', async () => {
    const desk = await open();
    const window = await desk.signedIn('meena');
    const first = await window.ok('appointments.book', nextBooking());
    await expect.poll(() => copied(first.appointment.id), { timeout: 20_000 }).not.toBeNull();
    await servers.kill('mongo');
    const second = await window.ok('appointments.book', nextBooking());
    await window.seen(isMongo('down'));
    const third = await window.ok('appointments.book', nextBooking());
    const known = new Set(window.events);
    await servers.restart('mongo');
    await window.seen((event) => !known.has(event) && isMongo('up')(event));
    for (const { appointment } of [second, third]) {
      await expect.poll(() => copied(appointment.id), { timeout: 20_000 }).not.toBeNull();
    }
  });
});

describe('both away at the start', () => {
  it('every call says so at once, and the desk works when they are back', async () => {
    await Promise.all([servers.kill('mysql'), servers.kill('mongo')]);
    const desk = await open();
    const window = desk.window();
    const began = performance.now();
    const down = { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'down' };
    expect(await window.refused('session.signIn', { name: 'meena', password: PASSWORD })).toEqual(down);
    expect(await window.refused('settings.get', {})).toEqual(down);
    expect(await window.refused('session.sampleAccounts', {})).toEqual(down);
    const health = await window.ok('health.get', {});
    expect([health.mysql.state, health.mongo.state]).toEqual(['down', 'down']);
    expect(health).toMatchObject({ serverNow: null, clockOffset: null, outboxPending: null });
    expect(performance.now() - began).toBeLessThan(6_000);

    await Promise.all([servers.restart('mysql'), servers.restart('mongo')]);
    await expect
      .poll(async () => (await window.raw('session.signIn', { name: 'meena', password: PASSWORD })).ok, {
        timeout: 20_000,
      })
      .toBe(true);
    await window.ok('appointments.book', nextBooking());
  });
});
