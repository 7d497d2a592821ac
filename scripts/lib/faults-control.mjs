/**
 * Lets tests in other processes kill and restart the `faults` servers, which this process owns: plain HTTP on the
 * loopback, under a random path. `POST <control>/mysql/restart`, `POST <control>/mongo/kill?signal=SIGKILL`,
 * `POST <control>/mysql/limit?bytes=20000000`, `GET <control>` for the facts of the moment. An answer comes when the thing is done.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { writeJson } from './files.mjs';
import { limitFiles } from './full-disk.mjs';
import { reason } from './progress.mjs';

/** @param {URLSearchParams} asked */
const signalOf = (asked) => /** @type {NodeJS.Signals} */ (asked.get('signal') ?? 'SIGKILL');

/**
 * @param {import('./servers.mjs').Servers} servers
 * @returns {Promise<{ stateFile: string, stop: () => Promise<void> }>}  the file holds the addresses and `control`
 */
export async function offerControl(servers) {
  const secret = randomBytes(18).toString('base64url');
  const facts = () => ({
    mysqlUrl: servers.mysqlUrl,
    mysqlAdminUrl: servers.mysqlAdminUrl,
    mysqlRootUrl: servers.mysqlRootUrl,
    mongoUrl: servers.mongoUrl,
    mysqlPid: servers.mysqlPid,
    mongoPid: servers.mongoPid,
  });
  /** @type {Record<string, (asked: URLSearchParams) => Promise<void> | void>} */
  const actions = {
    '/mysql/kill': (asked) => servers.killMysql(signalOf(asked)),
    '/mongo/kill': (asked) => servers.killMongo(signalOf(asked)),
    '/mysql/limit': (asked) => limitFiles(servers.mysqlPid, asked.get('bytes') ?? 'unlimited'),
    '/mongo/limit': (asked) => limitFiles(servers.mongoPid, asked.get('bytes') ?? 'unlimited'),
    '/mysql/restart': () => servers.restartMysql(),
    '/mongo/restart': () => servers.restartMongo(),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = (/** @type {number} */ status, /** @type {unknown} */ body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (!url.pathname.startsWith(`/${secret}`)) return answer(404, { error: 'unknown' });
    const path = url.pathname.slice(secret.length + 1);
    if (request.method === 'GET' && path === '') return answer(200, facts());
    const action = request.method === 'POST' && Object.hasOwn(actions, path) ? actions[path] : undefined;
    if (action === undefined) return answer(404, { error: `no such action: ${path}` });
    return void Promise.resolve()
      .then(() => action(url.searchParams))
      .then(
        () => answer(200, facts()),
        (error) => answer(500, { error: reason(error) }),
      );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const stateFile = join(servers.folder, 'control.json');
  await writeJson(stateFile, { ...facts(), control: `http://127.0.0.1:${port}/${secret}` });
  return {
    stateFile,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
