import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type SeenEvent, type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';

/** What every call answers while MySQL is away. */
export const DOWN = { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'down' };

/** One desk on servers that a test may kill, and what it works with; there from `beforeAll` on. */
export interface FaultyDesk {
  readonly servers: FaultyServers;
  readonly database: FreshDatabase;
  readonly desk: TestDesk;
  /** The window of a receptionist. */
  readonly reception: TestWindow;
  /** The server answers again, through the desk's own connections, and the desk has said so to its windows. */
  recovered(): Promise<void>;
}

export function isConnection(state: 'up' | 'down') {
  return ({ event, data }: SeenEvent) =>
    event === 'connection' && typeof data === 'object' && Reflect.get(data ?? {}, 'mysql') === state;
}

async function recovered(reception: TestWindow): Promise<void> {
  const answers = async () => {
    const last = reception.events.findLast(({ event }) => event === 'connection');
    return (await reception.raw('doctors.list', {})).ok && (!last || isConnection('up')(last));
  };
  await expect.poll(answers, { timeout: 20_000 }).toBe(true);
}

/** Opens the desk for the tests of a file, each of which begins when the desk has recovered from the one before. */
export function faultyDesk(
  prepare: (clinic: SmallClinic) => Promise<void> = () => Promise.resolve(),
): FaultyDesk {
  let opened: FaultyDesk | null = null;
  const here = (): FaultyDesk => {
    if (!opened) throw new Error('the desk is opened by beforeAll');
    return opened;
  };
  beforeAll(async () => {
    const servers = await faultyServers();
    const database = await freshDatabase(servers.addresses);
    const clinic = await smallClinic(database);
    await clinic.addAdmin('meena', 'staff');
    await prepare(clinic);
    await clinic.close();
    const desk = await openDesk(database, { now: MONDAY });
    const reception = await desk.signedIn('meena');
    opened = { servers, database, desk, reception, recovered: () => recovered(reception) };
  });
  beforeEach(() => here().recovered());
  afterAll(async () => {
    const { desk, servers, database } = here();
    await desk.stop();
    await servers.restart('mysql');
    await database.drop();
  });
  return {
    get servers() {
      return here().servers;
    },
    get database() {
      return here().database;
    },
    get desk() {
      return here().desk;
    },
    get reception() {
      return here().reception;
    },
    recovered: () => here().recovered(),
  };
}
