import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import mysql, { type RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '#test/support/eventually';
import type { TestedConnection } from '#shared/contract/system';
import { tryMongo } from '#electron/mongo/trial';
import { tryMysql } from '#electron/mysql/trial';
import { type FreshDatabase, freshDatabase, requiredEnv, withDatabase } from '#test/support/databases';
import { type MongoSpoken, mongoSpeaking } from './mongo-double';

let database: FreshDatabase;
const ending: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(async () => {
  await Promise.all(ending.map((end) => end()));
  await database.drop();
});

function at(url: string, change: (url: URL) => void): string {
  const changed = new URL(url);
  change(changed);
  return changed.toString();
}

async function listening(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      }),
  );
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  ending.pop();
  return port;
}

interface Spoken {
  readonly version: string;
  /** Refuses whoever comes, as a full or a strict server does. */
  readonly refuses?: { readonly code: number; readonly message: string };
  /** What the server says of itself when it is asked for variables. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What the driver's own server side gives, which it has no types for. */
interface ServerSide {
  serverHandshake(facts: object): void;
  writeError(error: { code: number; message: string }): void;
  writeTextResult(rows: object[], columns: object[]): void;
  writeOk(): void;
  on(event: string, listener: (text: string) => void): void;
  close(): void;
}

/** A double, for servers that cannot be had here: it greets as that server does and answers the first questions. */
async function speaksAs({ version, refuses, variables = {} }: Spoken): Promise<string> {
  const server = mysql.createServer((raw: unknown) => {
    const side = raw as ServerSide;
    side.on('error', () => undefined);
    side.on('query', (asked) => {
      const column = (name: string) => ({
        catalog: 'def',
        schema: '',
        table: '',
        orgTable: '',
        name,
        orgName: name,
        characterSet: 45,
        columnLength: 200,
        columnType: 253,
        flags: 0,
        decimals: 0,
      });
      if (asked.startsWith('SHOW GLOBAL VARIABLES')) {
        side.writeTextResult(
          Object.entries(variables).map(([Variable_name, Value]) => ({ Variable_name, Value })),
          [column('Variable_name'), column('Value')],
        );
      } else side.writeTextResult([{ version, comment: '' }], [column('version'), column('comment')]);
    });
    side.serverHandshake({
      protocolVersion: 10,
      serverVersion: version,
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0x00ff_f7ff & ~0x800,
      ...(refuses
        ? {
            authCallback: (_auth: unknown, done: (nothing: null, error: object) => void) => {
              done(null, refuses);
            },
          }
        : {}),
    });
  });
  // The double wraps a net server that its types do not show.
  const inner = Reflect.get(server, '_server') as Server;
  await new Promise<void>((resolve) => {
    inner.listen(0, '127.0.0.1', resolve);
  });
  ending.push(
    () =>
      new Promise((resolve) => {
        inner.close(() => {
          resolve();
        });
      }),
  );
  return `mysql://desk:word@127.0.0.1:${String((inner.address() as AddressInfo).port)}/clinic`;
}

function fault(tested: TestedConnection): string {
  return tested.outcome === 'fails' ? tested.fault : 'works';
}

describe('MySQL, tried on a real server', () => {
  test('the desk’s own address works, with version, latency and schema', async () => {
    const tested = await tryMysql(database.mysqlUrl, 24);
    expect(tested).toMatchObject({ outcome: 'works', schema: 'up' });
    expect(tested.outcome === 'works' && /^[89]\./.test(tested.version) && tested.latency >= 0).toBe(true);
  });

  test.each<[string, (url: string) => string | Promise<string>]>([
    ['bad_address', () => 'localhost:3306'],
    ['bad_address', () => 'mysql://desk:word@127.0.0.1:3306/'],
    ['host_unknown', (url) => at(url, (given) => (given.hostname = 'no-such-host.invalid'))],
    [
      'refused',
      async (url) => {
        const port = String(await closedPort());
        return at(url, (given) => (given.port = port));
      },
    ],
    ['wrong_password', (url) => at(url, (given) => (given.password = 'wrong'))],
    ['wrong_password', (url) => at(url, (given) => (given.username = 'nobody_of_this_name'))],
    ['tls_untrusted', (url) => `${url}?ssl=true`],
  ])('%s', async (expected, change) => {
    expect(fault(await tryMysql(await change(database.mysqlUrl), 24))).toBe(expected);
  });

  test('a database that is not there, as the owner sees it; one without rights, as the desk does', async () => {
    const missing = withDatabase(database.adminUrl, 'clinic_t_nowhere');
    expect(fault(await tryMysql(missing, 24))).toBe('no_database');
    const foreign = withDatabase(database.mysqlUrl, 'mysql');
    expect(await tryMysql(foreign, 24)).toMatchObject({ fault: 'no_rights', params: { database: 'mysql' } });
  });

  test('too few connections for the desks there are: both numbers are told', async () => {
    const tested = await tryMysql(database.mysqlUrl, 1_000_000);
    expect(tested).toMatchObject({ fault: 'too_few_connections', params: { needed: 1_000_000 } });
    expect(tested.outcome === 'fails' && Number(tested.params['offered'])).toBeGreaterThan(0);
  });

  test('an account that may not have more connections', async () => {
    const root = mysql.createConnection(requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL')).promise();
    const user = `full_${String(process.pid)}`;
    try {
      await root.query(`CREATE USER '${user}'@'%' IDENTIFIED BY 'word' WITH MAX_USER_CONNECTIONS 1`);
      await root.query(`GRANT SELECT ON ${new URL(database.mysqlUrl).pathname.slice(1)}.* TO '${user}'@'%'`);
      const url = at(database.mysqlUrl, (given) => {
        given.username = user;
        given.password = 'word';
      });
      const first = mysql.createConnection(url).promise();
      await first.connect();
      expect(fault(await tryMysql(url, 24))).toBe('too_few_connections');
      await first.end();
      // The server counts it until it has ended it on its side too.
      await eventually(async () => {
        const [left] = await root.query<RowDataPacket[]>(
          'SELECT id FROM performance_schema.processlist WHERE user = ?',
          [user],
        );
        expect(left).toEqual([]);
      });
      // It may read but not tidy up presence: rights are tried, not only the door.
      expect(fault(await tryMysql(url, 24))).toBe('no_rights');
    } finally {
      await root.query(`DROP USER IF EXISTS '${user}'@'%'`);
      await root.end();
    }
  });

  test('no answer, and something else that answers', async () => {
    const mute = await listening(createServer(() => undefined));
    const rude = await listening(createServer((socket) => socket.end()));
    const url = (port: number) => `mysql://desk:word@127.0.0.1:${String(port)}/clinic`;
    const [late, lost] = await Promise.all([tryMysql(url(mute), 24), tryMysql(url(rude), 24)]);
    expect([fault(late), fault(lost)]).toEqual(['timeout', 'not_this_store']);
  });

  test('no answer tells a password', async () => {
    for (const url of [
      at(database.mysqlUrl, (given) => (given.password = 'Geheim123')),
      'mysql://a:Geheim123@no.invalid/x',
    ])
      expect(JSON.stringify(await tryMysql(url, 24))).not.toContain('Geheim123');
  });
});

describe('servers that cannot be had here, by a double that speaks as they do', () => {
  test.each([
    ['mariadb', { version: '11.4.2-MariaDB-1' }],
    ['wrong_version', { version: '8.0.40' }],
    ['wrong_version', { version: '5.7.44' }],
    [
      'tls_required',
      {
        version: '8.4.3',
        refuses: { code: 3159, message: 'Connections using insecure transport are prohibited' },
      },
    ],
    ['too_few_connections', { version: '8.4.3', refuses: { code: 1040, message: 'Too many connections' } }],
    ['not_from_here', { version: '8.4.3', refuses: { code: 1130, message: 'Host is not allowed' } }],
    ['read_only', { version: '8.4.3', variables: { max_connections: '500', read_only: 'ON' } }],
    ['read_only', { version: '8.4.3', variables: { max_connections: '500', super_read_only: 'ON' } }],
    [
      'multi_primary',
      {
        version: '9.1.0',
        variables: {
          max_connections: '500',
          group_replication_group_name: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa',
          group_replication_single_primary_mode: 'OFF',
        },
      },
    ],
    ['too_few_connections', { version: '8.4.3', variables: { max_connections: '10' } }],
  ])('%s', async (expected, spoken: Spoken) => {
    expect(fault(await tryMysql(await speaksAs(spoken), 24))).toBe(expected);
  });

  test('a server without TLS where TLS is asked for', async () => {
    expect(fault(await tryMysql(`${await speaksAs({ version: '8.4.3' })}?ssl=true`, 24))).toBe(
      'tls_not_offered',
    );
  });
});

test('a network that cannot be reached, on its whole way', async () => {
  // To everybody on no network at all: the machine itself says that there is no way.
  const [my, mongo] = await Promise.all([
    tryMysql('mysql://desk:word@255.255.255.255:3306/clinic', 24),
    tryMongo('mongodb://255.255.255.255:27017/clinic'),
  ]);
  expect([fault(my), fault(mongo)]).toEqual(['unreachable', 'unreachable']);
});

describe('MongoDB, tried on a real server', () => {
  test('the clinic’s own address works', async () => {
    expect(await tryMongo(database.mongoUrl)).toMatchObject({ outcome: 'works', schema: 'up', tls: false });
  });

  test.each<[string, (url: string) => string | Promise<string>]>([
    ['bad_address', () => 'localhost'],
    ['host_unknown', () => 'mongodb://no-such-host.invalid:27017/clinic'],
    ['refused', async () => `mongodb://127.0.0.1:${String(await closedPort())}/clinic`],
    [
      'wrong_password',
      (url) =>
        at(url, (given) => {
          given.username = 'nobody';
          given.password = 'Geheim123';
        }),
    ],
  ])('%s', async (expected, change) => {
    const tested = await tryMongo(await change(database.mongoUrl));
    expect(fault(tested)).toBe(expected);
    expect(JSON.stringify(tested)).not.toContain('Geheim123');
  });
});

describe('MongoDB that cannot be had here, by a double that speaks as it does', () => {
  async function speaking(spoken: MongoSpoken): Promise<string> {
    return `mongodb://127.0.0.1:${String(await listening(mongoSpeaking(spoken)))}/clinic`;
  }

  test.each<[string, MongoSpoken]>([
    // As new as this program asks for: the double itself is believed.
    ['works', { version: '6.0.5', wireVersion: 17 }],
    ['wrong_version', { version: '5.0.31', wireVersion: 13 }],
    // So old that the driver does not speak with it.
    ['wrong_version', { version: '3.4.24', wireVersion: 5 }],
    [
      'no_rights',
      {
        version: '7.0.14',
        wireVersion: 21,
        onFind: { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on clinic' },
      },
    ],
  ])('%s', async (expected, spoken) => {
    expect(fault(await tryMongo(await speaking(spoken)))).toBe(expected);
  });

  test('the version that is too old is told', async () => {
    const tested = await tryMongo(await speaking({ version: '5.0.31', wireVersion: 13 }));
    expect(tested).toMatchObject({ params: { version: '5.0.31', host: '127.0.0.1' } });
  });

  test('no answer', async () => {
    const mute = await listening(createServer(() => undefined));
    const tested = await tryMongo(`mongodb://127.0.0.1:${String(mute)}/clinic`);
    expect(fault(tested)).toBe('timeout');
  });
});
